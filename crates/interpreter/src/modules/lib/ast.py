# Literals only: there is no syntax tree here.
import re

__all__ = ["literal_eval"]

_token = re.compile(r"""\s*(?:(?P<number>(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+
    |(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?))
    |(?P<string>[bBuUrR]{0,2}(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))
    |(?P<name>\w+)|(?P<mark>\#[^\n]*|\.\.\.|[^\s]))""", re.VERBOSE | re.DOTALL)
_constants = {"True": True, "False": False, "None": None}


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    text = node_or_string.lstrip(" \t")
    # What is not even an expression says so itself.
    compile(text, "<unknown>", "eval")
    return _Reader(text).whole()


class _Malformed(Exception):
    """Carries the kind of the node that is no literal."""


class _Reader:
    def __init__(self, text):
        self.text = text
        self.tokens = [(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
                       for found in _token.finditer(text) if not found[found.lastgroup].startswith("#")]
        self.at = 0

    def whole(self):
        try:
            value = self.items("") if self.has_comma() else self.value()
            if self.peek() != "":
                raise _Malformed(self.kind_of_rest())
            return value
        except _Malformed as problem:
            place = self.tokens[min(self.at, len(self.tokens) - 1)][2]
            line = self.text.count("\n", 0, place) + 1
            shown = f"<ast.{problem} object at 0x{id(problem):x}>"
        raise ValueError(f"malformed node or string on line {line}: {shown}")

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def has_comma(self):
        depth = 0
        for _, text, _ in self.tokens:
            depth += (text in "([{") - (text in ")]}") if text else 0
            if text == "," and not depth:
                return True
        return False

    def kind_of_rest(self):
        return {"(": "Call", "[": "Subscript", ".": "Attribute", "if": "IfExp", "for": "GeneratorExp", "and": "BoolOp",
                "or": "BoolOp", "in": "Compare", "not": "Compare", "is": "Compare", "<": "Compare", ">": "Compare",
                "=": "Compare", "!": "Compare"}.get(self.peek(), "BinOp")

    def value(self):
        value = self.signed()
        # A complex number is a sum.
        if self.peek() in ("+", "-") and type(value) in (int, float):
            sign = self.take()[1]
            imaginary = self.signed()
            if type(imaginary) is not complex:
                raise _Malformed("BinOp")
            return value + imaginary if sign == "+" else value - imaginary
        if self.peek() not in ("", ",", ":", ")", "]", "}"):
            raise _Malformed(self.kind_of_rest())
        return value

    def signed(self):
        if self.peek() in ("+", "-"):
            sign = self.take()[1]
            value = self.single()
            if type(value) not in (int, float, complex):
                raise _Malformed("UnaryOp")
            return value if sign == "+" else -value
        return self.single()

    def single(self):
        kind, text, _ = self.take()
        if kind == "number":
            return eval(text)
        if kind == "string":
            value = eval(text)
            while self.at < len(self.tokens) and self.tokens[self.at][0] == "string":
                value += eval(self.take()[1])
            return value
        if kind == "name":
            if text in _constants:
                return _constants[text]
            if text == "set" and self.text[self.tokens[self.at - 1][2]:].replace(" ", "").startswith("set()"):
                self.at += 2
                return set()
            raise _Malformed({"(": "Call", ".": "Attribute", "[": "Subscript", "": "Name"}.get(
                self.peek(), "Lambda" if text == "lambda" else "UnaryOp" if text == "not" else "JoinedStr"
                if self.at < len(self.tokens) and self.tokens[self.at][0] == "string" else "Name"))
        if text == "...":
            return ...
        if text == "(":
            if self.peek() == ")":
                self.take()
                return ()
            first = self.value()
            if self.peek() == ")":
                self.take()
                return first
            return (first, *self.rest(")"))
        if text == "[":
            return list(self.items("]"))
        if text == "{":
            return self.display()
        raise _Malformed("Starred" if text == "*" else "UnaryOp")

    def items(self, end):
        if self.peek() == end:
            self.at += 1
            return ()
        first = self.value()
        return (first, *self.rest(end))

    def rest(self, end):
        found = []
        while self.peek() == ",":
            self.take()
            if self.peek() == end:
                break
            found.append(self.value())
        if self.peek() != end:
            raise _Malformed("GeneratorExp" if end == ")" else "ListComp")
        self.at += 1
        return found

    def display(self):
        if self.peek() == "}":
            self.take()
            return {}
        first = self.value()
        if self.peek() != ":":
            return {first, *self.rest("}")}
        found = {}
        while True:
            if self.take()[1] != ":":
                raise _Malformed("DictComp")
            found[first] = self.value()
            if self.peek() == ",":
                self.take()
            if self.peek() == "}":
                self.take()
                return found
            first = self.value()
