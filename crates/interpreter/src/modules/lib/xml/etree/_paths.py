import re

_step = re.compile(r"(//?)|(\.\.|\.|\*|(?:\{[^}]*\})?[^/\[\]{}]+)|\[([^\]]*)\]")
_condition = re.compile(r"""(@?)([^=!\s]+)(?:\s*(!?=)\s*(?:'([^']*)'|"([^"]*)"))?""")


def _qualified(name, namespaces):
    if name in ("*", ".", "..") or name.startswith("{"):
        return name
    if ":" in name:
        prefix, name = name.split(":", 1)
        if not namespaces or prefix not in namespaces:
            raise SyntaxError(f"prefix {prefix!r} not found in prefix map")
        return f"{{{namespaces[prefix]}}}{name}"
    default = (namespaces or {}).get("")
    return f"{{{default}}}{name}" if default else name


def _fits(tag, wanted):
    if not isinstance(tag, str):
        return False
    if wanted in ("*", "{*}*"):
        return True
    if wanted.startswith("{*}"):
        return tag.rpartition("}")[2] == wanted[3:]
    if wanted.endswith("}*"):
        return tag.startswith(wanted[:-1])
    return tag == wanted


def _holds(element, attribute, name, sign, value, namespaces):
    if attribute:
        has = element.get(_qualified(name, namespaces) if ":" in name else name)
        return has is not None and (sign is None or (has == value) == (sign == "="))
    if name == ".":
        return ("".join(element.itertext()) == value) == (sign == "=")
    named = [child for child in element if _fits(child.tag, _qualified(name, namespaces))]
    if sign is None:
        return bool(named)
    return any(("".join(child.itertext()) == value) == (sign == "=") for child in named)


def _filtered(found, text, parents, namespaces):
    text = text.strip()
    if re.fullmatch(r"-?\d+|last\(\)(\s*-\s*\d+)?", text):
        if text.startswith("last"):
            index = -1 - int(text.partition("-")[2] or 0)
        else:
            index = int(text) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        for element in found:
            same = [child for child in parents[element] if child.tag == element.tag]
            if -len(same) <= index < len(same) and same[index] is element:
                yield element
        return
    match = _condition.fullmatch(text)
    if not match:
        raise SyntaxError("invalid predicate")
    attribute, name, sign, one, other = match.groups()
    for element in found:
        if _holds(element, attribute, name, sign, one if one is not None else other, namespaces):
            yield element


def select(root, path, namespaces=None):
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    if path[-1:] == "/":
        path += "*"
    parents = _Parents(root)
    found, deep, place = [root], False, 0
    while place < len(path):
        match = _step.match(path, place)
        if not match:
            raise SyntaxError("invalid path")
        place = match.end()
        slashes, name, condition = match.groups()
        if slashes:
            deep = slashes == "//"
        elif condition is not None:
            found = list(_filtered(found, condition, parents, namespaces))
        elif name == ".":
            pass
        elif name == "..":
            found = list(dict.fromkeys(parents[element] for element in found if element in parents))
        else:
            found = list(_named(found, _qualified(name.strip(), namespaces), deep))
            deep = False
    return iter(found)


def _named(found, wanted, deep):
    seen = set()
    for element in found:
        for child in element.iter() if deep else element:
            if child is not element and _fits(child.tag, wanted) and id(child) not in seen:
                seen.add(id(child))
                yield child


class _Parents(dict):
    """The parents of elements, looked for when the first is wanted."""

    def __init__(self, root):
        self._root = root

    def _fill(self):
        if self._root is not None:
            root, self._root = self._root, None
            for parent in root.iter():
                for child in parent:
                    self[child] = parent

    def __contains__(self, element):
        self._fill()
        return super().__contains__(element)

    def __missing__(self, element):
        self._fill()
        return self[element] if super().__contains__(element) else ()
