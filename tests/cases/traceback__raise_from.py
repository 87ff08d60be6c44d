class ConfigError(Exception):
    """The configuration is wrong."""


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise ConfigError(f"cannot use {text!r}") from error


def load(settings):
    try:
        return parse(settings["port"])
    except KeyError:
        return 80


print(load({}), load({"port": "8080"}))
load({"port": "eighty"})
