import re

from xml.etree._elements import Comment, Element, ProcessingInstruction

_name = r"(?![-.0-9])[^\s<>/=\"'&!?\[\]]+"
_markup = re.compile(
    rf"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?(?P<pi>.*?)\?>|<!DOCTYPE(?P<doctype>[^\[>]*(\[.*?\])?\s*)>"
    rf"|</(?P<end>{_name})\s*>|<(?P<start>{_name})(?P<attributes>(?:\s+{_name}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<empty>/?)>",
    re.DOTALL)
_attribute = re.compile(rf"({_name})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_entities = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class ParseError(SyntaxError):
    pass


class TreeBuilder:
    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False,
                 insert_pis=False):
        self._factory = element_factory or Element
        self._comments = (comment_factory or Comment) if insert_comments else None
        self._pis = (pi_factory or ProcessingInstruction) if insert_pis else None
        self._open, self._last, self._root, self._is_after, self._texts = [], None, None, False, []

    def _flush(self):
        if self._texts:
            if self._last is not None:
                text = "".join(self._texts)
                if self._is_after:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._texts = []

    def data(self, data):
        self._texts.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._is_after = False
        return element

    def end(self, tag):
        self._flush()
        self._last = self._open.pop()
        self._is_after = True
        return self._last

    def _single(self, element):
        self._flush()
        self._last, self._is_after = element, True
        if self._open:
            self._open[-1].append(element)
        return element

    def comment(self, text):
        return self._single(self._comments(text)) if self._comments else None

    def pi(self, target, text=None):
        return self._single(self._pis(target, text)) if self._pis else None

    def close(self):
        return self._root


class XMLParser:
    def __init__(self, *, target=None, encoding=None):
        self.target = target if target is not None else TreeBuilder()
        self.entity = {}
        self.version = "Expat 2.5.0"
        self._data = []

    def feed(self, data):
        self._data.append(data if isinstance(data, str) else _decoded(bytes(data)))

    def close(self):
        _Reading("".join(self._data), self.target, self.entity).run()
        close = getattr(self.target, "close", None)
        return close() if close else None


