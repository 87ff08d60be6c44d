from email.message import EmailMessage, Message

__all__ = ["Parser", "HeaderParser", "BytesParser", "BytesHeaderParser"]


class Parser:
    def __init__(self, _class=None, *, policy=None):
        is_new = policy is not None and policy.makes_email_message
        self._class = _class or (EmailMessage if is_new else Message)

    def parse(self, fp, headersonly=False):
        return self.parsestr(fp.read(), headersonly)

    def parsestr(self, text, headersonly=False):
        message = self._class()
        lines = text.splitlines(keepends=True)
        place = 0
        while place < len(lines):
            line = lines[place]
            if not line.strip():
                place += 1
                break
            name, colon, value = line.partition(":")
            if not colon or " " in name:
                break
            place += 1
            while place < len(lines) and lines[place][:1] in (" ", "\t"):
                value += lines[place]
                place += 1
            message._headers.append((name, value.strip(" \t").rstrip("\r\n")))
        self._body(message, "".join(lines[place:]), headersonly)
        return message

    def _body(self, message, text, headersonly):
        boundary = message.get_boundary()
        if headersonly or boundary is None or message.get_content_maintype() != "multipart":
            message._payload = text
            return
        body, _, after = ("\n" + text).partition(f"\n--{boundary}--")
        before, *parts = body.split(f"\n--{boundary}\n")
        message.preamble = before[1:] or None
        message.epilogue = after.lstrip("\n") or (None if not after.strip() else "")
        message._payload = [self.__class__(self._class).parsestr(part) for part in parts]


class HeaderParser(Parser):
    def parsestr(self, text, headersonly=True):
        return super().parsestr(text, True)


class BytesParser(Parser):
    def parsebytes(self, text, headersonly=False):
        return self.parsestr(text.decode("ascii", "surrogateescape"), headersonly)

    def parse(self, fp, headersonly=False):
        return self.parsebytes(fp.read(), headersonly)


BytesHeaderParser = BytesParser
