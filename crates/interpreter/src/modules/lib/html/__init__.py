import re

__all__ = ["escape", "unescape"]

# The names that are in use; others stay as they are.
_entities = {
    "quot": '"', "amp": "&", "apos": "'", "lt": "<", "gt": ">", "nbsp": "\xa0", "iexcl": "¡", "cent": "¢", "pound": "£",
    "curren": "¤", "yen": "¥", "sect": "§", "uml": "¨", "copy": "©", "laquo": "«", "not": "¬", "reg": "®", "deg": "°",
    "plusmn": "±", "sup2": "²", "sup3": "³", "micro": "µ", "para": "¶", "middot": "·", "raquo": "»", "frac14": "¼",
    "frac12": "½", "frac34": "¾", "iquest": "¿", "Agrave": "À", "Auml": "Ä", "Ccedil": "Ç", "Eacute": "É", "Ouml": "Ö",
    "times": "×", "Uuml": "Ü", "szlig": "ß", "agrave": "à", "aacute": "á", "acirc": "â", "auml": "ä", "aring": "å",
    "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë", "iacute": "í", "ntilde": "ñ",
    "oacute": "ó", "ocirc": "ô", "ouml": "ö", "divide": "÷", "oslash": "ø", "ugrave": "ù", "uacute": "ú", "uuml": "ü",
    "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•",
    "euro": "€", "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "hearts": "♥", "infin": "∞",
    "ne": "≠", "le": "≤", "ge": "≥", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "pi": "π", "Omega": "Ω",
}
# These are known without their semicolon, too.
_bare = {"quot", "amp", "lt", "gt", "nbsp", "copy", "reg", "not", "cent", "pound", "yen", "sect", "deg", "para", "times"}


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(found):
    text = found[1]
    if text[0] == "#":
        number = text[1:].rstrip(";")
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return "\ufffd"
        return chr(code)
    if text.endswith(";"):
        if text[:-1] in _entities:
            return _entities[text[:-1]]
        text = text[:-1]
        end = ";"
    else:
        end = ""
    for length in range(len(text), 1, -1):
        if text[:length] in _bare:
            return _entities[text[:length]] + text[length:] + end
    return found[0]


def unescape(s):
    return re.sub(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)", _character, s) if "&" in s else s
