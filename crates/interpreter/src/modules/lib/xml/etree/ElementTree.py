import contextlib

from xml.etree._elements import PI, Comment, Element, ProcessingInstruction, QName, SubElement, iselement
from xml.etree._reader import ParseError, TreeBuilder, XMLParser
from xml.etree._writer import encoded, register_namespace, text_of

__all__ = [
    "Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent", "iselement", "iterparse",
    "parse", "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist",
    "TreeBuilder", "VERSION", "XML", "XMLID", "XMLParser", "register_namespace"]

VERSION = "1.3.0"


def XML(text, parser=None):
    parser = parser or XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    return XML("".join(sequence), parser)


def XMLID(text, parser=None):
    tree = XML(text, parser)
    return tree, {element.get("id"): element for element in tree.iter() if element.get("id")}


@contextlib.contextmanager
def _opened(source, mode, **options):
    if hasattr(source, "read" if "r" in mode else "write"):
        yield source
    else:
        with open(source, mode, **options) as file:
            yield file


class ElementTree:
    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        with _opened(source, "rb") as file:
            self._root = XML(file.read(), parser)
        return self._root

    def _relative(self, path):
        if path[:1] == "/":
            import warnings
            path = "." + path
            warnings.warn(f"This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely "
                          f"on the current behaviour, change it to {path!r}", FutureWarning, stacklevel=3)
        return path

    def iter(self, tag=None):
        return self._root.iter(tag)

    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        encoding = encoding or "us-ascii"
        text = text_of(self._root, encoding, xml_declaration, default_namespace, method or "xml", short_empty_elements)
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(text if encoding == "unicode" else encoded(text, encoding))
        elif encoding == "unicode":
            with open(file_or_filename, "w", encoding="utf-8") as file:
                file.write(text)
        else:
            with open(file_or_filename, "wb") as file:
                file.write(encoded(text, encoding))


def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


class _Events(TreeBuilder):
    def __init__(self, wanted):
        super().__init__()
        self._wanted, self.events = wanted, []

    def start(self, tag, attrs):
        element = super().start(tag, attrs)
        if "start" in self._wanted:
            self.events.append(("start", element))
        return element

    def end(self, tag):
        element = super().end(tag)
        if "end" in self._wanted:
            self.events.append(("end", element))
        return element

    def start_ns(self, prefix, uri):
        if "start-ns" in self._wanted:
            self.events.append(("start-ns", (prefix, uri)))


class iterparse:
    def __init__(self, source, events=None, parser=None):
        builder = _Events(events or ("end",))
        with _opened(source, "rb") as file:
            self.root = XML(file.read(), XMLParser(target=builder))
        self._events = iter(builder.events)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._events)


class XMLPullParser:
    def __init__(self, events=None, *, _parser=None):
        self._builder = _Events(events or ("end",))
        self._parser = XMLParser(target=self._builder)

    def feed(self, data):
        self._parser.feed(data)

    def close(self):
        self._parser.close()

    def read_events(self):
        events, self._builder.events = self._builder.events, []
        return iter(events)


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    encoding = encoding or "us-ascii"
    text = text_of(element, encoding, xml_declaration, default_namespace, method or "xml", short_empty_elements)
    return text if encoding == "unicode" else encoded(text, encoding)


def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]


def dump(elem):
    import sys
    root = elem.getroot() if isinstance(elem, ElementTree) else elem
    text = tostring(root, "unicode")
    sys.stdout.write(text if root.tail and root.tail.endswith("\n") else text + "\n")


def indent(tree, space="  ", level=0):
    root = tree.getroot() if isinstance(tree, ElementTree) else tree
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if len(root):
        _indent(root, space, level)


def _indent(element, space, level):
    inner, outer = "\n" + space * (level + 1), "\n" + space * level
    if not element.text or not element.text.strip():
        element.text = inner
    for child in element:
        if len(child):
            _indent(child, space, level + 1)
        if not child.tail or not child.tail.strip():
            child.tail = inner
    if not child.tail.strip():
        child.tail = outer
