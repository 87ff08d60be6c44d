import inspect
import io
import re
import sys
import textwrap
import traceback
from collections import namedtuple

__all__ = ["DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
           "IGNORE_EXCEPTION_DETAIL", "FAIL_FAST", "TestResults", "Example", "DocTest", "testmod", "run_docstring_examples"]

(DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS, SKIP, IGNORE_EXCEPTION_DETAIL,
 REPORT_UDIFF, REPORT_CDIFF, REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, FAIL_FAST) = (1 << bit for bit in range(11))

TestResults = namedtuple("TestResults", "failed attempted")
_stars = "*" * 70
_example = re.compile(r"""^(?P<indent>[ ]*)>>>(?P<source>[ ].*|)\n?(?P<more>(?:(?P=indent)\.\.\.(?:[ ].*|)\n?)*)"""
                      r"""(?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)""", re.MULTILINE)
_exception = re.compile(r"^Traceback \((?:most recent call last|innermost last)\):\s*$(?:\n[ \t].*)*\n(?P<message>\w.*)",
                        re.MULTILINE | re.DOTALL)
_option = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)


class Example:
    def __init__(self, source, want, lineno, options):
        self.source, self.want, self.lineno, self.options = source, want, lineno, options


class DocTest:
    def __init__(self, examples, globs, name, filename, lineno):
        self.examples, self.globs, self.name, self.filename, self.lineno = examples, globs, name, filename, lineno


def _examples(text):
    text = textwrap.dedent(text.expandtabs()) if text else ""
    for found in _example.finditer(text):
        indent = len(found["indent"])
        more = [line[indent + 4:] for line in found["more"].splitlines()]
        source = "\n".join([found["source"][1:], *more]) + "\n"
        want = "".join(line[indent:] + "\n" for line in found["want"].splitlines())
        options = {}
        for names in _option.findall(source):
            for option in names.replace(",", " ").split():
                options[globals()[option[1:]]] = option[0] == "+"
        if source.strip() and not all(line.lstrip().startswith("#") for line in source.splitlines() if line.strip()):
            yield Example(source, want, text.count("\n", 0, found.start()), options)


def _find(m, name):
    """What has a docstring in a module, by name."""
    found = [(name, m)]

    def look(name, thing):
        if inspect.isfunction(thing) or inspect.isclass(thing):
            found.append((name, thing))
        if inspect.isclass(thing):
            for attribute, value in vars(thing).items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if inspect.isfunction(value) or inspect.isclass(value) or isinstance(value, property):
                    if isinstance(value, property):
                        found.append((f"{name}.{attribute}", value))
                    else:
                        look(f"{name}.{attribute}", value)

    for attribute, value in vars(m).items():
        unwrapped = inspect.unwrap(value) if inspect.isfunction(value) else value
        if getattr(unwrapped, "__module__", None) == m.__name__:
            look(f"{name}.{attribute}", value)
    return sorted(found, key=lambda item: item[0])


def _lineno(thing, m):
    doc = getattr(thing, "__doc__", None)
    if thing is m:
        return 0
    if isinstance(thing, property):
        thing = thing.fget
    try:
        thing = inspect.unwrap(thing) if inspect.isfunction(thing) else thing
        lines, start = inspect.getsourcelines(thing)
    except (OSError, TypeError):
        return None
    for index, line in enumerate(lines):
        if re.match(r"\s*[uUrRbB]*[\"']", line):
            return start - 1 + index
    return start - 1 if doc else None


