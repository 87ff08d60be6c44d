import base64
import random
import re

from email.header import Header, encoded_word

__all__ = ["Message", "EmailMessage", "MIMEPart"]


def _parameters(value):
    """What stands before the first semicolon, and the parameters after it."""
    first, *rest = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', str(value))
    parts = [(first.strip(), "")]
    for part in rest:
        name, _, text = part.partition("=")
        parts.append((name.strip().lower(), text.strip()))
    return parts


def _shown(name, value):
    """A parameter as it stands in a header."""
    if value is None:
        return name
    if not value.isascii():
        from urllib.parse import quote
        return f"{name}*=utf-8''{quote(value, safe='')}"
    return f'{name}="{value}"'


def _quoted_printable(data):
    lines = []
    for line in data.split(b"\n"):
        text = "".join(chr(b) if 32 <= b < 127 and b != 61 else f"={b:02X}" for b in line)
        if text.endswith(" "):
            text = text[:-1] + "=20"
        while len(text) > 76:
            cut = 75 - (1 if text[74] == "=" else 2 if text[73] == "=" else 0)
            lines.append(text[:cut] + "=")
            text = text[cut:]
        lines.append(text)
    return "\n".join(lines)


class Message:
    _is_new = False

    def __init__(self, policy=None):
        self.policy = policy
        self._headers, self._payload = [], None
        self.preamble = self.epilogue = self._unixfrom = self._charset = None
        self.defects, self._default_type = [], "text/plain"

    def __str__(self):
        return self.as_string()

    def __bytes__(self):
        return self.as_bytes()

    def __len__(self):
        return len(self._headers)

    def __contains__(self, name):
        return name.lower() in [known.lower() for known, _ in self._headers]

    def __iter__(self):
        return iter(self.keys())

    def _value(self, value):
        return re.sub(r"\r?\n(?=[ \t])", "", value) if self._is_new and isinstance(value, str) else value

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        if self._is_new:
            if name.lower() in ("subject", "from", "to", "cc", "bcc", "date", "reply-to", "message-id", "mime-version",
                                "content-type", "sender") and name in self:
                raise ValueError(f"There may be at most 1 {name} headers in a message")
            if isinstance(value, str) and ("\n" in value or "\r" in value):
                raise ValueError("Header values may not contain linefeed or carriage return characters")
            if isinstance(value, (list, tuple)):
                value = ", ".join(map(str, value))
            elif hasattr(value, "strftime"):
                from email.utils import format_datetime
                value = format_datetime(value)
            elif not isinstance(value, Header):
                value = str(value)
        self._headers.append((name, value))

    def __delitem__(self, name):
        self._headers = [(known, value) for known, value in self._headers if known.lower() != name.lower()]

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [self._value(value) for _, value in self._headers]

    def items(self):
        return [(name, self._value(value)) for name, value in self._headers]

    def get(self, name, failobj=None):
        return next((self._value(value) for known, value in self._headers if known.lower() == name.lower()), failobj)

    def get_all(self, name, failobj=None):
        return [self._value(value) for known, value in self._headers if known.lower() == name.lower()] or failobj

    def add_header(self, _name, _value, **_params):
        parts = [_value] if _value is not None else []
        parts += [_shown(name.replace("_", "-"), value) for name, value in _params.items()]
        self[_name] = "; ".join(parts)

    def replace_header(self, _name, _value):
        for place, (name, _) in enumerate(self._headers):
            if name.lower() == _name.lower():
                self._headers[place] = (name, _value)
                return
        raise KeyError(_name)

    # Types.

    def get_content_type(self):
        value = self.get("content-type")
        type = _parameters(value)[0][0].lower() if value is not None else self._default_type
        return type if type.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        return self.get_content_type().split("/")[0]

    def get_content_subtype(self):
        return self.get_content_type().split("/")[1]

    def get_params(self, failobj=None, header="content-type", unquote=True):
        if header not in self:
            return failobj
        from email.utils import unquote as removed
        return [(name, removed(value) if unquote else value) for name, value in _parameters(self[header])]

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        for name, value in self.get_params([], header, unquote)[:]:
            if name == param.lower():
                return value
            if name == param.lower() + "*":
                from urllib.parse import unquote as decoded
                return decoded(value.rpartition("'")[2])
        return failobj

    def set_param(self, param, value, header="Content-Type", requote=True, charset=None, language="", replace=False):
        parts = _parameters(self[header]) if header in self else [("text/plain", "")]
        shown = [parts[0][0]] + [f"{name}={text}" for name, text in parts[1:] if name != param.lower()]
        del self[header]
        self[header] = "; ".join([*shown, _shown(param, value)])

    def set_type(self, type, header="Content-Type", requote=True):
        del self[header]
        self[header] = type

    def get_filename(self, failobj=None):
        name = self.get_param("filename", None, "content-disposition")
        return name if name is not None else self.get_param("name", failobj)

    def get_boundary(self, failobj=None):
        return self.get_param("boundary", failobj)

    def set_boundary(self, boundary):
        for place, (name, value) in enumerate(self._headers):
            if name.lower() == "content-type":
                self._headers[place] = (name, f'{value}; boundary="{boundary}"')

    def get_content_charset(self, failobj=None):
        charset = self.get_param("charset")
        return charset.lower() if charset else failobj

    def get_charset(self):
        return self._charset

    def get_content_disposition(self):
        value = self.get("content-disposition")
        return None if value is None else _parameters(value)[0][0].lower()

    # What is in it.

    def is_multipart(self):
        return isinstance(self._payload, list)

    def attach(self, payload):
        if self._payload is None:
            self._payload = [payload]
        else:
            self._payload.append(payload)

    def get_payload(self, i=None, decode=False):
        if self.is_multipart():
            return None if decode else self._payload if i is None else self._payload[i]
        if i is not None:
            raise TypeError(f"Expected list, got {type(self._payload)}")
        if not decode or self._payload is None:
            return self._payload
        way = str(self.get("content-transfer-encoding", "")).lower()
        if way == "base64":
            return base64.b64decode(self._payload)
        data = self._payload.encode("ascii" if self._payload.isascii() else "utf-8")
        if way == "quoted-printable":
            return re.sub(rb"=([0-9A-F]{2})", lambda m: bytes([int(m[1], 16)]), data.replace(b"=\n", b""))
        return data

    def set_payload(self, payload, charset=None):
        if isinstance(payload, str) and charset:
            charset = str(charset)
            if "content-type" not in self:
                self.add_header("MIME-Version", "1.0")
                self.add_header("Content-Type", "text/plain", charset=charset)
            if "content-transfer-encoding" not in self:
                is_plain = charset.lower() == "us-ascii"
                way = "7bit" if is_plain else "base64" if charset.lower() in ("utf-8", "utf8") else "quoted-printable"
                self["Content-Transfer-Encoding"] = way
                if way == "base64":
                    payload = base64.encodebytes(payload.encode(charset)).decode()
                elif way == "quoted-printable":
                    payload = _quoted_printable(payload.encode(charset))
        self._payload = payload

    def walk(self):
        yield self
        if self.is_multipart():
            for part in self._payload:
                yield from part.walk()

    # As text.

    def _header(self, name, value):
        if isinstance(value, Header):
            text = value.encode()
        else:
            text = str(value)
            if not text.isascii():
                text = self._encoded(text)
        line = f"{name}: {text}"
        if not self._is_new or len(line) <= 78 or "\n" in line:
            return line
        words, lines = line.split(" "), []
        current = words[0] + " " + words[1]
        for word in words[2:]:
            if len(current) + 1 + len(word) > 78:
                lines.append(current)
                current = " " + word
            else:
                current += " " + word
        return "\n".join([*lines, current])

    def _encoded(self, text):
        match = re.search(r"\s*<[^<>]*>$", text)
        if match and self._is_new:
            return encoded_word(text[:match.start()], shortest=True) + match[0]
        if not self._is_new:
            return encoded_word(text)
        # Only the words that need it, from the first to the last.
        words = text.split(" ")
        needing = [place for place, word in enumerate(words) if not word.isascii()]
        first, last = needing[0], needing[-1] + 1
        return " ".join([*words[:first], encoded_word(" ".join(words[first:last]), shortest=True), *words[last:]])

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        body = ""
        if self.is_multipart():
            if self.get_boundary() is None:
                self.set_boundary(f"==============={random.randrange(10**19):019}==")
            mark = self.get_boundary()
            body = f"{self.preamble}\n" if self.preamble is not None else ""
            body += "".join(f"--{mark}\n{part.as_string()}\n" for part in self._payload)
            if not self._payload:
                body += f"--{mark}\n\n"
            body += f"--{mark}--\n" + (self.epilogue or "")
        elif self._payload is not None:
            body = self._payload
        head = "".join(self._header(name, value) + "\n" for name, value in self._headers)
        return f"{head}\n{body}"

    def as_bytes(self, unixfrom=False, policy=None):
        text = self.as_string()
        if policy is not None and policy.linesep != "\n":
            text = text.replace("\n", policy.linesep)
        return text.encode("utf-8")


