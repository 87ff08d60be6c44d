import io
import sys
import unittest


def setUpModule():
    print("setUpModule")


def tearDownModule():
    print("tearDownModule")


class Base(unittest.TestCase):
    """Fixtures at every level."""

    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(print, "class cleanup", cls.__name__)
        print("setUpClass", cls.__name__)

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass", cls.__name__)

    def test_b(self):
        "Second."

    def test_a(self):
        """First, documented
        on more than one line."""
        self.addCleanup(print, "one")
        self.addCleanup(print, "two")

    def test_skips_itself(self):
        self.skipTest("of its own will")

    @unittest.skipIf(sys.version_info >= (3,), "too new")
    def test_skip_if(self):
        pass

    @unittest.skipUnless(True, "never said")
    def test_skip_unless(self):
        pass

    def test_subtests(self):
        for word in ("a", "bb", "c"):
            with self.subTest("length", word=word):
                self.assertEqual(len(word), 1)
        with self.subTest():
            self.assertTrue(True)


@unittest.skip("the whole class")
class Skipped(unittest.TestCase):
    def test(self):
        pass


class BadSetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("cannot be set up")

    def test(self):
        pass


class BadSetUp(unittest.TestCase):
    def setUp(self):
        raise OSError("no set-up")

    def tearDown(self):
        print("not called")

    def test(self):
        print("not called")


class BadTearDown(unittest.TestCase):
    def tearDown(self):
        raise ValueError("in tearDown")

    def test_fails_twice(self):
        self.assertEqual("a" * 100 + "x", "a" * 100 + "y")

    def test_long(self):
        self.assertEqual(list(range(100)), list(range(99)) + [7])


class Returning(unittest.TestCase):
    def test(self):
        self.assertEqual({"a": [1, 2]}, {"a": [1, 2]})
        self.assertDictEqual({}, {})
        with self.assertRaises(AssertionError):
            self.assertIsNone(0, "with a message")
        self.assertLess(1, 2)
        self.assertNotIn(1, [])
        self.assertIs(None, None)


loader = unittest.defaultTestLoader
print(loader.getTestCaseNames(Base))
suite = unittest.TestSuite()
suite.addTest(Base("test_a"))
suite.addTests(loader.loadTestsFromTestCase(Returning))
print(suite.countTestCases(), suite)
stream = io.StringIO()
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(result, result.wasSuccessful())
print(stream.getvalue())
result = unittest.TestResult()
Base("test_b").run(result)
print(result.testsRun, result.failures, Base("test_b").shortDescription(), Base("test_a").id())
program = unittest.main(argv=["program", "Returning", "Base.test_b"], exit=False, verbosity=0)
print(program.result.testsRun)
unittest.main(verbosity=2)
