__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    _name = ""
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None
    strict = False

    def __init__(self):
        try:
            _Rules(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(excel):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_limit = 131072
_parameters = {"delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True, "skipinitialspace": False,
               "lineterminator": "\r\n", "quoting": QUOTE_MINIMAL, "strict": False}


class _Rules:
    """A dialect with all that was said otherwise, checked."""

    def __init__(self, dialect, said):
        for name, value in _parameters.items():
            found = said.pop(name, getattr(dialect, name, None))
            setattr(self, name, value if found is None and name not in ("quotechar", "escapechar") else found)
        if said:
            raise TypeError(f"{next(iter(said))!r} is an invalid keyword argument for this function")
        if not isinstance(self.delimiter, str) or len(self.delimiter) != 1:
            kind = "" if isinstance(self.delimiter, str) else f", not {type(self.delimiter).__name__}"
            raise TypeError('"delimiter" must be string' + kind if kind else '"delimiter" must be a 1-character string')
        for name in "quotechar", "escapechar":
            value = getattr(self, name)
            if value is not None and (not isinstance(value, str) or len(value) > 1):
                raise TypeError(f'"{name}" must be a 1-character string')
        if self.quoting not in range(4):
            raise TypeError('bad "quoting" value')
        if not self.quotechar and self.quoting != QUOTE_NONE:
            raise TypeError("quotechar must be set if quoting enabled")


def _rules(dialect, said):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    return _Rules(excel if dialect is None else dialect, said)


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _rules(dialect, fmtparams)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    before = _limit
    if limit is not None:
        _limit = limit
    return before


class reader:
    def __init__(self, csvfile, dialect=None, **fmtparams):
        self.dialect = _rules(dialect, fmtparams)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        rules = self.dialect
        delimiter, quote, escape = rules.delimiter, rules.quotechar, rules.escapechar
        quotes = quote and rules.quoting != QUOTE_NONE
        fields, field = [], []
        # Where it is: at the "start" of a field, "in" one, in a "quoted" one, or "after" its closing quote.
        state, number = "start", False

        def save():
            nonlocal state, number
            text = "".join(field)
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            fields.append(float(text) if number and rules.quoting == QUOTE_NONNUMERIC else text)
            field.clear()
            state, number = "start", False

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == "start" and not fields:
                    raise
                if rules.strict and state == "quoted":
                    raise Error("unexpected end of data") from None
                if field or fields:
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            i, end = 0, len(line)
            while i < end:
                c = line[i]
                i += 1
                if state == "quoted":
                    if c == escape and escape:
                        field.append(line[i] if i < end else "\n")
                        i += 1
                    elif c == quote:
                        if rules.doublequote and line[i:i + 1] == quote:
                            field.append(quote)
                            i += 1
                        else:
                            state = "after" if rules.strict or rules.doublequote else "in"
                    else:
                        field.append(c)
                elif c in "\r\n":
                    if line[i:].strip("\r\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file in "
                                    "universal-newline mode?")
                    i = end
                elif c == delimiter:
                    save()
                    # An empty field follows if the line ends here.
                    state = "start"
                    if i >= end or line[i] in "\r\n":
                        save()
                        return fields
                elif state == "start" and c == quote and quotes:
                    state = "quoted"
                elif state == "start" and c == " " and rules.skipinitialspace:
                    pass
                elif escape and c == escape:
                    field.append(line[i] if i < end else "\n")
                    i += 1
                    state = "in"
                elif state == "after" and rules.strict:
                    raise Error(f"'{delimiter}' expected after '{quote}'")
                else:
                    number = number or state == "start" and rules.quoting == QUOTE_NONNUMERIC
                    field.append(c)
                    state = "in"
            if state == "quoted":
                continue
            if state == "start" and not fields:
                return fields
            save()
            return fields


class writer:
    def __init__(self, csvfile, dialect=None, **fmtparams):
        self.dialect = _rules(dialect, fmtparams)
        if not hasattr(csvfile, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = csvfile.write

    def _field(self, value, alone):
        rules = self.dialect
        numeric = isinstance(value, (int, float))
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        quote, escape = rules.quotechar, rules.escapechar
        quoted = rules.quoting == QUOTE_ALL or rules.quoting == QUOTE_NONNUMERIC and not numeric
        special = {rules.delimiter, "\n", "\r", *(rules.lineterminator or "")}
        if rules.quoting != QUOTE_NONE:
            if any(c in special or c == quote for c in text) and not quoted:
                if rules.doublequote or not all(c == quote for c in text if c in special or c == quote):
                    quoted = rules.quoting == QUOTE_MINIMAL or rules.quoting == QUOTE_NONNUMERIC
            if text == "" and alone:
                quoted = True
        out = []
        for c in text:
            if c == quote and rules.quoting != QUOTE_NONE:
                if rules.doublequote:
                    out.append(quote)
                    quoted = True
                elif escape:
                    out.append(escape)
                else:
                    raise Error("need to escape, but no escapechar set")
            elif escape and c == escape:
                out.append(escape)
            elif not quoted and (c in special or c == quote and quote):
                if not escape:
                    raise Error("need to escape, but no escapechar set")
                out.append(escape)
            out.append(c)
        if text == "" and alone and rules.quoting == QUOTE_NONE:
            raise Error("single empty field record must be quoted")
        return f"{quote}{''.join(out)}{quote}" if quoted else "".join(out)

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames, self.restkey, self.restval, self.dialect = fieldnames, restkey, restval, dialect
        self.reader = reader(f, dialect, *args, **kwds)
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames if self.line_num == 0 else self._fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found

    __class_getitem__ = classmethod(type(list[int]))


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = list(fieldnames) if iter(fieldnames) is fieldnames else fieldnames
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.restval, self.extrasaction = restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction.lower() == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))

    __class_getitem__ = classmethod(type(list[int]))


class Sniffer:
    preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line][:20]
        for candidate in delimiters or self.preferred:
            counts = {line.count(candidate) for line in lines}
            if len(counts) == 1 and counts != {0}:
                class dialect(excel):
                    _name = "sniffed"
                    delimiter = candidate
                    lineterminator = "\r\n"

                return dialect
        raise Error("Could not determine delimiter")

    def has_header(self, sample):
        rows = list(reader(sample.splitlines(), self.sniff(sample)))

        def is_number(text):
            try:
                complex(text)
            except ValueError:
                return False
            return True

        columns = list(zip(*rows[1:]))
        votes = sum(1 if not is_number(head) else -1
                    for head, column in zip(rows[0], columns) if all(map(is_number, column)))
        return votes > 0
