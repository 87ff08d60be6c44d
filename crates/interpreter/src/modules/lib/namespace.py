"""The names of a module, as a dict that shows what they are and writes what they become."""
_dict = dict
_missing = object()


class dict(_dict):
    def __init__(self, module):
        self._module = module
        _dict.update(self, names(module))

    def _fresh(self):
        now = names(self._module)
        if len(now) != _dict.__len__(self) or list(now) != list(_dict.__iter__(self)):
            _dict.clear(self)
        _dict.update(self, now)
        return now

    def __setitem__(self, name, value):
        if isinstance(name, str):
            setattr(self._module, name, value)
        _dict.__setitem__(self, name, value)

    def __delitem__(self, name):
        self._fresh()
        _dict.__delitem__(self, name)
        delattr(self._module, name)

    def update(self, other=(), /, **more):
        for name, value in _dict(other, **more).items():
            self[name] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, default=_missing):
        if name in self:
            value = self[name]
            del self[name]
            return value
        if default is _missing:
            raise KeyError(name)
        return default

    def __getitem__(self, name):
        return self._fresh()[name]

    def get(self, name, default=None):
        return self._fresh().get(name, default)

    def __contains__(self, name):
        return name in self._fresh()

    def __iter__(self):
        self._fresh()
        return _dict.__iter__(self)

    def __len__(self):
        return len(self._fresh())

    def __repr__(self):
        return repr(self._fresh())

    def __eq__(self, other):
        return self._fresh() == other

    def keys(self):
        self._fresh()
        return _dict.keys(self)

    def values(self):
        self._fresh()
        return _dict.values(self)

    def items(self):
        self._fresh()
        return _dict.items(self)

    def copy(self):
        return self._fresh()
