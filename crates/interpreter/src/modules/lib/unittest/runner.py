import sys
import time
import traceback
import warnings

__all__ = ["TestResult", "TextTestResult", "TextTestRunner", "registerResult", "removeResult", "installHandler",
           "removeHandler"]


class TestResult:
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._streams = None

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        if self.buffer:
            import io
            self._streams = sys.stdout, sys.stderr
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def startTestRun(self):
        pass

    def stopTest(self, test):
        if self._streams:
            sys.stdout, sys.stderr = self._streams
            self._streams = None

    def stopTestRun(self):
        pass

    def _told(self, info):
        lines = traceback.format_exception(*info)
        if self._streams:
            for name, text in ("Stdout", sys.stdout.getvalue()), ("Stderr", sys.stderr.getvalue()):
                if text:
                    lines.append("\n{}:\n{}{}".format(name, text, "" if text.endswith("\n") else "\n"))
        return "".join(lines)

    def _stop_if_fast(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self._stop_if_fast()
        self.errors.append((test, self._told(err)))

    def addFailure(self, test, err):
        self._stop_if_fast()
        self.failures.append((test, self._told(err)))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._stop_if_fast()
            kind = self.failures if issubclass(err[0], test.failureException) else self.errors
            kind.append((subtest, self._told(err)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._told(err)))

    def addUnexpectedSuccess(self, test):
        self._stop_if_fast()
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        pass

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        cls = type(self)
        return (f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")


TestResult.__module__ = "unittest.result"


class _Stream:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def writeln(self, text=""):
        self.write(text + "\n")


class TextTestResult(TestResult):
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        return f"{test}\n{first_line}" if self.descriptions and first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + " ... ")
            self.stream.flush()
            self._newline = False

    def _tell(self, test, word, letter):
        if self.showAll:
            is_subtest = hasattr(test, "test_case")
            if is_subtest or self._newline:
                if not self._newline:
                    self.stream.writeln()
                if is_subtest:
                    self.stream.write("  ")
                self.stream.write(self.getDescription(test) + " ... ")
            self.stream.writeln(word)
            self._newline = True
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._tell(subtest, *(("FAIL", "F") if failed else ("ERROR", "E")))
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln(f"{flavour}: {self.getDescription(test)}")
            self.stream.writeln(self.separator2)
            self.stream.writeln(text)
            self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _Stream(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = "default" if warnings is None else warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast, result.buffer, result.tb_locals = self.failfast, self.buffer, self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            began = time.perf_counter()
            getattr(result, "startTestRun", lambda: None)()
            try:
                test(result)
            finally:
                getattr(result, "stopTestRun", lambda: None)()
            took = time.perf_counter() - began
        result.printErrors()
        write = self.stream.writeln
        if hasattr(result, "separator2"):
            write(result.separator2)
        run = result.testsRun
        write(f"Ran {run} test{'' if run == 1 else 's'} in {took:.3f}s")
        write()
        parts = []
        if not result.wasSuccessful():
            self.stream.write("FAILED")
            parts = [f"{name}={len(found)}"
                     for name, found in (("failures", result.failures), ("errors", result.errors)) if found]
        else:
            self.stream.write("OK")
        parts += [f"{name}={len(found)}"
                  for name, found in (("skipped", result.skipped), ("expected failures", result.expectedFailures),
                                      ("unexpected successes", result.unexpectedSuccesses)) if found]
        write(f" ({', '.join(parts)})" if parts else "")
        self.stream.flush()
        return result


def registerResult(result):
    pass


def removeResult(result):
    return False


def installHandler():
    pass


def removeHandler(method=None):
    return method
