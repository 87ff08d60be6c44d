__all__ = ["charset", "encoders", "errors", "header", "message", "message_from_bytes", "message_from_string", "mime",
           "parser", "policy", "utils"]


def message_from_string(s, _class=None, *, policy=None):
    from email.parser import Parser
    return Parser(_class, policy=policy).parsestr(s)


def message_from_bytes(s, _class=None, *, policy=None):
    return message_from_string(s.decode("ascii", "surrogateescape"), _class, policy=policy)


def message_from_file(fp, _class=None, *, policy=None):
    return message_from_string(fp.read(), _class, policy=policy)
