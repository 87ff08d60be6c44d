__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    return _parse(list(args), shortopts, longopts, False)


def gnu_getopt(args, shortopts, longopts=[]):
    return _parse(list(args), shortopts, longopts, True)


def _parse(args, short, long, mixed):
    long = [long] if isinstance(long, str) else list(long)
    if short.startswith("+"):
        short, mixed = short[1:], False
    options, others = [], []
    while args:
        arg = args.pop(0)
        if arg == "--":
            return options, others + args
        if arg.startswith("--"):
            _long(options, arg[2:], long, args)
        elif arg.startswith("-") and arg != "-":
            _short(options, arg[1:], short, args)
        elif mixed:
            others.append(arg)
        else:
            return options, [arg, *args]
    return options, others


def _long(options, given, long, args):
    name, has_value, value = given.partition("=")
    known = [option for option in long if option.startswith(name)]
    if not known:
        raise GetoptError(f"option --{name} not recognized", name)
    if name in known or name + "=" in known:
        known = [name if name in known else name + "="]
    if len(known) > 1:
        raise GetoptError(f"option --{name} not a unique prefix", name)
    name = known[0].removesuffix("=")
    if known[0].endswith("="):
        if not has_value:
            if not args:
                raise GetoptError(f"option --{name} requires argument", name)
            value = args.pop(0)
    elif has_value:
        raise GetoptError(f"option --{name} must not have an argument", name)
    options.append(("--" + name, value))


def _short(options, letters, short, args):
    while letters:
        letter, letters = letters[0], letters[1:]
        at = short.find(letter)
        if at < 0 or letter == ":":
            raise GetoptError(f"option -{letter} not recognized", letter)
        value = ""
        if short.startswith(":", at + 1):
            if not letters:
                if not args:
                    raise GetoptError(f"option -{letter} requires argument", letter)
                letters = args.pop(0)
            letters, value = "", letters
        options.append(("-" + letter, value))