class _Runner:
    def __init__(self, verbose, flags):
        self.verbose, self.flags = verbose, flags
        self.tries = {}

    def run(self, test):
        failed = 0
        for example in test.examples:
            flags = self.flags
            for option, is_on in example.options.items():
                flags = flags | option if is_on else flags & ~option
            if flags & SKIP:
                continue
            if self.verbose:
                want = f"Expecting:\n{_indented(example.want)}" if example.want else "Expecting nothing\n"
                print(f"Trying:\n{_indented(example.source)}{want}", end="")
            got, error = self.output_of(example, test)
            expected = _exception.match(example.want)
            if error is None:
                fine = _agrees(example.want, got, flags)
            else:
                message = traceback.format_exception_only(type(error), error)[-1]
                fine = expected is not None and _agrees_of_exception(expected["message"], message, flags)
                got += "".join(traceback.format_exception(type(error), error, error.__traceback__))
            if fine:
                if self.verbose:
                    print("ok")
                continue
            failed += 1
            self.report(test, example, got, error, flags)
        self.tries[test.name] = failed, len(test.examples)
        return failed

    def output_of(self, example, test):
        real, sys.stdout = sys.stdout, io.StringIO()
        error = None
        try:
            try:
                code = compile(example.source.strip(), f"<doctest {test.name}>", "eval")
            except SyntaxError:
                exec(compile(example.source, f"<doctest {test.name}>", "exec"), test.globs)
            else:
                value = eval(code, test.globs)
                if value is not None:
                    print(repr(value))
        except KeyboardInterrupt:
            raise
        except BaseException as problem:
            error = problem
        finally:
            got, sys.stdout = sys.stdout.getvalue(), real
        return got if not got or got.endswith("\n") else got + "\n", error

    def report(self, test, example, got, error, flags):
        where = "?" if test.lineno is None else test.lineno + example.lineno + 1
        print(f"{_stars}\nFile \"{test.filename}\", line {where}, in {test.name}\nFailed example:\n"
              f"{_indented(example.source)}", end="")
        if error is not None:
            print(f"Exception raised:\n{_indented(got)}", end="")
        elif example.want and got:
            print(f"Expected:\n{_indented(example.want)}Got:\n{_indented(got)}", end="")
        elif example.want:
            print(f"Expected:\n{_indented(example.want)}Got nothing")
        else:
            print(f"Expected nothing\nGot:\n{_indented(got)}", end="")

    def summarize(self):
        none = sorted(name for name, (_, tried) in self.tries.items() if not tried)
        passed = sorted((name, tried) for name, (failed, tried) in self.tries.items() if tried and not failed)
        wrong = sorted((name, failed, tried) for name, (failed, tried) in self.tries.items() if failed)
        total = sum(tried for _, tried in self.tries.values())
        failures = sum(failed for failed, _ in self.tries.values())
        if self.verbose:
            if none:
                print(f"{len(none)} items had no tests:", *("\n    " + name for name in none), sep="")
            if passed:
                print(f"{len(passed)} items passed all tests:")
                for name, tried in passed:
                    print(f" {tried:3d} tests in {name}")
        if wrong:
            print(f"{_stars}\n{len(wrong)} items had failures:")
            for name, failed, tried in wrong:
                print(f" {failed:3d} of {tried:3d} in {name}")
        if self.verbose:
            print(f"{total} tests in {len(self.tries)} items.\n{total - failures} passed and {failures} failed.")
        if failures:
            print(f"***Test Failed*** {failures} failures.")
        elif self.verbose:
            print("Test passed.")
        return TestResults(failures, total)


def _indented(text):
    return "".join("    " + line + "\n" for line in text.splitlines())


def _agrees(want, got, flags):
    if want == got:
        return True
    if not flags & DONT_ACCEPT_TRUE_FOR_1 and (want, got) in (("1\n", "True\n"), ("0\n", "False\n")):
        return True
    if not flags & DONT_ACCEPT_BLANKLINE:
        want = re.sub(r"(?m)^<BLANKLINE>\s*?$", "", want)
        got = re.sub(r"(?m)^[^\S\n]+$", "", got)
    if flags & NORMALIZE_WHITESPACE:
        want, got = " ".join(want.split()), " ".join(got.split())
    if flags & ELLIPSIS and "..." in want:
        return re.fullmatch(".*".join(map(re.escape, want.split("..."))), got, re.DOTALL) is not None
    return want == got


def _agrees_of_exception(want, got, flags):
    if _agrees(want, got, flags):
        return True
    if flags & IGNORE_EXCEPTION_DETAIL:
        want, got = (text.partition(":")[0].strip().rpartition(".")[2] for text in (want, got))
        return want == got
    return False


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    m = m or sys.modules["__main__"]
    name = name or m.__name__
    runner = _Runner("-v" in sys.argv if verbose is None else verbose, optionflags)
    for full, thing in _find(m, name):
        examples = list(_examples(getattr(thing, "__doc__", None)))
        names = dict(vars(m) if globs is None else globs)
        names.update(extraglobs or {})
        lineno = _lineno(thing, m) if examples else None
        runner.run(DocTest(examples, names, full, getattr(m, "__file__", name), lineno))
    return runner.summarize() if report else TestResults(*map(sum, zip(*runner.tries.values())))


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = _Runner(verbose, optionflags)
    doc = f if isinstance(f, str) else f.__doc__
    runner.run(DocTest(list(_examples(doc)), dict(globs), name, getattr(sys.modules["__main__"], "__file__", name),
                       None if isinstance(f, str) else _lineno(f, None)))
