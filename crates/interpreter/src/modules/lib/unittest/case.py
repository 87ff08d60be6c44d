import contextlib
import sys
import traceback
import warnings
from functools import wraps

__all__ = ["SkipTest", "TestCase", "FunctionTestCase", "skip", "skipIf", "skipUnless", "expectedFailure",
           "addModuleCleanup", "doModuleCleanups", "enterModuleContext"]


class SkipTest(Exception):
    """Raised by a test, or by what sets it up, to skip it."""


class _Done(Exception):
    """Leaves a test whose failure has been noted."""


class _UnexpectedSuccess(Exception):
    pass


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    return _enter(cm, addModuleCleanup)


def doModuleCleanups():
    errors = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


def _enter(cm, add_cleanup):
    cls = type(cm)
    if not (hasattr(cls, "__enter__") and hasattr(cls, "__exit__")):
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
    result = cls.__enter__(cm)
    add_cleanup(cls.__exit__, cm, None, None, None)
    return result


def _identity(obj):
    return obj


def skip(reason):
    def decorator(test_item):
        if not isinstance(test_item, type):
            @wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)

            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    if callable(reason) and hasattr(reason, "__name__"):
        test_item, reason = reason, ""
        return decorator(test_item)
    return decorator


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _Outcome:
    """How a test is going."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting_failure = False
        self.expected_failure = None
        self.has_subtests = hasattr(result, "addSubTest")

    @contextlib.contextmanager
    def part(self, test, subtest=False):
        before = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False
            self.result.addSkip(test, str(error))
        except _Done:
            pass
        except BaseException:
            info = sys.exc_info()
            self.success = False
            if self.expecting_failure:
                self.expected_failure = info
            elif subtest:
                self.result.addSubTest(test.test_case, test, info)
            elif issubclass(info[0], test.failureException):
                self.result.addFailure(test, info)
            else:
                self.result.addError(test, info)
            info = None
        else:
            if subtest and self.success:
                self.result.addSubTest(test.test_case, test, None)
        finally:
            self.success = self.success and before


class _Expecting:
    """A context that expects something of the block within it."""

    def __init__(self, test_case, msg=None):
        self.test_case = test_case
        self.msg = msg

    def _fail(self, text):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, text))


def _names(kinds):
    try:
        return kinds.__name__
    except AttributeError:
        return str(kinds)


class _ExpectingFrom(_Expecting):
    def __init__(self, expected, test_case, regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.called = None
        if regex is not None and isinstance(regex, (str, bytes)):
            import re
            regex = re.compile(regex)
        self.expected_regex = regex

    def handle(self, name, args, kwargs):
        try:
            kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            if not all(isinstance(kind, type) and issubclass(kind, self._base) for kind in kinds):
                raise TypeError(f"{name}() arg 1 must be {self._described}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
                return self
            function, *args = args
            self.called = getattr(function, "__name__", None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None

    def _missing(self, what):
        if self.called:
            self._fail(f"{_names(self.expected)} not {what} by {self.called}")
        self._fail(f"{_names(self.expected)} not {what}")


class _AssertRaises(_ExpectingFrom):
    _base = BaseException
    _described = "an exception type or tuple of exception types"
    exception = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missing("raised")
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(exc_value)):
            self._fail(f'"{self.expected_regex.pattern}" does not match "{exc_value}"')
        return True

    __class_getitem__ = classmethod(type(list[int]))


class _AssertWarns(_ExpectingFrom):
    _base = Warning
    _described = "a warning type or tuple of warning types"

    def __enter__(self):
        self._catching = warnings.catch_warnings(record=True)
        self.warnings = self._catching.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._catching.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for caught in self.warnings:
            if not isinstance(caught.message, self.expected):
                continue
            first = first or caught.message
            if self.expected_regex is not None and not self.expected_regex.search(str(caught.message)):
                continue
            self.warning, self.filename, self.lineno = caught.message, caught.filename, caught.lineno
            return
        if first is not None:
            self._fail(f'"{self.expected_regex.pattern}" does not match "{first}"')
        self._missing("triggered")


class _AssertLogs(_Expecting):
    def __init__(self, test_case, logger, level, no_logs):
        super().__init__(test_case)
        import logging
        self.logger_name = logger
        self.level = logging.INFO if not level else logging._level(level)
        self.no_logs = no_logs

    def __enter__(self):
        import collections
        import logging
        seen = collections.namedtuple("_LoggingWatcher", ["records", "output"])([], [])

        class Capture(logging.Handler):
            def emit(self, record):
                seen.records.append(record)
                seen.output.append(self.format(record))

        logger = self.logger_name
        if not isinstance(logger, logging.Logger):
            logger = logging.getLogger(logger)
        self.logger = logger
        handler = Capture()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        self.watcher = seen
        self._before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else seen

    def __exit__(self, exc_type, exc_value, tb):
        import logging
        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        records = self.watcher.records
        if self.no_logs and records:
            self._fail(f"Unexpected logs found: {self.watcher.output!r}")
        if not self.no_logs and not records:
            self._fail(f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}")


def _short(text, head, tail):
    left_out = len(text) - head - tail
    return f"{text[:head]}[{left_out} chars]{text[len(text) - tail:]}" if left_out > 12 else text


def _shown(*values):
    """Both values, shortened where they are alike if they are long."""
    shown = [_repr(value) for value in values]
    longest = max(map(len, shown))
    if longest <= 80:
        return tuple(shown)
    common = 0
    while all(common < len(text) and text[common] == shown[0][common] for text in shown):
        common += 1
    prefix, kept = shown[0][:common], 80 - (longest - common + 17)
    if kept > 5:
        prefix = _short(prefix, 5, kept)
        return tuple(prefix + text[common:] for text in shown)
    prefix = _short(prefix, 5, 5)
    return tuple(prefix + _short(text[common:], 41, 5) for text in shown)


def _repr(value, short=False):
    try:
        shown = repr(value)
    except Exception:
        shown = object.__repr__(value)
    return shown if not short or len(shown) < 80 else shown[:80] + " [truncated]..."


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        method = getattr(self, methodName, None)
        if method is not None:
            self._testMethodDoc = method.__doc__
        elif methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual", set: "assertSetEqual",
            frozenset: "assertSetEqual", str: "assertMultiLineEqual",
        }

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return _enter(cm, cls.addClassCleanup)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.runner import TestResult
        return TestResult()

    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    @contextlib.contextmanager
    def subTest(self, msg=object, **params):
        if self._outcome is None or not self._outcome.has_subtests:
            yield
            return
        outer = self._subtest
        params = {**(outer.params if outer else {}), **params}
        self._subtest = _SubTest(self, msg, params)
        try:
            with self._outcome.part(self._subtest, subtest=True):
                yield
            if not self._outcome.success and self._outcome.result.failfast:
                raise _Done
        finally:
            self._subtest = outer

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            warnings.warn("It is deprecated to return a value that is not None from a test case "
                          f"({method})", DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        started = False
        if result is None:
            result = self.defaultTestResult()
            started = True
            getattr(result, "startTestRun", lambda: None)()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                why = getattr(type(self), "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
                result.addSkip(self, why)
                return result
            expecting = (getattr(self, "__unittest_expecting_failure__", False)
                         or getattr(method, "__unittest_expecting_failure__", False))
            outcome = self._outcome = _Outcome(result)
            try:
                with outcome.part(self):
                    self._callSetUp()
                if outcome.success:
                    outcome.expecting_failure = expecting
                    with outcome.part(self):
                        self._callTestMethod(method)
                    outcome.expecting_failure = False
                    with outcome.part(self):
                        self._callTearDown()
                self.doCleanups()
                if outcome.success:
                    if not expecting:
                        result.addSuccess(self)
                    elif outcome.expected_failure:
                        result.addExpectedFailure(self, outcome.expected_failure)
                    else:
                        result.addUnexpectedSuccess(self)
                elif outcome.expected_failure:
                    result.addExpectedFailure(self, outcome.expected_failure)
                return result
            finally:
                outcome.expected_failure = None
                self._outcome = None
        finally:
            result.stopTest(self)
            if started:
                getattr(result, "stopTestRun", lambda: None)()

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        method = getattr(self, self._testMethodName)
        if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            raise SkipTest(getattr(method, "__unittest_skip_why__", ""))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{_repr(standardMsg)} : {_repr(msg)}"

    def _unless(self, holds, msg, standard):
        """Fails unless something holds; `standard` is called for what is then said."""
        if not holds:
            raise self.failureException(self._formatMessage(msg, standard()))

    def assertFalse(self, expr, msg=None):
        self._unless(not expr, msg, lambda: f"{_repr(expr)} is not false")

    def assertTrue(self, expr, msg=None):
        self._unless(expr, msg, lambda: f"{_repr(expr)} is not true")

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaises(expected_exception, self).handle("assertRaises", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarns(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaises(expected_exception, self, expected_regex).handle("assertRaisesRegex", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarns(expected_warning, self, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, no_logs=True)

    def assertEqual(self, first, second, msg=None):
        compare = None
        if type(first) == type(second):
            compare = self._type_equality_funcs.get(type(first))
        if compare is None:
            self._baseAssertEqual(first, second, msg)
        else:
            (getattr(self, compare) if isinstance(compare, str) else compare)(first, second, msg=msg)

    def _baseAssertEqual(self, first, second, msg=None):
        self._unless(first == second, msg, lambda: "{} != {}".format(*_shown(first, second)))

    def assertNotEqual(self, first, second, msg=None):
        self._unless(first != second, msg, lambda: f"{_repr(first)} == {_repr(second)}")

    def _near(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if first == second:
            return True, None
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, difference
        return round(difference, 7 if places is None else places) == 0, difference

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, difference = self._near(first, second, places, delta)
        within = f"{_repr(delta)} delta" if delta is not None else f"{7 if places is None else places!r} places"
        self._unless(near, msg, lambda: f"{_repr(first)} != {_repr(second)} within {within} "
                                        f"({_repr(difference)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, difference = self._near(first, second, places, delta)
        if delta is not None:
            within = f"{_repr(delta)} delta ({_repr(difference)} difference)"
        else:
            within = f"{7 if places is None else places!r} places"
        self._unless(not near, msg, lambda: f"{_repr(first)} == {_repr(second)} within {within}")

    def _with_diff(self, msg, standard, diff):
        too_long = self.maxDiff is not None and len(diff) > self.maxDiff
        if too_long:
            diff = f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."
        self.fail(self._formatMessage(msg, standard + diff))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = "sequence"
        if seq_type is not None:
            name = seq_type.__name__
            for which, seq in ("First", seq1), ("Second", seq2):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f"{which} sequence is not a {name}: {_repr(seq)}")
        if seq1 == seq2:
            return
        text = "{}s differ: {} != {}\n".format(name.capitalize(), *_shown(seq1, seq2))
        len1, len2 = len(seq1), len(seq2)
        for i in range(min(len1, len2)):
            if seq1[i] != seq2[i]:
                text += "\nFirst differing element {}:\n{}\n{}\n".format(i, *_shown(seq1[i], seq2[i]))
                break
        else:
            # The same, but of different types.
            if len1 == len2 and seq_type is None and type(seq1) is not type(seq2):
                return
        for which, longer, more, at in ("First", seq1, len1 - len2, len2), ("Second", seq2, len2 - len1, len1):
            if more > 0:
                text += (f"\n{which} {name} contains {more} additional elements.\nFirst extra element {at}:\n"
                         f"{_repr(longer[at])}\n")
        self._with_diff(msg, text, "\n" + _pretty_diff(seq1, seq2))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        differences = []
        for one, other, words in (set1, set2, "first set but not the second"), (set2, set1, "second set but not the first"):
            try:
                more = one.difference(other)
            except (TypeError, AttributeError) as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            if more:
                differences.append(f"Items in the {words}:")
                differences.extend(map(repr, more))
        self._unless(not differences, msg, lambda: "\n".join(differences))

    def assertIn(self, member, container, msg=None):
        self._unless(member in container, msg, lambda: f"{_repr(member)} not found in {_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        self._unless(member not in container, msg,
                     lambda: f"{_repr(member)} unexpectedly found in {_repr(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        self._unless(expr1 is expr2, msg, lambda: f"{_repr(expr1)} is not {_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        self._unless(expr1 is not expr2, msg, lambda: f"unexpectedly identical: {_repr(expr1)}")

    def assertIsNone(self, obj, msg=None):
        self._unless(obj is None, msg, lambda: f"{_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        self._unless(obj is not None, msg, lambda: "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        self._unless(isinstance(obj, cls), msg, lambda: f"{_repr(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._unless(not isinstance(obj, cls), msg, lambda: f"{_repr(obj)} is an instance of {cls!r}")

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self._with_diff(msg, "{} != {}".format(*_shown(d1, d2)), "\n" + _pretty_diff(d1, d2))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        missing = [key for key in subset if key not in dictionary]
        wrong = [f"{_repr(key)}, expected: {_repr(value)}, actual: {_repr(dictionary[key])}"
                 for key, value in subset.items() if key in dictionary and dictionary[key] != value]
        parts = ["Missing: " + ",".join(map(_repr, missing))] if missing else []
        parts += ["Mismatched values: " + ",".join(wrong)] if wrong else []
        self._unless(not parts, msg, lambda: "; ".join(parts))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        differences = []
        left = second[:]
        for item in first:
            if item in left:
                left.remove(item)
        unique = []
        for item in first + second:
            if item not in unique:
                unique.append(item)
                one, two = first.count(item), second.count(item)
                if one != two:
                    differences.append(f"First has {one}, Second has {two}:  {item!r}")
        self._unless(not differences, msg, lambda: "\n".join(["Element counts were not equal:", *differences]))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > 2**16 or len(second) > 2**16:
            self._baseAssertEqual(first, second, msg)
        lines1, lines2 = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(lines1) == 1 and first.strip("\r\n") == first:
            lines1, lines2 = [first + "\n"], [second + "\n"]
        import difflib
        diff = "\n" + "".join(difflib.ndiff(lines1, lines2))
        self._with_diff(msg, "{} != {}".format(*_shown(first, second)), diff)

    def assertLess(self, a, b, msg=None):
        self._unless(a < b, msg, lambda: f"{_repr(a)} not less than {_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        self._unless(a <= b, msg, lambda: f"{_repr(a)} not less than or equal to {_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        self._unless(a > b, msg, lambda: f"{_repr(a)} not greater than {_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        self._unless(a >= b, msg, lambda: f"{_repr(a)} not greater than or equal to {_repr(b)}")

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        pattern = re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        self._unless(pattern.search(text), msg,
                     lambda: f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        pattern = re.compile(unexpected_regex) if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex
        found = pattern.search(text)
        self._unless(not found, msg, lambda: f"Regex matched: {text[found.start():found.end()]!r} matches "
                                             f"{pattern.pattern!r} in {text!r}")


def _pretty_diff(first, second):
    import difflib
    import pprint
    return "\n".join(difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))


def _deprecated(name, replacement):
    def method(self, *args, **kwargs):
        warnings.warn(f"Please use {replacement} instead.", DeprecationWarning, 2)
        return getattr(self, replacement)(*args, **kwargs)

    method.__name__ = name
    setattr(TestCase, name, method)


for _name, _replacement in {
    "failUnlessEqual": "assertEqual", "assertEquals": "assertEqual", "failIfEqual": "assertNotEqual",
    "assertNotEquals": "assertNotEqual", "failUnless": "assertTrue", "assert_": "assertTrue", "failIf": "assertFalse",
    "failUnlessRaises": "assertRaises", "assertAlmostEquals": "assertAlmostEqual",
    "assertNotAlmostEquals": "assertNotAlmostEqual", "assertRegexpMatches": "assertRegex",
    "assertRaisesRegexp": "assertRaisesRegex", "assertNotRegexpMatches": "assertNotRegex",
}.items():
    _deprecated(_name, _replacement)


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc, self._tearDownFunc = setUp, tearDown
        self._testFunc, self._description = testFunc, description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return f"{type(self).__module__}.{type(self).__qualname__} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        return self._testFunc.__doc__ and self._testFunc.__doc__.split("\n")[0].strip() or None


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self._message, self.test_case, self.params = message, test_case, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = [] if self._message is object else [f"[{self._message}]"]
        if self.params:
            parts.append("({})".format(", ".join(f"{key}={value!r}" for key, value in self.params.items())))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
