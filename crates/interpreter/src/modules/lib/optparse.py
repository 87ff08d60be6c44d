import os
import sys
import textwrap

__all__ = ["Option", "make_option", "SUPPRESS_HELP", "SUPPRESS_USAGE", "Values", "OptionContainer", "OptionGroup",
           "OptionParser", "HelpFormatter", "IndentedHelpFormatter", "TitledHelpFormatter", "OptParseError", "OptionError",
           "OptionValueError", "BadOptionError"]

SUPPRESS_HELP, SUPPRESS_USAGE = "SUPPRESSHELP", "SUPPRESSUSAGE"
NO_DEFAULT = ("NO", "DEFAULT")


class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    def __init__(self, msg, option):
        super().__init__(msg)
        self.option_id = str(option)

    def __str__(self):
        return f"option {self.option_id}: {self.msg}" if self.option_id else self.msg


class OptionValueError(OptParseError):
    pass


class BadOptionError(OptParseError):
    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return f"no such option: {self.opt_str}"


class Values:
    def __init__(self, defaults=None):
        vars(self).update(defaults or {})

    def __repr__(self):
        return f"<Values at 0x{id(self):x}: {self}>"

    def __str__(self):
        return str(vars(self))

    def __eq__(self, other):
        return vars(self) == (vars(other) if isinstance(other, Values) else other)

    def ensure_value(self, attr, value):
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


_types = {"int": (lambda text: int(text, 0) if text.lower().startswith(("0x", "0b", "0o")) else int(text), "integer"),
          "long": (int, "integer"), "float": (float, "floating-point"), "complex": (complex, "complex"),
          "string": (str, "string"), "choice": (str, "choice")}
_constants = "store_const", "append_const"
_valued = "store", "append", "callback"


class Option:
    def __init__(self, *opts, action="store", type=None, dest=None, default=NO_DEFAULT, nargs=None, const=None,
                 choices=None, callback=None, callback_args=(), callback_kwargs=None, help=None, metavar=None):
        self._short_opts = [opt for opt in opts if opt and not opt.startswith("--")]
        self._long_opts = [opt for opt in opts if opt and opt.startswith("--")]
        if not opts:
            raise TypeError("at least one option string must be supplied")
        self.action, self.const, self.choices, self.help, self.metavar = action, const, choices, help, metavar
        self.default, self.callback = default, callback
        self.callback_args, self.callback_kwargs = callback_args or (), callback_kwargs or {}
        type = getattr(type, "__name__", type)
        type = "string" if type == "str" else type
        if type is None and action in ("store", "append"):
            type = "choice" if choices is not None else "string"
        if type is not None and type not in _types:
            raise OptionError(f"invalid option type: {type!r}", self)
        self.type = type
        self.nargs = nargs if nargs is not None or type is None else 1
        if dest is None and (type is not None or action not in ("help", "version", "callback")):
            name = self._long_opts[0][2:] if self._long_opts else self._short_opts[0][1:]
            dest = name.replace("-", "_")
        self.dest = dest

    def __str__(self):
        return "/".join(self._short_opts + self._long_opts)

    def takes_value(self):
        return self.type is not None

    def get_opt_string(self):
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        convert, what = _types[self.type]
        if self.type == "choice" and value not in self.choices:
            known = ", ".join(map(repr, self.choices))
            raise OptionValueError(f"option {opt}: invalid choice: {value!r} (choose from {known})")
        try:
            return convert(value)
        except ValueError:
            raise OptionValueError(f"option {opt}: invalid {what} value: {value!r}") from None

    def process(self, opt, value, values, parser):
        if value is not None:
            value = self.check_value(opt, value) if self.nargs == 1 else tuple(self.check_value(opt, v) for v in value)
        if self.action == "store":
            setattr(values, self.dest, value)
        elif self.action == "store_const":
            setattr(values, self.dest, self.const)
        elif self.action in ("store_true", "store_false"):
            setattr(values, self.dest, self.action == "store_true")
        elif self.action == "append":
            values.ensure_value(self.dest, []).append(value)
        elif self.action == "append_const":
            values.ensure_value(self.dest, []).append(self.const)
        elif self.action == "count":
            setattr(values, self.dest, values.ensure_value(self.dest, 0) + 1)
        elif self.action == "callback":
            self.callback(self, opt, value, parser, *self.callback_args, **self.callback_kwargs)
        elif self.action == "help":
            parser.print_help()
            parser.exit()
        elif self.action == "version":
            parser.print_version()
            parser.exit()

    def shown(self):
        if not self.takes_value():
            return ", ".join(self._short_opts + self._long_opts)
        metavar = self.metavar or (self.dest or "").upper()
        return ", ".join([f"{opt} {metavar}" for opt in self._short_opts] + [f"{opt}={metavar}" for opt in self._long_opts])


