"""TOML 1.0: `load` and `loads`."""
import re
from datetime import date, datetime, time, timedelta, timezone

__all__ = ["loads", "load", "TOMLDecodeError"]
_bare = re.compile(r"[A-Za-z0-9_-]+")
_number = re.compile(r"0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0b[01](?:_?[01])*|0o[0-7](?:_?[0-7])*"
                     r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(\.[0-9](?:_?[0-9])*)?([eE][+-]?[0-9](?:_?[0-9])*)?")
_when = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[Tt ](\d\d):(\d\d):(\d\d)"
                   r"(?:\.(\d{1,6})\d*)?(?:([Zz])|([+-])(\d\d):(\d\d))?)?")
_clock = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?")
_escapes = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class TOMLDecodeError(ValueError):
    pass


def load(fp, /, *, parse_float=float):
    data = fp.read()
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(data.decode(), parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    return _Parser(s.replace("\r\n", "\n"), parse_float).document()


class _Parser:
    def __init__(self, text, parse_float):
        self.text, self.at, self.parse_float = text, 0, parse_float
        self.root = {}
        # By id: tables that a header has named, tables that cannot grow any more, arrays of tables.
        self.named, self.closed, self.arrays = set(), set(), set()

    def wrong(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            place = "end of document"
        else:
            line = self.text.count("\n", 0, at) + 1
            place = f"line {line}, column {at - self.text.rfind(chr(10), 0, at)}"
        return TOMLDecodeError(f"{message} (at {place})")

    def peek(self, size=1):
        return self.text[self.at:self.at + size]

    def skip(self, chars=" \t"):
        while self.at < len(self.text) and self.text[self.at] in chars:
            self.at += 1

    def comment(self):
        if self.peek() == "#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end

    def blank(self):
        while True:
            before = self.at
            self.skip(" \t\n")
            self.comment()
            if self.at == before:
                return

    def document(self):
        table = self.root
        while True:
            self.skip()
            char = self.peek()
            if char == "":
                return self.root
            if char == "\n":
                self.at += 1
                continue
            if char == "[":
                table = self.header()
            elif char != "#" and not (char.isascii() and char.isalnum() or char in "_-'\""):
                raise self.wrong("Invalid statement")
            elif char != "#":
                self.pair(table, self.closed)
            self.skip()
            self.comment()
            if self.peek() not in ("", "\n"):
                raise self.wrong("Expected newline or end of document after a statement")

    def header(self):
        is_array = self.peek(2) == "[["
        self.at += 1 + is_array
        self.skip()
        key = self.key()
        end = "]]" if is_array else "]"
        if self.peek(len(end)) != end:
            raise self.wrong(f"Expected '{end}' at the end of a table declaration" if not is_array
                             else "Expected ']]' at the end of an array declaration")
        table = self.root
        for part in key[:-1]:
            table = self.inner(table, part)
        last, found = key[-1], table.get(key[-1])
        if is_array:
            if last in table and id(found) not in self.arrays:
                raise self.wrong(f"Cannot mutate immutable namespace {key}" if id(found) in self.closed
                                 else "Cannot overwrite a value")
            if found is None:
                found = table[last] = []
                self.arrays.add(id(found))
            found.append({})
            table = found[-1]
        else:
            if last in table and (not isinstance(found, dict) or id(found) in self.named or id(found) in self.closed):
                raise self.wrong(f"Cannot declare {tuple(key)} twice")
            table = table.setdefault(last, {})
            self.named.add(id(table))
        self.at += len(end)
        return table

    def inner(self, table, part):
        found = table.setdefault(part, {})
        if isinstance(found, list) and id(found) in self.arrays:
            found = found[-1]
        if not isinstance(found, dict) or id(found) in self.closed:
            raise self.wrong("Cannot overwrite a value")
        return found

    def pair(self, table, closed):
        key = self.key()
        if self.peek() != "=":
            raise self.wrong("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip()
        value = self.value()
        for part in key[:-1]:
            found = table.setdefault(part, {})
            if not isinstance(found, dict) or id(found) in self.closed:
                raise self.wrong("Cannot overwrite a value")
            if id(found) in self.named:
                raise self.wrong(f"Cannot redefine namespace {tuple(key[:-1])}")
            table = found
        if key[-1] in table:
            raise self.wrong("Cannot overwrite a value")
        table[key[-1]] = value

    def key(self):
        parts = []
        while True:
            char = self.peek()
            if char in ("'", '"') and char:
                parts.append(self.string(char, multiline=False))
            else:
                found = _bare.match(self.text, self.at)
                if not found:
                    raise self.wrong("Invalid initial character for a key part")
                self.at = found.end()
                parts.append(found.group())
            self.skip()
            if self.peek() != ".":
                return parts
            self.at += 1
            self.skip()

    def value(self):
        char = self.peek()
        if char in ("'", '"') and char:
            return self.string(char)
        for word, value in (("true", True), ("false", False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        if char == "[":
            return self.array()
        if char == "{":
            return self.table()
        found = _when.match(self.text, self.at)
        if found:
            return self.moment(found)
        found = _clock.match(self.text, self.at)
        if found:
            self.at = found.end()
            hour, minute, second, fraction = found.groups()
            return time(int(hour), int(minute), int(second), int((fraction or "0").ljust(6, "0")))
        for sign in ("", "+", "-"):
            for word in ("inf", "nan"):
                if self.text.startswith(sign + word, self.at):
                    self.at += len(sign + word)
                    return self.parse_float(sign + word)
        found = _number.match(self.text, self.at)
        if not found:
            raise self.wrong("Invalid value")
        self.at = found.end()
        if found.group(1) or found.group(2):
            return self.parse_float(found.group())
        return int(found.group(), 0)

    def moment(self, found):
        year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = found.groups()
        try:
            if hour is None:
                value = date(int(year), int(month), int(day))
            else:
                zone = timezone.utc if zulu else None
                if sign:
                    offset = timedelta(hours=int(hours), minutes=int(minutes))
                    zone = timezone(offset if sign == "+" else -offset)
                value = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second),
                                 int((fraction or "0").ljust(6, "0")), tzinfo=zone)
        except ValueError:
            raise self.wrong("Invalid date or datetime") from None
        self.at = found.end()
        return value

    def array(self):
        self.at += 1
        items = []
        self.blank()
        while self.peek() != "]":
            items.append(self.value())
            self.blank()
            if self.peek() == ",":
                self.at += 1
                self.blank()
            elif self.peek() != "]":
                raise self.wrong("Unclosed array")
        self.at += 1
        self.closed.add(id(items))
        return items

    def table(self):
        self.at += 1
        table = {}
        self.skip()
        if self.peek() != "}":
            while True:
                self.pair(table, set())
                self.skip()
                if self.peek() == "}":
                    break
                if self.peek() != ",":
                    raise self.wrong("Unclosed inline table")
                self.at += 1
                self.skip()
        self.at += 1
        self.closed.add(id(table))
        return table

    def string(self, quote, multiline=True):
        if multiline and self.peek(3) == quote * 3:
            return self.long_string(quote)
        self.at += 1
        parts = []
        while True:
            char = self.peek()
            if char == "":
                raise self.wrong("Unterminated string" if quote == '"' else "Expected \"'\"")
            if char == quote:
                self.at += 1
                return "".join(parts)
            if char == "\\" and quote == '"':
                parts.append(self.escape())
                continue
            if char < " " and char != "\t" or char == "\x7f":
                raise self.wrong(f"{'Illegal' if quote == chr(34) else 'Found invalid'} character {char!r}")
            parts.append(char)
            self.at += 1

    def long_string(self, quote):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        parts = []
        while True:
            if self.peek(3) == quote * 3:
                self.at += 3
                for _ in range(2):
                    if self.peek() == quote:
                        parts.append(quote)
                        self.at += 1
                return "".join(parts)
            char = self.peek()
            if char == "":
                raise self.wrong("Unterminated string" if quote == '"' else "Expected \"'''\"")
            if char == "\\" and quote == '"':
                after = self.at + 1
                while self.text[after:after + 1] in (" ", "\t"):
                    after += 1
                if self.text[after:after + 1] == "\n":
                    self.at = after
                    self.skip(" \t\n")
                    continue
                parts.append(self.escape())
                continue
            if char < " " and char not in "\t\n" or char == "\x7f":
                raise self.wrong(f"{'Illegal' if quote == chr(34) else 'Found invalid'} character {char!r}")
            parts.append(char)
            self.at += 1

    def escape(self):
        code = self.text[self.at + 1:self.at + 2]
        if code in _escapes and code:
            self.at += 2
            return _escapes[code]
        size = {"u": 4, "U": 8}.get(code)
        if size is None:
            raise self.wrong("Unescaped '\\' in a string", self.at + 2)
        digits = self.text[self.at + 2:self.at + 2 + size]
        if len(digits) < size or not all(c in "0123456789abcdefABCDEF" for c in digits):
            raise self.wrong("Invalid hex value")
        number = int(digits, 16)
        if 0xD800 <= number < 0xE000 or number > 0x10FFFF:
            raise self.wrong("Escaped character is not a Unicode scalar value")
        self.at += 2 + size
        return chr(number)