class MIMEPart(Message):
    _is_new = True

    def _fill(self, payload, type, charset, cte, disposition, filename):
        for name in "Content-Type", "Content-Transfer-Encoding":
            del self[name]
        self["Content-Type"] = f'{type}; charset="{charset}"' if charset else type
        self["Content-Transfer-Encoding"] = cte
        self._payload = payload
        if filename is not None and disposition is None:
            disposition = "attachment"
        if disposition is not None:
            self["Content-Disposition"] = disposition + (f"; {_shown('filename', filename)}" if filename else "")

    def set_content(self, content, maintype=None, subtype=None, charset="utf-8", *, cte=None, disposition=None,
                    filename=None, **more):
        if isinstance(content, str):
            # The second argument of a text is its subtype.
            subtype = subtype or maintype or "plain"
            text = content if content.endswith("\n") or not content else content + "\n"
            if cte is None:
                data = text.encode(charset)
                long = any(len(line) > 78 for line in text.split("\n"))
                if text.isascii() and not long:
                    cte = "7bit"
                else:
                    quoted, packed = _quoted_printable(data), base64.encodebytes(data)
                    cte = "quoted-printable" if len(quoted) <= len(packed) else "base64"
            payload = text
            if cte == "base64":
                payload = base64.encodebytes(text.encode(charset)).decode()
            elif cte == "quoted-printable":
                payload = _quoted_printable(text.encode(charset))
            self._fill(payload, f"text/{subtype}", charset, cte, disposition, filename)
        elif isinstance(content, (bytes, bytearray)):
            if maintype is None or subtype is None:
                raise TypeError("set_bytes_content() missing 2 required positional arguments: 'maintype' and 'subtype'")
            self._fill(base64.encodebytes(content).decode(), f"{maintype}/{subtype}", None, "base64", disposition, filename)
        else:
            raise KeyError(f"{type(content).__module__}.{type(content).__qualname__}")
        self._version()

    def _version(self):
        pass

    def get_content(self, errors="replace"):
        if self.get_content_maintype() == "multipart":
            raise KeyError(self.get_content_type())
        data = self.get_payload(decode=True) or b""
        if self.get_content_maintype() == "text":
            return data.decode(self.get_content_charset("ascii"), errors)
        return data

    def _make(self, subtype):
        part = type(self)() if not isinstance(self, EmailMessage) else MIMEPart()
        part._headers = [(name, value) for name, value in self._headers if name.lower().startswith("content-")]
        part._payload = self._payload
        self._headers = [(name, value) for name, value in self._headers if not name.lower().startswith("content-")]
        self._payload = [part] if part._headers else []
        self["Content-Type"] = f"multipart/{subtype}"

    def make_mixed(self, boundary=None):
        self._make("mixed")

    def make_alternative(self, boundary=None):
        self._make("alternative")

    def make_related(self, boundary=None):
        self._make("related")

    def _add(self, subtype, args, kwargs, disposition=None):
        if self.get_content_type() != f"multipart/{subtype}":
            self._make(subtype)
        part = type(self)()
        part.set_content(*args, **kwargs)
        if disposition and "content-disposition" not in part:
            part["Content-Disposition"] = disposition
        self.attach(part)

    def add_attachment(self, *args, **kwargs):
        self._add("mixed", args, kwargs, "attachment")

    def add_alternative(self, *args, **kwargs):
        self._add("alternative", args, kwargs)

    def add_related(self, *args, **kwargs):
        self._add("related", args, kwargs, "inline")

    def is_attachment(self):
        return self.get_content_disposition() == "attachment"

    def iter_parts(self):
        return iter(self._payload) if self.is_multipart() else iter(())

    def iter_attachments(self):
        return (part for part in self.iter_parts() if part.is_attachment())

    def get_body(self, preferencelist=("related", "html", "plain")):
        for wanted in preferencelist:
            for part in self.walk():
                if part.get_content_type() == f"text/{wanted}" and not part.is_attachment():
                    return part
        return None


class EmailMessage(MIMEPart):
    def _version(self):
        if "MIME-Version" not in self:
            self["MIME-Version"] = "1.0"
