import os as _os
import sys as _sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."
_UNRECOGNIZED_ARGS_ATTR = "_unrecognized_args"


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            columns = _os.environ.get("COLUMNS", "")
            width = (int(columns) if columns.isdigit() and int(columns) else 80) - 2
        self._prog, self._indent_increment, self._width = prog, indent_increment, width
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._current_indent = self._action_max_length = 0
        self._items = []

    def start_section(self, heading):
        self._current_indent += self._indent_increment
        self._items.append((heading, []))
        self._items, self._outer = self._items[-1][1], (self._items, getattr(self, "_outer", None))

    def end_section(self):
        self._current_indent -= self._indent_increment
        self._items, self._outer = self._outer

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._items.append((self._format_text, text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._items.append((self._format_usage, usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is not SUPPRESS:
            length = max(len(self._format_action_invocation(a)) for a in [action, *_subactions(action)])
            self._action_max_length = max(self._action_max_length, length + self._current_indent)
            self._items.append((self._format_action, action))

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._format_items(self._items)
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n" if text else ""

    def _format_items(self, items):
        parts = []
        for item, *args in items:
            if callable(item):
                parts.append(item(*args))
                continue
            self._current_indent += self._indent_increment
            body = self._format_items(args[0])
            self._current_indent -= self._indent_increment
            if body:
                heading = f"{' ' * self._current_indent}{item}:\n" if item is not SUPPRESS and item is not None else ""
                parts.append(f"\n{heading}{body}\n")
        return "".join(parts)

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        prog = self._prog
        if usage is not None:
            usage = usage % {"prog": prog}
        elif not actions:
            usage = prog
        else:
            options = self._usage_parts([a for a in actions if a.option_strings], groups)
            positionals = self._usage_parts([a for a in actions if not a.option_strings], groups)
            usage = " ".join([prog, *options, *positionals])
            width = self._width - self._current_indent
            if len(prefix) + len(usage) > width:
                def lines(parts, indent, first=None):
                    result, line = [], []
                    length = len(indent if first is None else first) - 1
                    for part in parts:
                        if length + 1 + len(part) > width and line:
                            result.append(indent + " ".join(line))
                            line, length = [], len(indent) - 1
                        line.append(part)
                        length += len(part) + 1
                    if line:
                        result.append(indent + " ".join(line))
                    if first is not None:
                        result[0] = result[0][len(indent):]
                    return result

                options, positionals = _split(options), _split(positionals)
                if len(prefix) + len(prog) <= 0.75 * width:
                    indent = " " * (len(prefix) + len(prog) + 1)
                    if options:
                        result = lines([prog] + options, indent, prefix) + lines(positionals, indent)
                    else:
                        result = lines([prog] + positionals, indent, prefix)
                else:
                    indent = " " * len(prefix)
                    result = lines(options + positionals, indent)
                    if len(result) > 1:
                        result = lines(options, indent) + lines(positionals, indent)
                    result = [prog] + result
                usage = "\n".join(result)
        return f"{prefix}{usage}\n\n"

    def _usage_parts(self, actions, groups):
        parts, index = [], 0
        while index < len(actions):
            for group in groups:
                members = group._group_actions
                if members and actions[index:index + len(members)] == members:
                    texts = [self._usage_part(a, True) for a in members if a.help is not SUPPRESS]
                    if texts:
                        text = " | ".join(texts)
                        if not group.required:
                            text = f"[{text}]"
                        elif len(texts) > 1:
                            text = f"({text})"
                        parts.append(text)
                    index += len(members)
                    break
            else:
                if actions[index].help is not SUPPRESS:
                    parts.append(self._usage_part(actions[index], False))
                index += 1
        return [p for p in parts if p]

    def _usage_part(self, action, grouped):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if grouped and part[:1] == "[" and part[-1:] == "]" else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = f"{action.option_strings[0]} {args}"
        return part if action.required or grouped else f"[{part}]"

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, max(self._width - self._current_indent, 11), " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        width = max(self._width - position, 11)
        room = position - self._current_indent - 2
        header = self._format_action_invocation(action)
        indent, first = " " * self._current_indent, 0
        has_help = action.help and action.help.strip()
        if not action.help:
            text = f"{indent}{header}\n"
        elif len(header) <= room:
            text = f"{indent}{header:<{room}}  "
        else:
            text, first = f"{indent}{header}\n", position
        if has_help:
            help = self._expand_help(action)
            if help:
                for line in self._split_lines(help, width):
                    text += " " * first + line + "\n"
                    first = position
        elif not text.endswith("\n"):
            text += "\n"
        self._current_indent += self._indent_increment
        for sub in _subactions(action):
            text += self._format_action(sub)
        self._current_indent -= self._indent_increment
        return text

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return self._metavars(action, self._get_default_metavar_for_positional(action), 1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join(f"{option} {args}" for option in action.option_strings)

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{%s}" % ",".join(str(choice) for choice in action.choices)
        else:
            result = default
        return result if isinstance(result, tuple) else (result,) * count

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs is None:
            return "%s" % self._metavars(action, default, 1)
        if nargs == OPTIONAL:
            return "[%s]" % self._metavars(action, default, 1)
        if nargs == ZERO_OR_MORE:
            names = self._metavars(action, default, 1)
            return "[%s [%s ...]]" % names if len(names) == 2 else "[%s ...]" % names
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % self._metavars(action, default, 2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % self._metavars(action, default, 1)
        if nargs == SUPPRESS:
            return ""
        return " ".join(["%s"] * nargs) % self._metavars(action, default, nargs)

    def _expand_help(self, action):
        params = {k: v for k, v in vars(action).items() if v is not SUPPRESS}
        params["prog"] = self._prog
        for name, value in params.items():
            if hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(str(c) for c in params["choices"])
        return self._get_help_string(action) % params

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        help = action.help or ""
        if "%(default)" not in help and action.default is not SUPPRESS and (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            help += " (default: %(default)s)"
        return help


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


def _subactions(action):
    return action._get_subactions() if hasattr(action, "_get_subactions") else ()


def _split(parts):
    result, depth = [], 0
    for word in " ".join(parts).split(" "):
        if depth:
            result[-1] += " " + word
        else:
            result.append(word)
        depth += word.count("[") + word.count("(") - word.count("]") - word.count(")")
    return result if parts else []


def _name(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    for name in (action.metavar, action.dest):
        if name not in (None, SUPPRESS):
            return name
    return "{%s}" % ",".join(action.choices) if action.choices else None


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name, self.message = _name(argument), message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    pass


class _AttributeHolder:
    def __repr__(self):
        items = [f"{k}={v!r}" for k, v in self._get_kwargs() if k.isidentifier()]
        others = {k: v for k, v in self._get_kwargs() if not k.isidentifier()}
        if others:
            items.append(f"**{others!r}")
        return f"{type(self).__name__}({', '.join(items)})"

    def _get_kwargs(self):
        return list(self.__dict__.items())


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class Action(_AttributeHolder):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        names = "option_strings dest nargs const default type choices required help metavar".split()
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            what = "append" if isinstance(self, _AppendAction) else "store"
            raise ValueError(f"nargs for {what} actions must be != 0; if you have nothing to store, actions such as "
                             "store true or store const may be more appropriate" if what == "store" else
                             "nargs for append actions must be != 0; if arg strings are not supplying the value to "
                             "append, the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        options = []
        for option in option_strings:
            options.append(option)
            if option.startswith("--"):
                options.append("--no-" + option[2:])
        super().__init__(options, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _append(action, namespace, values):
    items = getattr(namespace, action.dest, None)
    setattr(namespace, action.dest, [*(() if items is None else items), *values])


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        _append(self, namespace, [values])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        _append(self, namespace, values)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        _append(self, namespace, [self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, None, default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop("aliases", ())
        for other in (name, *aliases):
            if other in self._name_parser_map:
                kind = "subparser" if other == name else "subparser alias"
                raise ArgumentError(self, f"conflicting {kind}: {other}")
        if "help" in kwargs:
            text = name + (f" ({', '.join(aliases)})" if aliases else "")
            self._choices_actions.append(Action([], name, help=kwargs.pop("help"), metavar=text))
        parser = self._parser_class(**kwargs)
        for other in (name, *aliases):
            self._name_parser_map[other] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {', '.join(self._name_parser_map)})")
        found, rest = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault(_UNRECOGNIZED_ARGS_ATTR, []).extend(rest)


class FileType:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("argparse.FileType is not available here: there are no files")


_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction,
            "store_true": _StoreTrueAction, "store_false": _StoreFalseAction, "append": _AppendAction,
            "append_const": _AppendConstAction, "extend": _ExtendAction, "count": _CountAction, "help": _HelpAction,
            "version": _VersionAction, "parsers": _SubParsersAction}


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._action_groups, self._mutually_exclusive_groups, self._registries = [], [], {}

    def register(self, registry_name, value, object):
        self._registries[registry_name, value] = object

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            dest = args[0] if args else kwargs.pop("dest")
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            nargs = kwargs.get("nargs")
            if nargs not in (OPTIONAL, ZERO_OR_MORE) or nargs == ZERO_OR_MORE and "default" not in kwargs:
                kwargs["required"] = True
            kwargs.update(dest=dest, option_strings=[])
        else:
            for option in args:
                if option[0] not in chars:
                    raise ValueError(f"invalid option string {option!r}: must start with a character {chars!r}")
            dest = kwargs.pop("dest", None)
            if dest is None:
                long = [o for o in args if len(o) > 1 and o[1] in chars]
                dest = (long or args)[0].lstrip(chars)
                if not dest:
                    raise ValueError(f"dest= is required for options like {args[0]!r}")
                dest = dest.replace("-", "_")
            kwargs.update(dest=dest, option_strings=list(args))
        if "default" not in kwargs:
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        kind = kwargs.pop("action", None)
        factory = self._registries.get(("action", kind)) or (
            _ACTIONS.get(kind) if kind is None or isinstance(kind, str) else kind)
        if factory is None or not callable(factory):
            raise ValueError(f'unknown action "{kind if factory is None else factory}"')
        action = factory(**kwargs)
        if not callable(self._registries.get(("type", action.type), action.type)) and action.type is not None:
            raise ValueError(f"{action.type!r} is not callable")
        if action.type is FileType:
            raise ValueError(f"{action.type!r} is a FileType class object, instance of it must be passed")
        try:
            HelpFormatter("")._format_args(action, None)
        except TypeError:
            raise ValueError("length of metavar tuple does not match nargs") from None
        return self._add_action(action)

    def _add_action(self, action):
        for option in action.option_strings:
            other = self._option_string_actions.get(option)
            if other is not None:
                if self.conflict_handler != "resolve":
                    found = [o for o in action.option_strings if o in self._option_string_actions]
                    plural = "" if len(found) == 1 else "s"
                    raise ArgumentError(action, f"conflicting option string{plural}: {', '.join(found)}")
                other.option_strings.remove(option)
                del self._option_string_actions[option]
                if not other.option_strings:
                    for group in self._action_groups:
                        if other in group._group_actions:
                            group._group_actions.remove(other)
                    self._actions.remove(other)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
        return action

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, required=False):
        group = _MutuallyExclusiveGroup(self, required=required)
        self._mutually_exclusive_groups.append(group)
        return group


class _ArgumentGroup(_ActionsContainer):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(description, kwargs.get("prefix_chars", container.prefix_chars),
                         kwargs.get("argument_default", container.argument_default), container.conflict_handler)
        self.title, self._group_actions, self._container = title, [], container
        for name in ("_actions", "_option_string_actions", "_defaults", "_mutually_exclusive_groups", "_registries"):
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.formatter_class, self.add_help = usage, epilog, formatter_class, add_help
        self.allow_abbrev, self.exit_on_error, self._subparsers = allow_abbrev, exit_on_error, None
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        if add_help:
            char = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(char + "h", char * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        names = "prog usage description formatter_class conflict_handler add_help".split()
        return [(name, getattr(self, name)) for name in names]

    def _adopt(self, parent):
        groups = {g.title: g for g in self._action_groups}
        of = {}
        for group in parent._action_groups:
            if group.title not in groups:
                groups[group.title] = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                of[action] = groups[group.title]
        for group in parent._mutually_exclusive_groups:
            new = self.add_mutually_exclusive_group(group.required)
            for action in group._group_actions:
                of[action] = new
        for action in parent._actions:
            of.get(action, self)._add_action(action)

    def _add_action(self, action):
        return (self._optionals if action.option_strings else self._positionals)._add_action(action)

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, action="parsers", **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        if title is not None or description is not None:
            self._subparsers = self.add_argument_group(title or "subcommands", description)
        else:
            self._subparsers = self._positionals
        if prog is None:
            formatter = self._get_formatter()
            positionals = [a for a in self._actions if not a.option_strings]
            formatter.add_usage(self.usage, positionals, self._mutually_exclusive_groups, "")
            prog = formatter.format_help().strip()
        factory = _ACTIONS.get(action, action)
        return self._subparsers._add_action(
            factory(option_strings=[], prog=prog, parser_class=parser_class or type(self), **kwargs))

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            rest = self._parse(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        rest.extend(vars(namespace).pop(_UNRECOGNIZED_ARGS_ATTR, ()))
        return namespace, rest

    parse_intermixed_args = parse_args

    def _parse(self, strings, namespace):
        conflicts = {}
        for group in self._mutually_exclusive_groups:
            for action in group._group_actions:
                conflicts.setdefault(action, []).extend(a for a in group._group_actions if a is not action)
        options, pattern = {}, ""
        for index, text in enumerate(strings):
            if text == "--":
                if not any(a.nargs in (PARSER, REMAINDER) for a in self._actions):
                    del strings[index]
                pattern += "A" * (len(strings) - index)
                break
            option = self._parse_optional(text)
            if option is not None:
                options[index] = option
            pattern += "A" if option is None else "O"
        seen, seen_given, extras = set(), set(), []
        positionals = [a for a in self._actions if not a.option_strings]

        def take(action, args, option=None):
            seen.add(action)
            values = self._get_values(action, args)
            if values is not action.default:
                seen_given.add(action)
                for other in conflicts.get(action, ()):
                    if other in seen_given:
                        raise ArgumentError(action, f"not allowed with argument {_name(other)}")
            if values is not SUPPRESS:
                action(self, namespace, values, option)

        def consume_optional(start):
            action, option, explicit = options[start]
            while action is not None:
                if explicit is None:
                    count = self._match([action], pattern[start + 1:])
                    if count is None:
                        raise ArgumentError(action, _expected(action.nargs))
                    stop = start + 1 + count[0]
                    take(action, strings[start + 1:stop], option)
                    return stop
                count = self._match([action], "A")
                if count == [0] and option[1] not in self.prefix_chars and explicit:
                    take(action, [], option)
                    option, text = option[0] + explicit[0], explicit
                    explicit = explicit[1:] or None
                    if option not in self._option_string_actions:
                        raise ArgumentError(action, f"ignored explicit argument {text!r}")
                    action = self._option_string_actions[option]
                elif count == [1]:
                    take(action, [explicit], option)
                    return start + 1
                else:
                    raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
            extras.append(strings[start])
            return start + 1

        def consume_positionals(start):
            for end in range(len(positionals), 0, -1):
                counts = self._match(positionals[:end], pattern[start:])
                if counts is not None:
                    break
            else:
                return start
            for action, count in zip(positionals[:], counts):
                args = strings[start:start + count]
                start += count
                del positionals[0]
                take(action, args)
            return start

        start, last = 0, max(options, default=-1)
        while start <= last:
            following = min(index for index in options if index >= start)
            if start != following:
                stop = consume_positionals(start)
                if stop > start:
                    start = stop
                    continue
                extras.extend(strings[start:following])
                start = following
            start = consume_optional(start)
        stop = consume_positionals(start)
        extras.extend(strings[stop:])

        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_name(action))
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if missing:
            self.error("the following arguments are required: " + ", ".join(missing))
        for group in self._mutually_exclusive_groups:
            if group.required and not any(a in seen_given for a in group._group_actions):
                names = [_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                self.error(f"one of the arguments {' '.join(names)} is required")
        return extras

    def _match(self, actions, pattern):
        # How many strings each action takes: each as many as leaves enough for those after it.
        limits = [_limits(action) for action in actions]
        strings = len(pattern) - len(pattern.lstrip("A"))
        counts = []
        for index, (least, most, options) in enumerate(limits):
            room = (len(pattern) if options else strings) - sum(counts)
            spare = room - sum(limit[0] for limit in limits[index + 1:])
            if spare < least:
                return None
            counts.append(min(most, spare))
        return counts

    def _parse_optional(self, text):
        if not text or text[0] not in self.prefix_chars:
            return None
        known = self._option_string_actions
        if text in known:
            return known[text], text, None
        if len(text) == 1:
            return None
        option, equals, explicit = text.partition("=")
        if equals and option in known:
            return known[option], option, explicit
        found = self._get_option_tuples(text)
        if len(found) > 1:
            names = ", ".join(option for _, option, _ in found)
            self.error(f"ambiguous option: {text} could match {names}")
        if found:
            return found[0]
        if _is_negative(text) and not any(map(_is_negative, known)) or " " in text:
            return None
        return None, text, None

    def _get_option_tuples(self, text):
        known, result = self._option_string_actions, []
        if text[1] in self.prefix_chars:
            if self.allow_abbrev:
                prefix, equals, explicit = text.partition("=")
                result = [(known[o], o, explicit if equals else None) for o in known if o.startswith(prefix)]
        else:
            for option in known:
                if option == text[:2]:
                    result.append((known[option], option, text[2:]))
                elif option.startswith(text):
                    result.append((known[option], option, None))
        return result

    def _get_values(self, action, args):
        nargs = action.nargs
        if not args and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
        elif not args and nargs == ZERO_OR_MORE and not action.option_strings:
            value = args if action.default is None else action.default
            self._check_value(action, value)
        elif nargs is None or nargs == OPTIONAL:
            value = self._get_value(action, args[0])
            self._check_value(action, value)
        elif nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._get_value(action, arg) for arg in args]
            if nargs == PARSER:
                self._check_value(action, value[0])
            elif nargs != REMAINDER:
                for item in value:
                    self._check_value(action, item)
        return value

    def _get_value(self, action, text):
        convert = self._registries.get(("type", action.type), action.type)
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            message = str(error)
        except (TypeError, ValueError):
            message = f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}"
        raise ArgumentError(action, message)

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {choices})")

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


def _is_negative(text):
    whole, dot, part = text[1:].partition(".")
    return text[0] == "-" and (whole.isdigit() and not dot or part.isdigit() and (whole.isdigit() or not whole))


def _limits(action):
    nargs, many = action.nargs, 1 << 60
    if nargs in (REMAINDER, PARSER):
        return int(nargs == PARSER), many, True
    if isinstance(nargs, int):
        return nargs, nargs, False
    return {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, many), ONE_OR_MORE: (1, many),
            SUPPRESS: (0, 0)}[nargs] + (False,)


def _expected(nargs):
    if isinstance(nargs, int):
        return f"expected {nargs} argument{'' if nargs == 1 else 's'}"
    return {OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}.get(
        nargs, "expected one argument")