def _decoded(data):
    match = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([^\"']+)", data)
    return data.decode(match[1].decode() if match else "utf-8-sig")


class _Reading:
    def __init__(self, text, target, entities):
        self._text, self._target, self._entities = text.removeprefix("\ufeff"), target, entities
        self._open = []
        self._spaces = [{"xml": XML_NAMESPACE}]

    def _fail(self, code, message, at):
        before = self._text[:at]
        line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1)
        error = ParseError(f"{message}: line {line}, column {column}")
        error.code, error.position = code, (line, column)
        raise error

    def _characters(self, text, at):
        if "&" not in text and "]]>" not in text:
            return text.replace("\r\n", "\n")

        if "]]>" in text:
            self._fail(4, "not well-formed (invalid token)", at + text.index("]]>") + 2)

        def entity(match):
            name = match[1]
            if name.startswith("#"):
                return chr(int(name[2:], 16) if name[1:2] in "xX" else int(name[1:]))
            found = _entities.get(name) or self._entities.get(name)
            if found is None:
                self._fail(11, "undefined entity", at + match.start())
            return found

        bad = re.search(r"&(?!#?\w+;)", text)
        if bad:
            self._fail(4, "not well-formed (invalid token)", at + bad.end() + len(re.match(r"#?\w*", text[bad.end():])[0]))
        return re.sub(r"&(#?\w+);", entity, text)

    def _qualified(self, name, is_attribute=False):
        prefix, colon, rest = name.partition(":")
        spaces = self._spaces[-1]
        if colon:
            return f"{{{spaces[prefix]}}}{rest}" if prefix in spaces else None
        default = None if is_attribute else spaces.get("")
        return f"{{{default}}}{name}" if default else name

    def run(self):
        text, target, at, seen_root = self._text, self._target, 0, False
        if not text.strip():
            self._fail(3, "no element found", len(text))
        while at < len(text):
            begin = text.find("<", at)
            if begin != at:
                end = len(text) if begin < 0 else begin
                characters = text[at:end]
                if self._open:
                    target.data(self._characters(characters, at))
                elif characters.strip():
                    blank = len(characters) - len(characters.lstrip())
                    self._fail(9 if seen_root else 2, "junk after document element" if seen_root else "syntax error", at + blank)
                at = end
                continue
            match = _markup.match(text, at)
            if not match:
                self._malformed(at, seen_root)
            self._piece(match, at, seen_root)
            seen_root = seen_root or match["start"] is not None
            at = match.end()
        if self._open:
            self._fail(3, "no element found", len(text))
        if not seen_root:
            self._fail(3, "no element found", len(text))

    def _piece(self, match, at, seen_root):
        target = self._target
        if match["start"] is not None:
            if seen_root and not self._open:
                self._fail(9, "junk after document element", at)
            self._start(match, at)
        elif match["end"] is not None:
            if not self._open or self._open[-1] != match["end"]:
                self._fail(7 if self._open else 4, "mismatched tag" if self._open else "not well-formed (invalid token)", at + 2)
            self._end()
        elif match["cdata"] is not None:
            target.data(match["cdata"])
        elif match["comment"] is not None:
            if hasattr(target, "comment"):
                target.comment(match["comment"])
        elif match["pi"] is not None:
            name, _, rest = match["pi"].partition(" ")
            if name == "xml":
                if at:
                    self._fail(17, "XML or text declaration not at start of entity", at)
            elif hasattr(target, "pi"):
                target.pi(name, rest.lstrip() or None)
        elif match["doctype"] is not None:
            for entity in re.finditer(r"<!ENTITY\s+(\w+)\s+(?:\"([^\"]*)\"|'([^']*)')", match["doctype"]):
                self._entities[entity[1]] = entity[2] or entity[3] or ""

    def _start(self, match, at):
        pairs, spaces = [], {}
        for attribute in _attribute.finditer(match["attributes"]):
            name, value = attribute[1], attribute[2] if attribute[2] is not None else attribute[3]
            place = match.start("attributes") + attribute.start()
            value = re.sub(r"[\t\r\n]", " ", self._characters(value, place))
            if name == "xmlns" or name.startswith("xmlns:"):
                spaces[name[6:]] = value
                if hasattr(self._target, "start_ns"):
                    self._target.start_ns(name[6:], value)
            else:
                if any(name == known for known, _, _ in pairs):
                    self._fail(8, "duplicate attribute", place)
                pairs.append((name, value, place))
        self._spaces.append({**self._spaces[-1], **spaces} if spaces else self._spaces[-1])
        attributes = {}
        for name, value, place in pairs:
            key = self._qualified(name, True)
            if key is None:
                self._fail(27, "unbound prefix", at)
            attributes[key] = value
        tag = self._qualified(match["start"])
        if tag is None:
            self._fail(27, "unbound prefix", at)
        self._open.append(match["start"])
        self._target.start(tag, attributes)
        if match["empty"]:
            self._end()

    def _end(self):
        tag = self._qualified(self._open.pop())
        self._spaces.pop()
        self._target.end(tag)

    def _malformed(self, at, seen_root):
        """Says what is wrong with the markup that begins here."""
        text = self._text
        if text.startswith("<!--", at) or text.startswith("<![CDATA[", at):
            self._fail(5, "unclosed token" if not text.startswith("<![CDATA[", at) else "unclosed CDATA section", at)
        match = re.compile(rf"</?(?:{_name})?(?:\s+{_name}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*").match(text, at)
        end = match.end()
        if end >= len(text):
            self._fail(5, "unclosed token", at)
        name = re.compile(_name).match(text, end)
        if name and text[end - 1].isspace():
            end = name.end()
            equals = re.compile(r"\s*=\s*").match(text, end)
            if equals:
                end = equals.end()
                if text[end:end + 1] in ("'", '"'):
                    bad = text.find("<", end)
                    end = bad if bad >= 0 else len(text)
        if end >= len(text):
            self._fail(5, "unclosed token", at)
        self._fail(4, "not well-formed (invalid token)", end)
