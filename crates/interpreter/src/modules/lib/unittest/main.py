import argparse
import sys
import types
from fnmatch import fnmatchcase
from functools import cmp_to_key
from unittest import case, suite
from unittest.runner import TextTestRunner

__all__ = ["TestLoader", "defaultTestLoader", "TestProgram", "main", "getTestCaseNames", "makeSuite", "findTestCases"]


class _FailedTest(case.TestCase):
    def __init__(self, method_name, error):
        self._error = error
        super().__init__(method_name)

    def __getattr__(self, name):
        if name == "_error" or name != self._testMethodName:
            raise AttributeError(name)

        def test_failure():
            raise self._error

        return test_failure


_FailedTest.__module__ = "unittest.loader"


class TestLoader:
    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(lambda x, y: (x > y) - (x < y))
    testNamePatterns = None
    suiteClass = suite.TestSuite

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kwargs):
        tests = self.suiteClass(
            self.loadTestsFromTestCase(found) for name in dir(module)
            if isinstance(found := getattr(module, name), type) and issubclass(found, case.TestCase)
            and found not in (case.TestCase, case.FunctionTestCase)
        )
        load_tests = getattr(module, "load_tests", None)
        return load_tests(self, tests, pattern) if load_tests is not None else tests

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        if module is None:
            module = sys.modules.get(parts[0])
            if module is None:
                module = __import__(parts[0])
            del parts[0]
        found, parent = module, None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                self.errors.append(str(error))
                return self.suiteClass([_FailedTest(part, error)])
        if isinstance(found, types.ModuleType):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, case.TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, case.TestCase) and callable(found):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(found, suite.TestSuite):
            return found
        if callable(found):
            test = found()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError(f"calling {found} returned {test}, not a test")
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(fnmatchcase(full, p) for p in self.testNamePatterns)

        names = list(filter(wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        raise NotImplementedError("discover is not available here, where there are no files: load tests from a module")


TestLoader.__module__ = "unittest.loader"
defaultTestLoader = TestLoader()


def _loader(prefix, sortUsing, suiteClass=None, testNamePatterns=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing, loader.testMethodPrefix = sortUsing, prefix
    loader.testNamePatterns = testNamePatterns
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


_compare = TestLoader.sortTestMethodsUsing


def getTestCaseNames(testCaseClass, prefix, sortUsing=_compare, testNamePatterns=None):
    return _loader(prefix, sortUsing, testNamePatterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=_compare, suiteClass=suite.TestSuite):
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=_compare, suiteClass=suite.TestSuite):
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *,
                 tb_locals=False):
        if isinstance(module, str):
            module = sys.modules.get(module) or __import__(module)
        self.module = module
        self.exit, self.verbosity, self.warnings, self.tb_locals = exit, verbosity, warnings, tb_locals
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        self.defaultTest, self.testRunner, self.testLoader = defaultTest, testRunner, testLoader
        argv = sys.argv if argv is None else argv
        self.progName = argv[0].rsplit("/", 1)[-1]
        self.parseArgs(argv)
        self.runTests()

    def parseArgs(self, argv):
        parser = argparse.ArgumentParser(prog=self.progName)
        add = parser.add_argument
        add("-v", "--verbose", dest="verbosity", action="store_const", const=2, help="Verbose output")
        add("-q", "--quiet", dest="verbosity", action="store_const", const=0, help="Quiet output")
        add("--locals", dest="tb_locals", action="store_true", help="Show local variables in tracebacks")
        add("-f", "--failfast", action="store_true", help="Stop on first fail or error")
        add("-c", "--catch", dest="catchbreak", action="store_true", help="Catch Ctrl-C and display results so far")
        add("-b", "--buffer", action="store_true", help="Buffer stdout and stderr during tests")
        add("-k", dest="testNamePatterns", action="append", help="Only run tests which match the given substring")
        add("tests", nargs="*", help="a list of any number of test modules, classes and test methods.")
        options = parser.parse_args(argv[1:])
        if options.verbosity is not None:
            self.verbosity = options.verbosity
        self.failfast = self.failfast or options.failfast
        self.buffer = self.buffer or options.buffer
        if options.testNamePatterns:
            self.testLoader.testNamePatterns = [p if "*" in p else f"*{p}*" for p in options.testNamePatterns]
        names = options.tests or self.defaultTest
        self.createTests([names] if isinstance(names, str) else names)

    def createTests(self, names=None):
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        runner = TextTestRunner if self.testRunner is None else self.testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=bool(self.failfast), buffer=bool(self.buffer),
                            warnings=self.warnings)
        self.result = runner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
