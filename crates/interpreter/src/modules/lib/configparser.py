"""Settings in sections, as in `.ini` files."""
import io
import itertools
import re
from collections.abc import MutableMapping

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_unset = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = section,


def _place(source, lineno):
    if source is None:
        return ""
    return f"While reading from {source!r}" + (f" [line {lineno:2}]" if lineno is not None else "") + ": "


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        place = _place(source, lineno)
        what = f"section {section!r} already exists"
        Error.__init__(self, place + what if place else "S" + what[1:])
        self.section, self.source, self.lineno = section, source, lineno
        self.args = section, source, lineno


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        place = _place(source, lineno)
        what = f"ption {option!r} in section {section!r} already exists"
        Error.__init__(self, place + ("o" if place else "O") + what)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = section, option, source, lineno


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = option, section


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = option, section, msg


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        msg = (f"Bad value substitution: option {option!r} in section {section!r} contains an interpolation key "
               f"{reference!r} which is not a valid option name. Raw value: {rawval!r}")
        InterpolationError.__init__(self, option, section, msg)
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        msg = (f"Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an "
               f"interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. "
               f"Raw value: {rawval!r}")
        InterpolationError.__init__(self, option, section, msg)
        self.args = option, section, rawval


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        Error.__init__(self, f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = source,

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f"\n\t[line {lineno:2}]: {line}"


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f"File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = filename, lineno, line


class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    _key = re.compile(r"%\(([^)]+)\)s")
    _sign = "%"

    def before_get(self, parser, section, option, value, defaults):
        return self._resolved(parser, section, option, value, defaults, value, 1)

    def before_set(self, parser, section, option, value):
        rest = self._key.sub("", value.replace(self._sign * 2, ""))
        if self._sign in rest:
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {value.find(self._sign)}")
        return value

    def _look_up(self, parser, section, option, names, defaults, raw, path):
        name = parser.optionxform(path)
        if name not in names:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        return section, names[name], names

    def _resolved(self, parser, section, option, rest, names, raw, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        sign, parts = self._sign, []
        while rest:
            at = rest.find(sign)
            if at < 0:
                parts.append(rest)
                break
            parts.append(rest[:at])
            rest = rest[at:]
            follows = rest[1:2]
            if follows == sign:
                parts.append(sign)
                rest = rest[2:]
            elif follows == self._opening:
                found = self._key.match(rest)
                if found is None:
                    raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
                rest = rest[found.end():]
                where, value, other = self._look_up(parser, section, option, names, names, raw, found.group(1))
                if sign in value:
                    value = self._resolved(parser, where, option, value, other, raw, depth + 1)
                parts.append(value)
            else:
                raise InterpolationSyntaxError(
                    option, section, f"'{sign}' must be followed by '{sign}' or '{self._opening}', found: {rest!r}")
        return "".join(parts)

    _opening = "("


class ExtendedInterpolation(BasicInterpolation):
    _key = re.compile(r"\$\{([^}]+)\}")
    _sign = "$"
    _opening = "{"

    def _look_up(self, parser, section, option, names, defaults, raw, path):
        where, colon, name = path.rpartition(":")
        try:
            if not colon:
                return section, names[parser.optionxform(path)], names
            if ":" in where:
                raise InterpolationSyntaxError(option, section, f"More than one ':' found: {raw!r}")
            return where, parser.get(where, parser.optionxform(name), raw=True), dict(parser.items(where, raw=True))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, path) from None


class RawConfigParser(MutableMapping):
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False,
                      "off": False}
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_unset, converters=_unset):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._proxies = dict_type()
        self._allow_no_value, self._strict = allow_no_value, strict
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline_comments = tuple(inline_comment_prefixes or ())
        self._empty_lines = empty_lines_in_values
        self.default_section = default_section
        signs = "|".join(re.escape(d) for d in self._delimiters)
        end = "?$" if allow_no_value else "$"
        self._option = re.compile(rf"(?P<option>.*?)\s*(?:(?P<vi>{signs})\s*(?P<value>.*)){end}")
        if interpolation is _unset:
            interpolation = self._DEFAULT_INTERPOLATION
        self._interpolation = Interpolation() if interpolation is None else interpolation
        self._proxies[default_section] = SectionProxy(self, default_section)
        self.converters = {"int": int, "float": float, "boolean": self._convert_to_boolean}
        if converters is not _unset and converters:
            self.converters.update(converters)
            for name in converters:
                self._add_converter(name)
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(key)] = self._checked(value)

    def _add_converter(self, name):
        convert = self.converters[name]

        def get(section, option, *, raw=False, vars=None, fallback=_unset):
            return self._get_as(section, convert, option, raw, vars, fallback)

        setattr(self, "get" + name, get)

    def _checked(self, value):
        return value

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(name.__fspath__() if hasattr(name, "__fspath__") else name)
        return done

    def read_file(self, f, source=None):
        if source is None:
            source = getattr(f, "name", "<???>")
        self._read(f, source)

    def read_string(self, string, source="<string>"):
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source="<dict>"):
        added = set()
        for section, keys in dictionary.items():
            section = str(section)
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            elif self._strict and section in added:
                raise DuplicateSectionError(section)
            added.add(section)
            seen = set()
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if self._strict and key in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add(key)
                self.set(section, key, None if value is None else str(value))

    def _names(self, section, vars=None):
        own = self._sections.get(section)
        if own is None:
            if section != self.default_section:
                raise NoSectionError(section) from None
            own = {}
        given = {self.optionxform(k): v if v is None else str(v) for k, v in (vars or {}).items()}
        return {**self._defaults, **own, **given}

    def get(self, section, option, *, raw=False, vars=None, fallback=_unset):
        try:
            names = self._names(section, vars)
        except NoSectionError:
            if fallback is _unset:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in names:
            if fallback is _unset:
                raise NoOptionError(option, section)
            return fallback
        value = names[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, names)

    def _get_as(self, section, convert, option, raw, vars, fallback, **kwargs):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _unset:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_unset, **kwargs):
        return self._get_as(section, int, option, raw, vars, fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_unset, **kwargs):
        return self._get_as(section, float, option, raw, vars, fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_unset, **kwargs):
        return self._get_as(section, self._convert_to_boolean, option, raw, vars, fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_unset, raw=False, vars=None):
        if section is _unset:
            return MutableMapping.items(self)
        names = self._names(section, vars)
        if raw:
            return list(names.items())
        get = self._interpolation.before_get
        return [(k, v if v is None else get(self, section, k, v, names)) for k, v in names.items()]

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        own = self._sections.get(section)
        return own is not None and (self.optionxform(option) in own or self.optionxform(option) in self._defaults)

    def _options_of(self, section):
        if not section or section == self.default_section:
            return self._defaults
        if section in self._sections:
            return self._sections[section]
        raise NoSectionError(section) from None

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._options_of(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._options_of(section).pop(self.optionxform(option), _unset) is not _unset

    def remove_section(self, section):
        self._proxies.pop(section, None) if section in self._sections else None
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        sign = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        parts = [(self.default_section, self._defaults)] if self._defaults else []
        for name, options in itertools.chain(parts, self._sections.items()):
            fp.write(f"[{name}]\n")
            for key, value in options.items():
                value = self._interpolation.before_write(self, name, key, value)
                text = "" if value is None and self._allow_no_value else sign + str(value).replace("\n", "\n\t")
                fp.write(f"{key}{text}\n")
            fp.write("\n")

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if key not in self._sections:
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections)

    def _without_comment(self, line):
        cut = len(line)
        for prefix in self._inline_comments:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    cut = min(cut, at)
                    break
                at = line.find(prefix, at + 1)
        return "" if line.strip().startswith(self._comments) and self._comments else line[:cut]

    def _read(self, lines, source):
        seen, wrong = set(), None
        section = options = option = None
        indent = 0
        for number, line in enumerate(lines, start=1):
            is_comment = bool(self._comments) and line.strip().startswith(self._comments)
            value = self._without_comment(line).strip()
            if not value:
                if not self._empty_lines:
                    indent = float("inf")
                elif not is_comment and options is not None and option and options[option] is not None:
                    options[option].append("")
                continue
            depth = len(line) - len(line.lstrip())
            if options is not None and option and depth > indent:
                if options[option] is None:
                    wrong = wrong or ParsingError(source)
                    wrong.append(number, repr(line))
                else:
                    options[option].append(value)
                continue
            indent = depth
            header = self.SECTCRE.match(value)
            if header:
                section = header.group("header")
                if section in self._sections:
                    if self._strict and section in seen:
                        raise DuplicateSectionError(section, source, number)
                    options = self._sections[section]
                elif section == self.default_section:
                    options = self._defaults
                else:
                    options = self._sections[section] = self._dict()
                    self._proxies[section] = SectionProxy(self, section)
                seen.add(section)
                option = None
            elif options is None:
                raise MissingSectionHeaderError(source, number, line)
            else:
                found = self._option.match(value)
                if not found or not found.group("option"):
                    wrong = wrong or ParsingError(source)
                    wrong.append(number, repr(line))
                    continue
                option = self.optionxform(found.group("option").rstrip())
                if self._strict and (section, option) in seen:
                    raise DuplicateOptionError(section, option, source, number)
                seen.add((section, option))
                text = found.group("value")
                options[option] = None if text is None else [text.strip()]
        for options in (self._defaults, *self._sections.values()):
            for name, value in options.items():
                if isinstance(value, list):
                    options[name] = "\n".join(value).rstrip()
        if wrong:
            raise wrong


class ConfigParser(RawConfigParser):
    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _checked(self, value):
        if not isinstance(value, str) and not (self._allow_no_value and value is None):
            raise TypeError("option values must be strings")
        return value

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        self._checked(value)
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


SafeConfigParser = ConfigParser


class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser, self._name = parser, name

    def __getattr__(self, name):
        convert = self._parser.converters.get(name.removeprefix("get")) if name.startswith("get") else None
        if convert is None:
            raise AttributeError(f"'SectionProxy' object has no attribute {name!r}")

        def get(option, fallback=None, *, raw=False, vars=None, **kwargs):
            return self._parser._get_as(self._name, convert, option, raw, vars, fallback)

        return get

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if not isinstance(value, str) and not (self._parser._allow_no_value and value is None) \
                and isinstance(self._parser, ConfigParser):
            raise TypeError("option values must be strings")
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _keys(self):
        if self._name == self._parser.default_section:
            return list(self._parser.defaults())
        return self._parser.options(self._name)

    def __len__(self):
        return len(self._keys())

    def __iter__(self):
        return iter(self._keys())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)