make_option = Option


class HelpFormatter:
    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        self.max_help_position = max_help_position
        self.width = width or int(os.environ.get("COLUMNS", 80)) - 2

    def format_options(self, options, parser, indent):
        shown = [(indent, option.shown(), option) for option in options if option.help != SUPPRESS_HELP]
        widest = max([len(text) + space for space, text, _ in shown] + [0])
        return shown, widest

    def format_option(self, indent, text, option, parser, column):
        space = " " * indent
        room = column - indent - 2
        help = option.help or ""
        if "%default" in help:
            default = parser.defaults.get(option.dest)
            default = "none" if default is None or default is NO_DEFAULT else default
            help = help.replace("%default", str(default))
        lines = textwrap.wrap(help, max(self.width - column, 11)) or [""]
        if len(text) <= room:
            first = f"{space}{text:<{room}}  {lines[0]}\n"
        elif help:
            first = f"{space}{text}\n{' ' * column}{lines[0]}\n"
        else:
            first = f"{space}{text}\n"
        return first + "".join(f"{' ' * column}{line}\n" for line in lines[1:])


IndentedHelpFormatter = TitledHelpFormatter = HelpFormatter


class OptionContainer:
    def __init__(self, description):
        self.option_list = []
        self.description = description

    def add_option(self, *args, **kwargs):
        option = args[0] if args and isinstance(args[0], Option) else Option(*args, **kwargs)
        for opt in option._short_opts + option._long_opts:
            if opt in self._known:
                raise OptionError(f"conflicting option string(s): {opt}", option)
            self._known[opt] = option
        self.option_list.append(option)
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            else:
                self.defaults.setdefault(option.dest, None)
        return option

    def add_options(self, option_list):
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        return self._known.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._known

    def remove_option(self, opt_str):
        option = self._known.get(opt_str)
        if option is None:
            raise ValueError(f"no such option {opt_str!r}")
        for opt in option._short_opts + option._long_opts:
            del self._known[opt]
        self.option_list.remove(option)


class OptionGroup(OptionContainer):
    def __init__(self, parser, title, description=None):
        super().__init__(description)
        self.parser, self.title = parser, title
        self._known, self.defaults = parser._known, parser.defaults


