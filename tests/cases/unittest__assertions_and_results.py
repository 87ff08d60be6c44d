import asyncio
import unittest
import warnings
from unittest.mock import AsyncMock, MagicMock, Mock, call, patch


async def fetch(n):
    await asyncio.sleep(0.01)
    return n * 2


class Plain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        print("setUp", self._testMethodName)
        self.addCleanup(print, "cleanup")

    def tearDown(self):
        print("tearDown")

    def test_equal(self):
        """It is documented."""
        self.assertEqual(1 + 1, 2)

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "lists")

    def test_error(self):
        {}["x"]

    def test_text(self):
        self.assertEqual("hello world", "hello there")

    def test_lines(self):
        self.assertEqual("one\ntwo\nthree\n", "one\n2\nthree\n")

    def test_dict(self):
        self.assertEqual({"a": 1, "b": 2}, {"a": 1, "b": 3})

    def test_set(self):
        self.assertEqual({1, 2}, {2, 3})

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        self.assertIn("invalid", str(caught.exception))
        with self.assertRaisesRegex(KeyError, "key"):
            raise KeyError("key")
        self.assertRaises(ZeroDivisionError, lambda: 1 / 0)

    def test_not_raised(self):
        with self.assertRaises(ValueError):
            pass

    def test_subtests(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_many(self):
        self.assertTrue([1])
        self.assertFalse("")
        self.assertIsNone(None)
        self.assertIsInstance(3, int)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertGreater(2, 1)
        self.assertRegex("abc", "b+")
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        with self.assertWarns(DeprecationWarning):
            warnings.warn("old", DeprecationWarning)
        with self.assertLogs("mine", level="INFO") as logs:
            import logging
            logging.getLogger("mine").info("hello %s", "you")
        self.assertEqual(logs.output, ["INFO:mine:hello you"])

    def test_almost(self):
        self.assertAlmostEqual(1.0, 1.1)

    def test_count(self):
        self.assertCountEqual("aab", "abb")

    def test_true(self):
        self.assertTrue(0)

    def test_in(self):
        self.assertIn(3, [1, 2])


class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.value = await fetch(1)

    async def asyncTearDown(self):
        print("asyncTearDown")

    async def test_fetch(self):
        self.assertEqual(await fetch(self.value), 4)

    async def test_timeout(self):
        with self.assertRaises(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.sleep(1), 0.01)

    async def test_mock(self):
        m = AsyncMock(return_value=5)
        self.assertEqual(await m(1, a=2), 5)
        m.assert_awaited_once_with(1, a=2)
        with patch("__main__.fetch", new=AsyncMock(return_value=9)) as f:
            self.assertEqual(await fetch(1), 9)
        f.assert_awaited()

    async def test_fail(self):
        self.assertEqual(await fetch(1), 3)


if __name__ == "__main__":
    unittest.main()
