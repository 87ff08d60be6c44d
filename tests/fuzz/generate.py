"""Random programs without async: expressions, control flow, functions, classes, exceptions, generators, strings.

A program is a list of blocks. Each block prints what it computes, or the exception that it ends with, so that one
block that fails does not hide the others. Only what does not hang on hashes of strings, addresses or the clock is used.
"""
import random

KINDS = ("int", "float", "str", "list", "tuple", "dict", "set", "bool", "bytes")
WORDS = ("a", "b", "spam", "Eggs", "x y", "", "naïve", "汉字", "tab\\t", "{}", "%s", "0", "12", "-3.5", "ÄÖ", "a,b,,c", "🎉")
NAMES = ("a", "b", "c", "d", "e", "f")
STR_METHODS = ("upper()", "lower()", "title()", "strip()", "split()", "split(',')", "isdigit()", "isalpha()", "swapcase()",
               "center(9, '*')", "ljust(6)", "zfill(5)", "replace('a', 'bb')", "find('a')", "rfind('b')", "count('')",
               "partition('a')", "encode()", "splitlines()", "capitalize()", "casefold()", "startswith('a')", "isupper()",
               "removeprefix('s')", "expandtabs(3)", "rsplit(None, 1)", "join(['1', '2'])", "index('q')", "isidentifier()")
LIST_METHODS = ("copy()", "count(1)", "index(1)", "pop()", "pop(0)", "append(7)", "insert(1, 'i')", "reverse()", "sort()",
                "extend((1, 2))", "remove(2)", "clear()", "sort(key=str, reverse=True)")
DICT_METHODS = ("keys()", "values()", "items()", "get(1)", "get('a', 0)", "pop(1)", "pop('zz', None)", "setdefault(1, [])",
                "popitem()", "copy()", "update({1: 2})", "update(a=5)")
SET_METHODS = ("union([1, 9])", "intersection([1, 2])", "difference([1])", "issubset(range(9))", "pop()", "add(3)",
               "discard(1)", "remove(8)", "symmetric_difference({1, 5})", "isdisjoint([7])")
SPECS = ("", "5", "<5", "^7", ">+6", "05", ".2f", "10.3e", "x", "#b", ",", "%", "g", "s", "d", "_", "*^9", "c", "o", "+.1f", "n")
FUNCTIONS = ("len", "abs", "str", "repr", "bool", "sum", "max", "min", "sorted", "list", "tuple", "int", "float",
             "round", "type", "any", "all", "enumerate", "ascii", "iter", "next", "dict", "chr", "ord", "hex", "divmod",
             "bytes", "range", "zip", "callable", "oct", "bin", "complex")
