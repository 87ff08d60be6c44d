import logging
import logging.handlers


def _resolve(path):
    """What a dotted path names."""
    import importlib
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise ValueError(f"Cannot resolve {path!r}")


class _NotYet(Exception):
    """Another handler has to come first."""


class DictConfigurator:
    def __init__(self, config):
        self.config = config

    def _external(self, value):
        if isinstance(value, str) and value.startswith("ext://"):
            return _resolve(value[6:])
        if isinstance(value, str) and value.startswith("cfg://"):
            found = self.config
            for part in value[6:].split("."):
                found = found[part]
            return found
        if isinstance(value, dict):
            return {key: self._external(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._external(item) for item in value]
        return value

    def _made(self, factory, settings):
        factory = _resolve(factory) if isinstance(factory, str) else factory
        extra = settings.pop(".", None)
        made = factory(**settings)
        for name, value in (extra or {}).items():
            setattr(made, name, value)
        return made

    def _each(self, kind, make):
        found = {}
        for name, settings in self.config.get(kind, {}).items():
            try:
                found[name] = make(dict(self._external(settings)))
            except Exception as error:
                raise ValueError(f"Unable to configure {kind[:-1]} {name!r}") from error
        return found

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        incremental = config.get("incremental", False)
        if not incremental:
            for handler in list(logging.getLogger().handlers):
                logging.getLogger().removeHandler(handler)
            logging._handlers.clear()
            logging.shutdown(logging._handlerList[:])
            logging._handlerList.clear()
            self.formatters = self._each("formatters", self._formatter)
            self.filters = self._each("filters", self._filter)
            self.handlers, waiting = {}, sorted(config.get("handlers", {}))
            while waiting:
                name = waiting.pop(0)
                try:
                    self.handlers[name] = self._handler(dict(self._external(config["handlers"][name])))
                    self.handlers[name].name = name
                except _NotYet:
                    waiting.append(name)
                except Exception as error:
                    raise ValueError(f"Unable to configure handler {name!r}") from error
        known = set(logging.getLogger().manager.loggerDict)
        for name, settings in config.get("loggers", {}).items():
            logger = logging.getLogger(name)
            self._logger(logger, settings, incremental, f"logger {name!r}")
            if settings.get("propagate") is not None:
                logger.propagate = settings["propagate"]
            known = {other for other in known if other != name and not other.startswith(name + ".")}
            logger.disabled = False
        if not incremental and config.get("disable_existing_loggers", True):
            for name in known:
                logging.getLogger(name).disabled = True
        if "root" in config:
            self._logger(logging.getLogger(), config["root"], incremental, "root logger")

    def _formatter(self, settings):
        if "()" in settings:
            return self._made(settings.pop("()"), settings)
        kind = _resolve(settings["class"]) if settings.get("class") else logging.Formatter
        arguments = {name: settings[name] for name in ("validate", "defaults") if name in settings}
        return kind(settings.get("format"), settings.get("datefmt"), settings.get("style", "%"), **arguments)

    def _filter(self, settings):
        if "()" in settings:
            return self._made(settings.pop("()"), settings)
        return logging.Filter(settings.get("name", ""))

    def _handler(self, settings):
        formatter, level = settings.pop("formatter", None), settings.pop("level", None)
        filters = settings.pop("filters", None)
        if "()" in settings:
            handler = self._made(settings.pop("()"), settings)
        else:
            kind = _resolve(settings.pop("class"))
            if isinstance(kind, type) and issubclass(kind, logging.handlers.MemoryHandler):
                self._give_target(settings)
            handler = self._made(kind, settings)
        if formatter:
            handler.setFormatter(self.formatters[formatter])
        if level is not None:
            handler.setLevel(level)
        for name in filters or ():
            handler.addFilter(self.filters[name] if isinstance(name, str) else name)
        return handler

    def _give_target(self, settings):
        """The target of a handler is another one, which may come later."""
        target = settings.get("target")
        if isinstance(target, str):
            if target not in self.config["handlers"]:
                raise ValueError(f"Unable to set target handler {target!r}")
            if target not in self.handlers:
                raise _NotYet
            settings["target"] = self.handlers[target]

    def _logger(self, logger, settings, incremental, words):
        try:
            if settings.get("level") is not None:
                logger.setLevel(settings["level"])
            if incremental:
                return
            for handler in list(logger.handlers):
                logger.removeHandler(handler)
            for name in settings.get("handlers") or ():
                logger.addHandler(self.handlers[name])
            for name in settings.get("filters") or ():
                logger.addFilter(self.filters[name] if isinstance(name, str) else name)
        except Exception as error:
            raise ValueError(f"Unable to configure {words}") from error


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    raise NotImplementedError("logging.config.fileConfig is not available here: use dictConfig")


def listen(port=9030, verify=None):
    raise NotImplementedError("a page has no sockets: use dictConfig")


def stopListening():
    pass
