import re

from xml.etree._elements import Comment, ProcessingInstruction, QName

_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs", "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc"}
_never_closed = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta",
                 "param", "source", "track", "wbr"}


def register_namespace(prefix, uri):
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for known in [known for known, used in _namespace_map.items() if known == uri or used == prefix]:
        del _namespace_map[known]
    _namespace_map[uri] = prefix


def _expect_text(text):
    if not isinstance(text, str):
        raise TypeError(f"cannot serialize {text!r} (type {type(text).__name__})")
    return text


def _escape_cdata(text):
    return _expect_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_attribute(text):
    text = _escape_cdata(text).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def _escape_html_attribute(text):
    return _expect_text(text).replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")


class _Writer:
    def __init__(self, method, short_empty, default):
        self._method, self._short, self._default = method, short_empty, default
        self.spaces = {default: ""} if default else {}
        self._names = {}
        self.escape = _escape_html_attribute if method == "html" else _escape_attribute

    def name(self, name):
        if isinstance(name, QName):
            name = name.text
        if name in self._names:
            return self._names[name]
        shown = _expect_text(name)
        if name[:1] == "{":
            uri, local = name[1:].rsplit("}", 1)
            prefix = self.spaces.get(uri)
            if prefix is None:
                prefix = _namespace_map.get(uri) or f"ns{len(self.spaces)}"
                if prefix != "xml":
                    self.spaces[uri] = prefix
            shown = f"{prefix}:{local}" if prefix else local
        elif self._default:
            raise ValueError("cannot use non-qualified names with default_namespace option")
        self._names[name] = shown
        return shown

    def collect(self, root):
        for element in root.iter():
            if element.tag is not None and not callable(element.tag):
                self.name(element.tag)
            for key, value in element.attrib.items():
                if self._default and not isinstance(key, QName) and key[:1] != "{":
                    raise ValueError("cannot use non-qualified names with default_namespace option")
                self.name(key)
                if isinstance(value, QName):
                    self.name(value)

    def write(self, element, out, is_root=False):
        tag, text = element.tag, element.text
        if tag is Comment:
            out.append(f"<!--{text}-->")
        elif tag is ProcessingInstruction:
            out.append(f"<?{text}?>")
        elif tag is None:
            if text:
                out.append(_escape_cdata(text))
            for child in element:
                self.write(child, out)
        else:
            tag = self.name(tag)
            out.append("<" + tag)
            for key, value in element.attrib.items():
                value = self.name(value) if isinstance(value, QName) else self.escape(value)
                out.append(f' {self.name(key)}="{value}"')
            if is_root:
                for uri, prefix in sorted(self.spaces.items(), key=lambda item: item[1]):
                    out.append(f' xmlns{":" if prefix else ""}{prefix}="{_escape_attribute(uri)}"')
            is_html = self._method == "html"
            if text or len(element) or not self._short or is_html:
                out.append(">")
                if text:
                    raw = is_html and tag.lower() in ("script", "style")
                    out.append(_expect_text(text) if raw else _escape_cdata(text))
                for child in element:
                    self.write(child, out)
                if not (is_html and tag.lower() in _never_closed):
                    out.append(f"</{tag}>")
            else:
                out.append(" />")
        if element.tail:
            out.append(_escape_cdata(element.tail))


def text_of(element, encoding, declaration, default, method, short_empty):
    if method not in ("xml", "html", "text"):
        raise ValueError(f"unknown method {method!r}")
    out = []
    plain = encoding.lower() in ("utf-8", "us-ascii", "unicode")
    if method == "xml" and (declaration or declaration is None and not plain):
        named = "UTF-8" if encoding.lower() == "unicode" else encoding
        out.append(f"<?xml version='1.0' encoding='{named}'?>\n")
    if method == "text":
        out.extend(element.itertext())
        out.append(element.tail or "")
    else:
        writer = _Writer(method, short_empty, default)
        writer.collect(element)
        writer.write(element, out, True)
    return "".join(out)


def encoded(text, encoding):
    return text.encode(encoding, "xmlcharrefreplace")
