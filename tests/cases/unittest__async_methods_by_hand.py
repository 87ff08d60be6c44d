"""Async tests without IsolatedAsyncioTestCase: `__getattribute__` wraps them in `asyncio.run`; mocks of coroutines."""
import asyncio
import functools
import io
import sys
import unittest
from unittest import mock


class AsyncTestCase(unittest.TestCase):
    def __getattribute__(self, name):
        attribute = super().__getattribute__(name)
        if name.startswith("test") and asyncio.iscoroutinefunction(attribute):
            return functools.partial(self.drive, attribute)
        return attribute

    def drive(self, method):
        asyncio.run(method())


async def repeat(times, delay, function, *args):
    for _ in range(times):
        await asyncio.sleep(delay)
        result = function(*args)
        if asyncio.iscoroutine(result):
            await result


class RepeatTest(AsyncTestCase):
    async def test_sleeps(self):
        with mock.patch("asyncio.sleep", new=mock.AsyncMock()) as sleep:
            with mock.patch("sys.stdout", new_callable=io.StringIO) as stdout:
                await repeat(3, 60, print, "tick")
        self.assertEqual(stdout.getvalue(), "tick\n" * 3)
        self.assertEqual(sleep.await_args_list, [mock.call(60)] * 3)

    async def test_awaits(self):
        function = mock.AsyncMock(side_effect=[1, 2])
        await repeat(2, 0, function, "a")
        function.assert_awaited_with("a")
        self.assertEqual(function.await_count, 2)

    async def test_async_protocols(self):
        manager = mock.MagicMock()
        manager.__aenter__.return_value = "entered"
        manager.__aiter__.return_value = [1, 2]
        async with manager as value:
            self.assertEqual(value, "entered")
        self.assertEqual([item async for item in manager], [1, 2])
        manager.__aexit__.assert_awaited_once()

    async def test_fails(self):
        self.assertIn(3, [1, 2], "what was said")


outcome = unittest.main(argv=["test"], exit=False, testRunner=unittest.TextTestRunner(stream=io.StringIO())).result
print(outcome.testsRun, len(outcome.failures), outcome.errors)
print(outcome.failures[0][1].splitlines()[-1], file=sys.stdout)
