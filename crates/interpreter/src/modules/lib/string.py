whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"
    idpattern = braceidpattern = pattern = flags = None

    def __init__(self, template):
        self.template = template

    def _parts(self):
        # Pieces of text; (name, as it is written, where) of what is to be put in. No name: it is not valid.
        if (self.idpattern, self.braceidpattern, self.pattern, self.flags) != (None,) * 4:
            yield from self._matches()
            return
        text, mark, at = self.template, self.delimiter, 0
        while True:
            start = text.find(mark, at)
            if start < 0:
                yield text[at:]
                return
            yield text[at:start]
            at = start + len(mark)
            if text.startswith(mark, at):
                yield mark
                at += len(mark)
                continue
            braces = text[at:at + 1] == "{"
            first = end = at + braces
            while text[end:end + 1].isascii() and (text[end:end + 1].isalnum() or text[end:end + 1] == "_"):
                end += 1
            name = text[first:end]
            if not name or name[0].isdigit() or braces and text[end:end + 1] != "}":
                yield None, mark, start
                continue
            at = end + braces
            yield name, text[start:at], start

    def _matches(self):
        # The same, for a subclass that says by itself what a name looks like.
        import re

        pattern, delimiter = self.pattern, re.escape(self.delimiter)
        if pattern is None:
            named = self.idpattern or "(?a:[_a-z][_a-z0-9]*)"
            pattern = (f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{named})|"
                       f"{{(?P<braced>{self.braceidpattern or named})}}|(?P<invalid>))")
        at = 0
        for match in re.finditer(pattern, self.template, re.VERBOSE | (re.IGNORECASE if self.flags is None else self.flags)):
            yield self.template[at:match.start()]
            at = match.end()
            if match["escaped"] is not None:
                yield self.delimiter
            elif match["invalid"] is not None:
                yield None, match[0], match.start("invalid") - 1
            else:
                yield match["named"] or match["braced"], match[0], match.start()
        yield self.template[at:]

    def substitute(self, mapping={}, /, **kws):
        result = []
        for part in self._parts():
            if isinstance(part, tuple):
                name, _, start = part
                if name is None:
                    before = self.template[:start].split("\n")
                    raise ValueError(f"Invalid placeholder in string: line {len(before)}, col {len(before[-1]) + 1}")
                part = str(kws[name] if name in kws else mapping[name])
            result.append(part)
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        result = []
        for part in self._parts():
            if isinstance(part, tuple):
                name, written, _ = part
                try:
                    part = str(kws[name] if name in kws else mapping[name])
                except KeyError:
                    part = written
            result.append(part)
        return "".join(result)

    def is_valid(self):
        return all(not isinstance(part, tuple) or part[0] is not None for part in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys([part[0] for part in self._parts() if isinstance(part, tuple) and part[0]]))


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result = self._format(format_string, args, kwargs, used, [0], 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _format(self, text, args, kwargs, used, auto, depth):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, name, spec, conversion in self.parse(text):
            result.append(literal)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                name = f"{auto[0]}{name}"
                auto[0] += 1
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            result.append(self.format_field(value, self._format(spec, args, kwargs, used, auto, depth - 1)))
        return "".join(result)

    def parse(self, text):
        # (literal, field name, specification, conversion)
        literal, at, size = "", 0, len(text)
        while at < size:
            c = text[at]
            at += 1
            if c not in "{}":
                literal += c
            elif text[at:at + 1] == c:
                at += 1
                yield literal + c, None, None, None
                literal = ""
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            else:
                start, depth = at, 1
                while depth:
                    if at == size:
                        raise ValueError("expected '}' before end of string" if at > start
                                         else "Single '{' encountered in format string")
                    depth += (text[at] == "{") - (text[at] == "}")
                    at += 1
                field, colon, spec = text[start:at - 1].partition(":")
                name, bang, conversion = field.partition("!")
                yield literal, name, spec, conversion if bang else None
                literal = ""
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        end = min([i for i in (field_name.find("."), field_name.find("[")) if i >= 0], default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = min([i for i in (rest.find(".", 1), rest.find("[", 1)) if i >= 0], default=len(rest))
                value, rest = getattr(value, rest[1:end]), rest[end:]
            else:
                key, _, rest = rest[1:].partition("]")
                value = value[int(key) if key.isdigit() else key]
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion not in ("s", "r", "a"):
            raise ValueError(f"Unknown conversion specifier {conversion}")
        return {"s": str, "r": repr, "a": ascii}[conversion](value)
