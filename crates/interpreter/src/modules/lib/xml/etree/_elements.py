from xml.etree._paths import select


class Element:
    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f"attrib must be dict, not {type(attrib).__name__}")
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self.text = self.tail = None
        self._children = []

    def __repr__(self):
        return f"<Element {self.tag!r} at {id(self):#x}>"

    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)

    def __copy__(self):
        made = self.makeelement(self.tag, self.attrib)
        made.text, made.tail, made._children = self.text, self.tail, self._children[:]
        made.attrib = self.attrib
        return made

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn("The behavior of this method will change in future versions.  Use specific 'len(elem)' or "
                      "'elem is not None' test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        return self._children[index]

    def __setitem__(self, index, element):
        for one in element if isinstance(index, slice) else [element]:
            self._expect(one)
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def __iter__(self):
        return iter(self._children)

    def _expect(self, element, where="append() argument"):
        if not isinstance(element, Element):
            raise TypeError(f"{where} must be xml.etree.ElementTree.Element, not {type(element).__name__}")

    def append(self, subelement):
        self._expect(subelement)
        self._children.append(subelement)

    def extend(self, elements):
        for element in elements:
            self.append(element)

    def insert(self, index, subelement):
        self._expect(subelement, "insert() argument 2")
        self._children.insert(index, subelement)

    def remove(self, subelement):
        self._expect(subelement, "remove() argument")
        for place, child in enumerate(self._children):
            if child is subelement:
                del self._children[place]
                return
        raise ValueError("list.remove(x): x not in list")

    def find(self, path, namespaces=None):
        return next(select(self, path, namespaces), None)

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""

    def findall(self, path, namespaces=None):
        return list(select(self, path, namespaces))

    def iterfind(self, path, namespaces=None):
        return select(self, path, namespaces)

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib)

    def items(self):
        return list(self.attrib.items())

    def iter(self, tag=None):
        tag = None if tag == "*" else tag
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if tag is None or element.tag == tag:
                yield element
            waiting.extend(reversed(element._children))

    def itertext(self):
        if self.text:
            yield self.text
        for child in self._children:
            yield from child.itertext()
            if child.tail:
                yield child.tail


def SubElement(parent, tag, attrib={}, **extra):
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = f"{target} {text}" if text else target
    return element


PI = ProcessingInstruction


class QName:
    def __init__(self, text_or_uri, tag=None):
        self.text = f"{{{text_or_uri}}}{tag}" if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<QName {self.text!r}>"

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)

    def __lt__(self, other):
        return self.text < (other.text if isinstance(other, QName) else other)


def iselement(element):
    return hasattr(element, "tag")
