class MessageError(Exception):
    pass


class MessageParseError(MessageError):
    pass


class HeaderParseError(MessageParseError):
    pass


class MultipartConversionError(MessageError, TypeError):
    pass
