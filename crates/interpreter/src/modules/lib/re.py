from enum import IntFlag, KEEP


class RegexFlag(IntFlag, boundary=KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128

    def __repr__(self):
        if self._name_ is None:
            return f"re.RegexFlag({self._value_})"
        return "|".join(f"re.{name}" if name[0].isalpha() else name for name in self._name_.split("|"))

    __str__ = __repr__


NOFLAG, ASCII, IGNORECASE, LOCALE, UNICODE, MULTILINE, DOTALL, VERBOSE, TEMPLATE, DEBUG = (
    RegexFlag.__members__[name] for name in ("NOFLAG", "ASCII", "IGNORECASE", "LOCALE", "UNICODE", "MULTILINE",
                                             "DOTALL", "VERBOSE", "TEMPLATE", "DEBUG"))
A, I, L, U, M, S, X, T = ASCII, IGNORECASE, LOCALE, UNICODE, MULTILINE, DOTALL, VERBOSE, TEMPLATE
