"""What is bound in place of a module that cannot work here, in programs that never come to use it."""


class _StandIn:
    def __init__(self, module, why):
        self.__dict__.update(_module=module, _why=why)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise NotImplementedError(self._why)

    def __call__(self, *args, **kwargs):
        raise NotImplementedError(self._why)

    def __repr__(self):
        return f"<module {self._module!r} (not available here)>"


def __getattr__(module):
    try:
        return __import__(module)
    except ImportError as error:
        return _StandIn(module, str(error))