class OptionParser(OptionContainer):
    def __init__(self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler="error",
                 description=None, formatter=None, add_help_option=True, prog=None, epilog=None):
        super().__init__(description)
        self._known, self.defaults = {}, {}
        self.option_groups = []
        self.usage = usage
        self.version, self.prog, self.epilog = version, prog, epilog
        self.formatter = formatter or HelpFormatter()
        self.allow_interspersed_args = True
        self.rargs = self.largs = self.values = None
        if version:
            self.add_option("--version", action="version", help="show program's version number and exit")
        if add_help_option:
            self.add_option("-h", "--help", action="help", help="show this help message and exit")
        self.add_options(option_list or [])

    def set_usage(self, usage):
        self.usage = usage

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def set_default(self, dest, value):
        self.defaults[dest] = value

    def disable_interspersed_args(self):
        self.allow_interspersed_args = False

    def add_option_group(self, *args, **kwargs):
        group = args[0] if args and isinstance(args[0], OptionGroup) else OptionGroup(self, *args, **kwargs)
        self.option_groups.append(group)
        return group

    def get_default_values(self):
        values = {}
        for dest, value in self.defaults.items():
            options = [option for option in self._known.values() if option.dest == dest]
            # A default that is text is read as the text of the option would be.
            if isinstance(value, str) and options and options[0].type not in (None, "string", "choice"):
                value = options[0].check_value(options[0].get_opt_string(), value)
            values[dest] = value
        return Values(values)

    def parse_args(self, args=None, values=None):
        self.rargs = list(sys.argv[1:] if args is None else args)
        self.largs = []
        self.values = values or self.get_default_values()
        try:
            self._process()
        except (BadOptionError, OptionValueError) as problem:
            self.error(str(problem))
        return self.values, self.largs + self.rargs

    def _process(self):
        while self.rargs:
            arg = self.rargs[0]
            if arg == "--":
                del self.rargs[0]
                return
            if arg.startswith("--"):
                self._process_long(self.rargs.pop(0))
            elif arg.startswith("-") and len(arg) > 1:
                self._process_short(self.rargs.pop(0))
            elif self.allow_interspersed_args:
                self.largs.append(self.rargs.pop(0))
            else:
                return

    def _process_long(self, arg):
        name, has_value, value = arg.partition("=")
        option = self._known.get(name)
        if option is None:
            known = sorted(opt for opt in self._known if opt.startswith(name))
            if len(known) > 1:
                raise OptionValueError(f"ambiguous option: {name} ({', '.join(known)}?)")
            if not known:
                raise BadOptionError(name)
            name, option = known[0], self._known[known[0]]
        if option.takes_value():
            if has_value:
                self.rargs.insert(0, value)
            value = self._values_of(option, name)
        elif has_value:
            self.error(f"{name} option does not take a value")
        else:
            value = None
        option.process(name, value, self.values, self)

    def _process_short(self, arg):
        letters = arg[1:]
        while letters:
            name, letters = "-" + letters[0], letters[1:]
            option = self._known.get(name)
            if option is None:
                raise BadOptionError(name)
            value = None
            if option.takes_value():
                if letters:
                    self.rargs.insert(0, letters)
                    letters = ""
                value = self._values_of(option, name)
            option.process(name, value, self.values, self)

    def _values_of(self, option, name):
        count = option.nargs
        if len(self.rargs) < count:
            self.error(f"{name} option requires {count} argument{'s' if count > 1 else ''}")
        taken = self.rargs[:count]
        del self.rargs[:count]
        return taken[0] if count == 1 else tuple(taken)

    def get_prog_name(self):
        return self.prog or os.path.basename(sys.argv[0])

    def expand_prog_name(self, text):
        return text.replace("%prog", self.get_prog_name())

    def get_usage(self):
        if self.usage == SUPPRESS_USAGE:
            return ""
        usage = (self.usage or "%prog [options]").removeprefix("usage: ")
        return f"Usage: {self.expand_prog_name(usage)}\n"

    def print_usage(self, file=None):
        usage = self.get_usage()
        if usage:
            print(usage, file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ""

    def print_version(self, file=None):
        if self.version:
            print(self.get_version(), file=file)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        parts = [(None, self.option_list, 2)] + [(group, group.option_list, 4) for group in self.option_groups]
        laid_out = [(group, *formatter.format_options(options, self, indent)) for group, options, indent in parts]
        column = min(max(widest for _, _, widest in laid_out) + 2, formatter.max_help_position)
        usage = self.get_usage()
        result = usage + "\n" if usage else ""
        if self.description:
            result += textwrap.fill(self.expand_prog_name(self.description), formatter.width) + "\n\n"
        result += "Options:\n"
        for index, (group, shown, _) in enumerate(laid_out):
            if group:
                result += f"\n  {group.title}:\n"
                if group.description:
                    result += textwrap.fill(group.description, formatter.width - 4, initial_indent="    ",
                                            subsequent_indent="    ") + "\n\n"
            result += "".join(formatter.format_option(indent, text, option, self, column)
                              for indent, text, option in shown)
        if self.epilog:
            result += "\n" + textwrap.fill(self.epilog, formatter.width) + "\n"
        return result

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())

    def exit(self, status=0, msg=None):
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.get_prog_name()}: error: {msg}\n")
