import sys
from unittest import case

__all__ = ["BaseTestSuite", "TestSuite"]


class BaseTestSuite:
    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tests={list(self)}>"

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, type(self)) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self:
            test.debug()


class _ErrorHolder:
    """Stands for a test where something around tests failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0


class TestSuite(BaseTestSuite):
    def run(self, result, debug=False):
        top = not getattr(result, "_testRunEntered", False)
        result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = type(test)
                if type(test)._classSetupFailed or result._moduleSetUpFailed:
                    continue
            if debug:
                test.debug()
            else:
                test(result)
        if top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        from unittest.runner import TestResult
        self.run(TestResult(), True)

    def _around(self, result, function, name, parent):
        """Calls what is around the tests of a class or module; tells whether it went well."""
        try:
            function()
        except Exception as error:
            self._failed(result, name, parent, sys.exc_info(), error)
            return False
        return True

    def _failed(self, result, name, parent, info, error):
        holder = _ErrorHolder(f"{name} ({parent})")
        if isinstance(error, case.SkipTest):
            result.addSkip(holder, str(error))
        else:
            result.addError(holder, info)

    def _enter_class(self, test, result):
        cls = type(test)
        if cls is result._previousTestClass or result._moduleSetUpFailed or getattr(cls, "__unittest_skip__", False):
            return
        cls._classSetupFailed = False
        name = f"{cls.__module__}.{cls.__qualname__}"
        if not self._around(result, cls.setUpClass, "setUpClass", name):
            cls._classSetupFailed = True
            self._clean_class(cls, name, result, "setUpClass")

    def _leave_class(self, test, result):
        cls = result._previousTestClass
        if cls is None or type(test) is cls or result._moduleSetUpFailed:
            return
        if getattr(cls, "_classSetupFailed", False) or getattr(cls, "__unittest_skip__", False):
            return
        name = f"{cls.__module__}.{cls.__qualname__}"
        self._around(result, cls.tearDownClass, "tearDownClass", name)
        self._clean_class(cls, name, result, "tearDownClass")

    def _clean_class(self, cls, name, result, after):
        cls.doClassCleanups()
        for info in cls.tearDown_exceptions:
            self._failed(result, after, name, info, info[1])

    def _enter_module(self, test, result):
        name = type(test).__module__
        before = result._previousTestClass
        if before is not None and before.__module__ == name:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), "setUpModule", None)
        if set_up is not None and not self._around(result, set_up, "setUpModule", name):
            result._moduleSetUpFailed = True
            self._around(result, case.doModuleCleanups, "setUpModule", name)

    def _leave_module(self, result):
        before = result._previousTestClass
        if before is None or result._moduleSetUpFailed:
            return
        name = before.__module__
        tear_down = getattr(sys.modules.get(name), "tearDownModule", None)
        if tear_down is not None:
            self._around(result, tear_down, "tearDownModule", name)
        self._around(result, case.doModuleCleanups, "tearDownModule", name)
