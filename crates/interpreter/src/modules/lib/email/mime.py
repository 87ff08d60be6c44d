"""The classes of email.mime."""

import base64

from email.message import Message


class MIMEBase(Message):
    def __init__(self, _maintype, _subtype, *, policy=None, **_params):
        super().__init__(policy)
        self.add_header("Content-Type", f"{_maintype}/{_subtype}", **_params)
        self["MIME-Version"] = "1.0"


class MIMEText(MIMEBase):
    def __init__(self, _text, _subtype="plain", _charset=None, *, policy=None):
        charset = str(_charset or ("us-ascii" if _text.isascii() else "utf-8"))
        super().__init__("text", _subtype, policy=policy, charset=charset)
        self.set_payload(_text, charset)


class MIMEMultipart(MIMEBase):
    def __init__(self, _subtype="mixed", boundary=None, _subparts=None, *, policy=None, **_params):
        super().__init__("multipart", _subtype, policy=policy, **_params)
        self._payload = []
        for part in _subparts or ():
            self.attach(part)
        if boundary:
            self.set_boundary(boundary)


class _Data(MIMEBase):
    def __init__(self, kind, data, subtype, encoder, policy, params):
        super().__init__(kind, subtype, policy=policy, **params)
        if encoder:
            self.set_payload(data)
            encoder(self)
        else:
            self.set_payload(base64.encodebytes(data).decode())
            self["Content-Transfer-Encoding"] = "base64"


class MIMEApplication(_Data):
    def __init__(self, _data, _subtype="octet-stream", _encoder=None, *, policy=None, **_params):
        super().__init__("application", _data, _subtype, _encoder, policy, _params)


class MIMEImage(_Data):
    def __init__(self, _imagedata, _subtype=None, _encoder=None, *, policy=None, **_params):
        if _subtype is None:
            known = {b"\x89PNG": "png", b"GIF8": "gif", b"\xff\xd8\xff": "jpeg"}
            _subtype = next((name for mark, name in known.items() if _imagedata.startswith(mark)), None)
            if _subtype is None:
                raise TypeError("Could not guess image MIME subtype")
        super().__init__("image", _imagedata, _subtype, _encoder, policy, _params)
