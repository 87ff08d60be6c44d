import asyncio
import unittest
from unittest import mock
from unittest.mock import ANY, DEFAULT, AsyncMock, MagicMock, Mock, PropertyMock, call, create_autospec, patch, sentinel


def shown(error):
    print(type(error).__name__, "|", str(error).replace("\n", " / "))


def fails(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except BaseException as error:
        shown(error)
    else:
        print("did not fail")


m = Mock()
print(m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls)
m(1, 2, a=3)
m.method(4).chained("x")
print(m.called, m.call_count, m.call_args, m.call_args_list)
print(m.mock_calls, m.method_calls)
print(m.call_args.args, m.call_args.kwargs, m.call_args == call(1, 2, a=3), m.call_args == ((1, 2), {"a": 3}))
m.assert_called_with(1, 2, a=3)
m.assert_called_once_with(1, 2, a=ANY)
fails(m.assert_called_with, 1)
fails(m.assert_not_called)
fails(Mock().assert_called)
fails(Mock().assert_called_once)
fails(Mock().assert_called_with, 1, b=2)
fails(Mock(name="named").assert_called_once_with)
m(5)
fails(m.assert_called_once)
fails(m.assert_called_once_with, 5)
fails(m.assert_any_call, 6)
m.assert_any_call(5)
m.assert_has_calls([call(1, 2, a=3), call.method(4)])
fails(m.assert_has_calls, [call(7)])
fails(lambda: m.asert_called_with)
fails(lambda: m.assert_something)
m.reset_mock()
print(m.called, m.mock_calls)

m = Mock(return_value=7, side_effect=None)
print(m(), m())
m.side_effect = [1, 2, ValueError("third")]
print(m(), m())
fails(m)
fails(m)
m.side_effect = lambda x: x * 2
print(m(4))
m.side_effect = KeyError("k")
fails(m, 1)
m = Mock(side_effect=lambda *a: DEFAULT, return_value="the default")
print(m())
m.configure_mock(**{"attr.value": 3, "method.return_value": 4})
print(m.attr.value, m.method())
m.a.b.c.return_value = "deep"
print(m.a.b.c())


class Service:
    kind = "real"

    def fetch(self, url, timeout=1):
        return "fetched"

    async def fetch_async(self, url):
        return "really"

    @property
    def ready(self):
        return True


s = Mock(spec=Service)
print(isinstance(s, Service))
s.fetch("x")
s.fetch.assert_called_once_with("x")
fails(lambda: s.nothing)
fails(setattr, Mock(spec_set=Service), "nothing", 1)
a = create_autospec(Service)
instance = a()
instance.fetch.return_value = "auto"
print(instance.fetch("u", timeout=3))
fails(instance.fetch)

mm = MagicMock()
print(len(mm), bool(mm), int(mm), list(mm), 3 in mm, float(mm))
mm.__len__.return_value = 4
mm.__getitem__.side_effect = lambda key: key * 2
mm.__iter__.return_value = [1, 2]
mm.__enter__.return_value = "entered"
print(len(mm), mm["ab"], list(mm), list(mm))
with mm as entered:
    print(entered)
mm.__exit__.assert_called_once()
mm.__str__.return_value = "text"
print(str(mm))
print(type(mm + 1).__name__, mm == mm, mm == 3, mm != 3)
fails(lambda: Mock() + 1)
fails(lambda: len(Mock()))
print(repr(call(1, a=2)), repr(call.f(1).g(2)), call.x == call.x, call(1) == call(2), call("a").foo)
print(sentinel.one, sentinel.one is sentinel.one, DEFAULT, ANY)
print(call.f(1).g(2).call_list())

p = Mock()
type(p).prop = PropertyMock(return_value=9)
print(p.prop)


def target():
    return "original"


class Holder:
    value = 1

    def method(self):
        return "real method"


with patch("__main__.target") as t:
    t.return_value = "patched"
    print(target(), t.call_count)
print(target())
with patch.object(Holder, "method", return_value="fake") as t:
    print(Holder().method(), t.called)
print(Holder().method())
with patch.object(Holder, "value", 42):
    print(Holder.value)
print(Holder.value)


@patch("__main__.target", return_value="decorated")
@patch.object(Holder, "method")
def test(method, replaced):
    method.return_value = "also"
    return target(), Holder().method(), replaced.called


print(test())
settings = {"a": 1}
with patch.dict(settings, {"b": 2}, a=5):
    print(settings)
print(settings)
with patch.dict(settings, clear=True):
    print(settings)
with patch.multiple(Holder, value=3, method=DEFAULT) as made:
    print(Holder.value, sorted(made))
patcher = patch("__main__.target", new=lambda: "started")
patcher.start()
print(target())
patcher.stop()
print(target())
fails(patch("__main__.missing").start)
fails(patch, "nodots")


async def work(n):
    return n


async def main():
    am = AsyncMock(return_value=3)
    print(await am(1, b=2), am.await_count, am.await_args, am.await_args_list)
    am.assert_awaited_once_with(1, b=2)
    fails(am.assert_not_awaited)
    fails(am.assert_awaited_with, 2)
    fails(AsyncMock().assert_awaited)
    fails(AsyncMock().assert_awaited_once)
    am.side_effect = [1, RuntimeError("second")]
    print(await am())
    try:
        await am()
    except RuntimeError as error:
        shown(error)
    try:
        await am()
    except StopAsyncIteration as error:
        shown(error)

    async def effect(x):
        await asyncio.sleep(0)
        return x + 1

    am.side_effect = effect
    print(await am(4), asyncio.iscoroutinefunction(am))
    service = AsyncMock(spec=Service)
    service.fetch_async.return_value = "mocked"
    print(await service.fetch_async("u"), type(service.fetch).__name__, type(service.fetch_async).__name__)
    with patch("__main__.work", side_effect=lambda n: n * 10) as w:
        print(await work(2), type(w).__name__)
    cm = MagicMock()
    cm.__aenter__.return_value = "in"
    async with cm as value:
        print(value)
    it = MagicMock()
    it.__aiter__.return_value = [1, 2, 3]
    print([x async for x in it])
    nested = AsyncMock()
    nested.get.return_value.json.return_value = {"ok": True}
    response = await nested.get("url")
    print(type(response).__name__, await response.json())

    @patch("__main__.work", new_callable=AsyncMock)
    async def decorated(w):
        w.return_value = "d"
        return await work(1)

    print(await decorated())
    with patch("asyncio.sleep", new=AsyncMock()) as sleep:
        await asyncio.sleep(100)
        sleep.assert_awaited_once_with(100)
    parent = Mock()
    parent.attach_mock(am, "child")
    am.side_effect = None
    await parent.child(8)
    print(parent.mock_calls)


asyncio.run(main())
print(repr(Mock(name="n")).split(" id=")[0], repr(MagicMock().a.b()).split(" id=")[0], repr(Mock(spec=Service)).split(" id=")[0])
opened = mock.mock_open(read_data="one\ntwo\n")
with patch("builtins.open", opened):
    with open("file") as f:
        print(f.read())
opened.assert_called_once_with("file")
