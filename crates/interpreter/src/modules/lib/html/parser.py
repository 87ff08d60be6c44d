import re
from html import unescape

__all__ = ["HTMLParser"]

_tag = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:[\s/]*(?:(?<=['\"\s/])[^\s/>][^\s/=>]*"
                  r"(?:\s*=+\s*(?:'[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*)(?:\s*,)*)?(?:\s|/(?!>))*)*)?\s*")
_attribute = re.compile(r"((?<=['\"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*))?(?:\s|/(?!>))*")
_end_tag = re.compile(r"</([a-zA-Z][^\t\n\r\f />\x00]*)[^>]*>")
_reference = re.compile(r"&(?:(?:#(?P<number>[0-9]+|[xX][0-9a-fA-F]+)|(?P<name>[a-zA-Z][-.a-zA-Z0-9]*));?)?")


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self.lineno, self.offset = 1, 0
        self.__start_tag = None

    def feed(self, data):
        self.rawdata += data
        self._advance(False)

    def close(self):
        self._advance(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self.__start_tag

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def _advance(self, end):
        text = self.rawdata
        at = 0
        while at < len(text):
            if self.cdata_elem:
                found = re.compile(rf"</{self.cdata_elem}(?=[\s/>])", re.I).search(text, at)
                stop = found.start() if found else len(text) if end else at
            else:
                stop = text.find("<", at)
                if stop < 0:
                    # A reference may go on in what is fed next.
                    open_reference = text.rfind("&", max(at, len(text) - 34))
                    is_open = open_reference >= 0 and not re.search(r"[\s;]", text[open_reference:])
                    stop = open_reference if is_open and self.convert_charrefs and not end else len(text)
            if stop > at:
                self._text(text[at:stop])
                self._pass(text, at, stop)
                at = stop
            if at == len(text):
                break
            after = self._markup(text, at, end)
            if after < 0:
                if not end:
                    break
                # What is not closed is text.
                self.handle_data(unescape("<") if text[at] == "<" else text[at])
                after = at + 1
            self._pass(text, at, after)
            at = after
        self.rawdata = text[at:]

    def _pass(self, text, start, stop):
        lines = text.count("\n", start, stop)
        if lines:
            self.lineno += lines
            self.offset = stop - text.rindex("\n", start, stop) - 1
        else:
            self.offset += stop - start

    def _text(self, text):
        if self.cdata_elem:
            self.handle_data(text)
        elif self.convert_charrefs:
            self.handle_data(unescape(text))
        else:
            at = 0
            for found in _reference.finditer(text):
                if found.start() > at:
                    self.handle_data(text[at:found.start()])
                if found["number"]:
                    self.handle_charref(found["number"])
                elif found["name"]:
                    self.handle_entityref(found["name"])
                else:
                    self.handle_data("&")
                at = found.end()
            if at < len(text):
                self.handle_data(text[at:])

    def _markup(self, text, at, end):
        """Handles the markup that begins here; where it ends, or -1 if it is not all there."""
        if text.startswith("<!--", at):
            stop = text.find("-->", at + 4)
            if stop >= 0:
                self.handle_comment(text[at + 4:stop])
            return stop + 3 if stop >= 0 else -1
        if text.startswith("<?", at):
            stop = text.find(">", at + 2)
            if stop >= 0:
                self.handle_pi(text[at + 2:stop])
            return stop + 1 if stop >= 0 else -1
        if text.startswith("<![", at):
            stop = text.find("]>", at + 3)
            if stop >= 0:
                self.unknown_decl(text[at + 3:stop - (text[stop - 1] == "]")])
            return stop + 2 if stop >= 0 else -1
        if text.startswith("<!", at):
            stop = text.find(">", at + 2)
            if stop < 0:
                return -1
            said = text[at + 2:stop]
            if said[:7].lower() == "doctype":
                self.handle_decl(said)
            else:
                self.handle_comment(said)
            return stop + 1
        if text.startswith("</", at):
            return self._end(text, at)
        found = _tag.match(text, at + 1)
        if not found:
            if at + 1 < len(text):
                self.handle_data("<")
                return at + 1
            return -1
        return self._start(text, at, found)

    def _start(self, text, at, found):
        stop = found.end()
        if not text.startswith((">", "/>"), stop):
            stop = text.find(">", stop)
            if stop < 0:
                return -1
        after = stop + (2 if text.startswith("/>", stop) else 1)
        self.__start_tag = text[at:after]
        self.lasttag = tag = found[1].lower()
        attributes = []
        place = re.compile(r"(?:\s|/(?!>))*").match(text, found.end(1)).end()
        while place < after and (part := _attribute.match(text, place)):
            name, given, value = part.groups()
            if not given:
                value = None
            elif value[:1] in ("'", '"') and value[:1] == value[-1:]:
                value = value[1:-1]
            attributes.append((name.lower(), unescape(value) if value else value))
            place = part.end()
        rest = text[place:after].strip()
        if rest not in (">", "/>"):
            self.handle_data(self.__start_tag)
        elif rest == "/>":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return after

    def _end(self, text, at):
        stop = text.find(">", at)
        if stop < 0:
            return -1
        found = _end_tag.match(text, at)
        if not found:
            if text.startswith("</>", at):
                return at + 3
            self.handle_comment(text[at + 2:stop])
            return stop + 1
        tag = found[1].lower()
        if self.cdata_elem and tag != self.cdata_elem:
            self.handle_data(found[0])
            return found.end()
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return found.end()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def _ignore(self, *args):
        pass

    handle_starttag = handle_endtag = handle_charref = handle_entityref = handle_data = _ignore
    handle_comment = handle_decl = handle_pi = unknown_decl = _ignore
