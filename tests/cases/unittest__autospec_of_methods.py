"""What stands for a function knows its parameters, and is a method in a class."""

import asyncio
import http
import inspect
import weakref
from unittest.mock import create_autospec, patch


class Client:
    async def get(self, path, timeout=None):
        return {"path": path}

    def add(self, a, b=2):
        return a + b


def plain(a, *, b):
    """A function."""


class Talkative:
    def __getattr__(self, name):
        return name


async def main():
    with patch.object(Client, "get", autospec=True) as get:
        get.return_value = "patched"
        client = Client()
        print(await client.get("/a"), get.await_count, get.call_args.args[1:], client.get.call_count)
        try:
            await client.get()
        except TypeError as error:
            print(error)
    with patch.object(Client, "add", autospec=True, side_effect=lambda self, a, b=0: a * 10) as add:
        print(Client().add(4), add.call_args.args[1:])
    function = create_autospec(plain, return_value=3)
    print(function(1, b=2), function.call_args)
    for wrong in (lambda: function(1), lambda: function(1, 2)):
        try:
            wrong()
        except TypeError as error:
            print(error)
    print(asyncio.iscoroutinefunction(Talkative()), asyncio.iscoroutinefunction(Client().get))


asyncio.run(main())
print(http.HTTPStatus.NOT_FOUND.description, "|", http.HTTPStatus(418).description, "|", http.HTTPStatus.LOCKED.description)


class Noted:
    a: "int"
    b: "list[Noted]"


print(inspect.get_annotations(Noted), inspect.get_annotations(Noted, eval_str=True))
client = Client()
one, two = weakref.ref(client), weakref.ref(client, print)
print(weakref.getweakrefcount(client) > 0, weakref.getweakrefcount(Client()))
print(__doc__.split()[0], __spec__, __package__, [name for name, _ in inspect.getmembers(Client, inspect.ismethod)])