ERRORS = ("ValueError", "KeyError", "IndexError", "TypeError", "ZeroDivisionError", "RuntimeError", "LookupError", "Exception")
BINARY = ("+", "-", "*", "/", "//", "%", "&", "|", "^", "and", "or")
COMPARE = ("<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not")


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def pick(self, items):
        return self.random.choice(items)

    def fresh(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    def chance(self, probability):
        return self.random.random() < probability

    # ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

    def literal(self, kind=None):
        kind = kind or self.pick(KINDS)
        few = range(self.random.randrange(4))
        if kind == "int":
            return str(self.pick((0, 1, 2, 3, 5, 7, 10, 255, -1, -4, 1 << 40, 10**20, -(1 << 63), (1 << 63) - 1)))
        if kind == "float":
            return self.pick(("0.0", "1.5", "-2.25", "1e10", "1e-7", "3.14159", "float('inf')", "float('nan')", "-0.0", "1e16", "123456.789"))
        if kind == "bool":
            return self.pick(("True", "False", "None", "..."))
        if kind == "str":
            return repr(self.pick(WORDS)) if self.chance(0.8) else self.fstring(1)
        if kind == "bytes":
            return self.pick(("b'abc'", "b''", "b'\\xff\\x00'", "bytearray(b'xyz')"))
        if kind == "list":
            return "[" + ", ".join(self.literal(self.pick(("int", "str", "int"))) for _ in few) + "]"
        if kind == "tuple":
            return "(" + "".join(self.literal("int") + ", " for _ in few) + ")"
        if kind == "set":
            return "{" + ", ".join(str(self.random.randrange(10)) for _ in range(len(few) + 1)) + "}"
        return "{" + ", ".join(f"{self.literal(self.pick(('int', 'str')))}: {self.literal('int')}" for _ in few) + "}"

    def fstring(self, depth):
        parts = []
        for _ in range(self.random.randrange(1, 4)):
            inner = self.pick(NAMES) if self.chance(0.6) else self.pick(("1 + 2", "a * 2", "len('xy')", "[1, 2][0]"))
            conversion = self.pick(("", "", "", "!r", "!s", "!a"))
            spec = self.pick(SPECS)
            parts.append(self.pick(("x", " ", "{{", "é", "")) + "{" + inner + self.pick(("", "", "=")) + conversion
                         + (":" + spec if spec else "") + "}")
        return 'f"' + "".join(parts) + '"'

    def expr(self, depth=3):
        if depth <= 0 or self.chance(0.15):
            return self.pick(NAMES) if self.chance(0.5) else self.literal()
        sub = lambda: self.expr(depth - 1)
        choice = self.random.randrange(19)
        if choice < 4:
            return f"({sub()} {self.pick(BINARY)} {sub()})"
        if choice == 4:
            return f"({self.pick(NAMES)} {self.pick(COMPARE)} {self.pick(NAMES)})"
        if choice == 5:
            return f"({sub()} {self.pick(COMPARE[:8])} {self.pick(NAMES)} {self.pick(COMPARE[:6])} {sub()})"
        if choice == 6:
            return f"({sub()} if {sub()} else {sub()})"
        if choice == 7:
            return f"{self.pick(FUNCTIONS)}({sub()})"
        if choice == 8:
            return f"{self.pick(NAMES)}[{self.pick(('0', '-1', '1', '5', ':2', '1:', '::-1', '::2', '-2:', 'a', repr('a')))}]"
        if choice == 9:
            methods = self.pick((STR_METHODS, LIST_METHODS, DICT_METHODS, SET_METHODS))
            return f"{self.pick(NAMES)}.{self.pick(methods)}"
        if choice == 10:
            kind = self.pick((STR_METHODS, "str"), ) and self.literal("str")
            return f"{kind}.{self.pick(STR_METHODS)}"
        if choice == 11:
            return f"{self.pick(('-', '+', '~'))}{self.pick(NAMES)}" if self.chance(0.5) else f"(not {sub()})"
        if choice == 12:
            return self.comprehension(depth)
        if choice == 13:
            return self.fstring(depth)
        if choice == 14:
            return f"(lambda x, y={self.literal('int')}: {self.pick(('x', 'y', '(x, y)', '[x] * 2', 'x + y'))})({sub()})"
        if choice == 15:
            return f"({self.fresh('w')} := {sub()})"
        if choice == 16:
            return f"'{self.pick(('%s', '%d', '%r|%s', '%5.2f', '%x', '%-6s|', '%%', '%(k)s', '%c', '%03d'))}' % ({sub()},)"
        if choice == 17:
            return f"'{self.pick(('{}', '{0!r:>8}', '{:5}', '{:x}', '{0[0]}', '{a}', '{:,}', '{!s:.2}'))}'.format({sub()})"
        return f"{self.pick(('str', 'repr', 'len', 'list', 'tuple', 'sorted'))}({self.literal()})"

    def comprehension(self, depth):
        element = self.pick(("i", "i * 2", "str(i)", "(i, i)", "-i", "i % 3", "[i]", "i and a"))
        source = self.pick(("range(5)", "a", "b", "'abc'", "[3, 1, 2]", "c", "reversed([1, 2])", "zip('ab', (1, 2))"))
        condition = self.pick(("", "", " if i", " if i != 2", " for j in range(2)", " if i in (1, 'a')"))
        body = f"{element} for i in {source}{condition}"
        return self.pick((f"[{body}]", f"list({body})", f"sorted(str(x) for x in [{body}])", f"tuple({body})",
                          f"{{str(i): {body}}}", f"sum(1 for _ in ({body}))", f"any({body})", f"len({{str(i) {body[len(element):]}}})"))

    # ── Statements: lists of lines ──────────────────────────────────────────────────────────────────────────────────

    def body(self, depth, inside=()):
        lines = []
        for _ in range(self.random.randrange(1, 3)):
            lines += self.statement(depth - 1, inside)
        return ["    " + line for line in lines] or ["    pass"]

    def statement(self, depth, inside=()):
        kinds = ["assign", "print", "augment", "unpack", "item", "raise", "assert", "del"]
        if depth > 0:
            kinds += ["if", "for", "while", "try", "with", "match", "if", "for", "try"]
        if "loop" in inside:
            kinds += ["break", "continue"]
        if "function" in inside:
            kinds += ["return", "return"]
        if "generator" in inside:
            kinds += ["yield", "yield", "yield"]
        return getattr(self, "do_" + self.pick(kinds))(depth, inside)

    def do_assign(self, depth, inside):
        return [f"{self.pick(NAMES)} = {self.expr()}"]

    def do_print(self, depth, inside):
        return [f"print({', '.join(self.expr(2) for _ in range(self.random.randrange(1, 3)))})"]

    def do_augment(self, depth, inside):
        return [f"{self.pick(NAMES)} {self.pick(('+', '-', '*', '//', '%', '|', '&', '/'))}= {self.expr(1)}"]

    def do_unpack(self, depth, inside):
        targets = self.pick(("a, b", "a, *b", "*a, b", "(a, b), c", "a, b, *_", "[a, b]", "a, (b, *c)"))
        return [f"{targets} = {self.expr(2)}"]

    def do_item(self, depth, inside):
        return [f"{self.pick(NAMES)}[{self.pick(('0', '-1', '1:2', repr('k'), '9'))}] = {self.expr(1)}"]

    def do_del(self, depth, inside):
        return [f"del {self.pick(NAMES)}{self.pick(('[0]', '[-1]', '[1:]', '[' + repr('a') + ']'))}"]

    def do_raise(self, depth, inside):
        if self.chance(0.6):
            return self.do_print(depth, inside)
        cause = self.pick(("", "", " from None", " from KeyError('cause')"))
        return [f"raise {self.pick(ERRORS)}({self.expr(1)}){cause}"]

    def do_assert(self, depth, inside):
        return [f"assert bool({self.expr(1)}), {self.expr(1)}"]

    def do_if(self, depth, inside):
        lines = [f"if {self.expr(2)}:", *self.body(depth, inside)]
        if self.chance(0.3):
            lines += [f"elif {self.expr(2)}:", *self.body(depth, inside)]
        return lines + (["else:", *self.body(depth, inside)] if self.chance(0.4) else [])

    def do_for(self, depth, inside):
        inside = {*inside, "loop"}
        target, source = self.pick((("i", "range(3)"), ("i", "a"), ("i, j", "enumerate('ab')"), ("a", "(1, 2.5)"),
                                    ("i", "list(b)[:4]"), ("i, j", "{1: 2, 'k': 'v'}.items()"), ("i", "str(c)[:3]")))
        lines = [f"for {target} in {source}:", *self.body(depth, inside)]
        return lines + (["else:", "    print('no break')"] if self.chance(0.3) else [])

    def do_while(self, depth, inside):
        n = self.fresh("n")
        return [f"{n} = {self.random.randrange(1, 4)}", f"while {n}:", f"    {n} -= 1", *self.body(depth, {*inside, "loop"})]

    def do_try(self, depth, inside):
        lines = ["try:", *self.body(depth, inside)]
        if self.chance(0.85):
            caught = self.pick((*ERRORS, "(TypeError, ValueError)", "Exception", "Exception"))
            lines += [f"except {caught} as error:", "    print('caught', type(error).__name__, error)", *self.body(depth, inside)]
            if self.chance(0.2):
                lines += ["else:", *self.body(depth, inside)]
            if self.chance(0.3):
                lines += ["finally:", "    print('finally')"]
        else:
            lines += ["finally:", *self.body(depth, inside - {"loop"} if isinstance(inside, set) else inside)]
        return lines

    def do_with(self, depth, inside):
        return [f"with Manager({self.random.randrange(9)}, {self.pick(('True', 'False', 'False'))}) as m:", *self.body(depth, inside)]

    def do_match(self, depth, inside):
        lines = [f"match {self.expr(1)}:"]
        patterns = ("[x, *_]", "{'a': x}", "int(x) if x > 2", "str() as x", "(1, x) | [_, _, x]", "None", "float() | bool() as x", "{}", "[]",
                    "-1 | 0 | 'a'", "set() | bytes() as x")
        for pattern in self.random.sample(patterns, 3):
            lines += [f"    case {pattern}:", *("    " + line for line in self.body(depth, inside))]
        return lines + ["    case _:", "        print('default')"]

    def do_break(self, depth, inside):
        return [f"if {self.expr(1)}:", "    break"]

    def do_continue(self, depth, inside):
        return [f"if {self.expr(1)}:", "    continue"]

    def do_return(self, depth, inside):
        return [f"return {self.expr(2)}"] if "generator" not in inside else ["return"]

    def do_yield(self, depth, inside):
        return [self.pick((f"yield {self.expr(1)}", f"a = yield {self.expr(1)}", "yield from [1, 2]", "yield"))]

    # ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def block(self):
        return getattr(self, self.pick(("plain", "plain", "function", "closure", "class_", "generator", "expressions")))()

    def expressions(self):
        lines = [self.names()]
        for _ in range(4):
            lines += ["try:", f"    print(repr({self.expr(4)}))", "except Exception as error:",
                      "    print(type(error).__name__, error)"]
        return lines

    def names(self):
        return ", ".join(NAMES) + " = " + ", ".join(self.literal() for _ in NAMES)

    def guarded(self, lines):
        return ["try:", *("    " + line for line in lines), "except Exception as error:",
                "    print(type(error).__name__, error)"]

    def plain(self):
        lines = [self.names()]
        for _ in range(self.random.randrange(2, 5)):
            lines += self.statement(3)
        return self.guarded([*lines, "print(a, b, c)"])

    def parameters(self):
        return self.pick(("a, b", "a, b=2", "a, *b", "a, /, b=1", "a, *, b=3", "a, b=1, *c, d=4, **e", "*a, **b", "a=[], b=()"))

    def arguments(self):
        return self.pick(("1", "1, 2", "a=1", "1, b=2", "*[1, 2]", "**{'a': 1, 'b': 2}", "1, 2, 3, d=9", "", "1, *'xy', z=0", "b=1"))

    def function(self):
        name = self.fresh("f")
        lines = [f"def {name}({self.parameters()}):", "    c, d, e, f = [1, 2], 'd', {'a': 1}, 0.5"]
        for _ in range(3):
            lines += ["    " + line for line in self.statement(3, {"function"})]
        return [*lines, *(line for _ in range(3) for line in self.guarded([f"print({name}({self.arguments()}))"]))]

    def closure(self):
        name = self.fresh("outer")
        return [f"def {name}(a):", f"    b = {self.literal()}", "    def inner(c=a):", self.pick(("        nonlocal b", "        global g")),
                *("        " + line for line in self.do_augment(1, ())), "        return a, c, " + self.expr(1),
                "    return inner, lambda: (a, b)",
                *self.guarded([self.names(), f"x, y = {name}({self.literal()})", "print(x(), x(5), y())"])]

    def class_(self):
        name = self.fresh("C")
        lines = [f"class {name}{self.pick(('', '(Base)', '(dict)', '(list)', '(int)', '(str)', '(Exception)'))}:",
                 f"    shared = {self.literal()}"]
        for method, params, result in self.random.sample((
                ("__repr__", "self", "'<' + type(self).__name__ + '>'"), ("__len__", "self", "3"), ("__bool__", "self", "False"),
                ("__eq__", "self, other", "True"), ("__add__", "self, other", "('add', other)"), ("__radd__", "self, other", "NotImplemented"),
                ("__getitem__", "self, key", "[10, 20][key]"), ("__getattr__", "self, name", "name * 2"), ("__call__", "self, *args", "args"),
                ("__contains__", "self, x", "x == 1"), ("__iter__", "self", "iter([1, 2])"), ("__lt__", "self, other", "True"),
                ("__format__", "self, spec", "spec + '!'"), ("__str__", "self", "'text'"), ("__hash__", "self", "7"),
                ("__mul__", "self, other", self.literal()), ("__enter__", "self", "self"), ("__neg__", "self", "'neg'"),
                ("__index__", "self", "1"), ("__int__", "self", "4")), 5):
            lines += [f"    def {method}({params}):", f"        return {result}"]
        lines += ["    @property", "    def prop(self):", f"        return self.shared, {self.literal()}",
                  "    @classmethod", "    def make(cls):", "        return cls()", "    @staticmethod", "    def static(x):", "        return x"]
        uses = ("repr(o)", "str(o)", "len(o)", "bool(o)", "o == 1", "o + 1", "1 + o", "o[0]", "o.nothing", "o(1, 2)", "1 in o", "list(o)",
                "o < o", "f'{o:>5}'", "o.prop", f"{name}.make() == o", "o.static(3)", "[1, 2, 3][o]", "-o", "o * 2", "sorted([o, o])",
                "isinstance(o, (Base, dict))", "o.shared", "hash(o) == 7", "int(o)", f"{name}.__mro__[1].__name__", "{o: 1}", "o.prop[5]",
                "sum(o)", "'%s %r' % (o, o)", "max(o, o) is o", "dict(a=o)", "[*o]", "o is not None and o", "type(o).__name__")
        lines += self.guarded([f"o = {name}()"] + [f"print({use})" for use in self.random.sample(uses, 1)])
        for use in self.random.sample(uses, 6):
            lines += self.guarded([f"o = {name}()", f"print({use})"])
        return lines + self.guarded([f"o = {name}()", "o.attr = 5", "print(o.attr, 'attr' in vars(o))", "o.prop = 1"])

    def generator(self):
        name = self.fresh("gen")
        lines = [f"def {name}(a):", "    b, c, d, e, f = 1, [2, 3], 'd', {'k': 0}, 1.5"]
        for _ in range(3):
            lines += ["    " + line for line in self.statement(3, {"function", "generator"})]
        lines.append("    yield 'last'")
        use = self.pick((f"print(list({name}(1)))", f"g = {name}('x')\nprint(next(g))\nprint(g.send(5))\ng.close()\nprint(next(g, 'end'))",
                         f"g = {name}(())\nnext(g)\nprint(g.throw(ValueError('thrown')))", f"a, *b = {name}(0)\nprint(a, b)",
                         f"print([*{name}(2)], sum(1 for _ in {name}(3)))"))
        return [*lines, *self.guarded(use.split("\n"))]

    def program(self):
        lines = PRELUDE.strip("\n").split("\n")
        for _ in range(8):
            lines += self.block()
        if self.chance(0.4):
            # An error that nobody catches: the traceback counts.
            name = self.fresh("last")
            lines += [self.names(), f"def {name}(a, b):", *("    " + line for line in self.statement(2, {"function"})),
                      f"    return {self.expr(2)}", f"print({name}({self.expr(1)}, {self.expr(1)}))", "print(" + self.expr(3) + ")"]
        return "\n".join(lines) + "\n"


PRELUDE = """
g = 0


class Base:
    pass


class Manager:
    def __init__(self, value, swallows):
        self.value, self.swallows = value, swallows

    def __enter__(self):
        print("enter", self.value)
        return self.value

    def __exit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__)
        return self.swallows


"""
