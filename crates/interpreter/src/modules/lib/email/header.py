import base64
import re

__all__ = ["Header", "decode_header", "make_header"]

_word = re.compile(r"=\?([^?]*)\?([qQbB])\?(.*?)\?=")


def encoded_word(text, charset="utf-8", shortest=False):
    """The text as RFC 2047 has it."""
    data = text.encode(charset)
    word = base64.b64encode(data).decode()
    if shortest:
        quoted = "".join(chr(b) if chr(b).isalnum() and b < 128 or b in b"-!*+/" else "_" if b == 32 else f"={b:02X}"
                         for b in data)
        if len(quoted) <= len(word):
            return f"=?{charset}?q?{quoted}?="
    return f"=?{charset}?b?{word}?="


def decode_header(header):
    header = str(header)
    if not _word.search(header):
        return [(header, None)]
    parts, at = [], 0
    for match in _word.finditer(header):
        between = header[at:match.start()]
        if between.strip():
            parts.append((between.encode("ascii", "replace"), None))
        charset, kind, text = match.groups()
        if kind in "bB":
            data = base64.b64decode(text + "==="[:-len(text) % 4])
        else:
            data = re.sub(r"=([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), text.replace("_", " ")).encode("latin-1")
        charset = charset.lower()
        if parts and parts[-1][1] == charset and not between.strip():
            data = parts.pop()[0] + data
        parts.append((data, charset))
        at = match.end()
    if header[at:].strip():
        parts.append((header[at:].encode("ascii", "replace"), None))
    return parts


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=" "):
    header = Header()
    for text, charset in decoded_seq:
        header.append(text, charset)
    return header


class Header:
    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=" ", errors="strict"):
        self._parts, self._charset = [], charset
        if s is not None:
            self.append(s, charset)

    def append(self, s, charset=None, errors="strict"):
        charset = charset or self._charset
        self._parts.append((s.decode(charset or "us-ascii", errors) if isinstance(s, bytes) else s, charset))

    def __str__(self):
        return "".join((" " if place and not text.startswith(" ") and not self._parts[place - 1][0].endswith(" ") else "")
                       + text for place, (text, _) in enumerate(self._parts))

    def __eq__(self, other):
        return str(self) == other

    def encode(self, splitchars=";, \t", maxlinelen=None, linesep="\n"):
        return " ".join(text if text.isascii() and not (charset and charset != "us-ascii")
                        else encoded_word(text, str(charset or "utf-8")) for text, charset in self._parts)
