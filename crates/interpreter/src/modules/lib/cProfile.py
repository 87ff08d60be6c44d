# What takes how long is in the timeline. A profile here knows how long it was on, not which functions ran.
import time as _time

__all__ = ["run", "runctx", "Profile"]


class Profile:
    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self.timer = timer or _time.perf_counter
        self.total = 0.0
        self._began = None

    def enable(self, subcalls=True, builtins=True):
        self._began = self.timer()

    def disable(self):
        if self._began is not None:
            self.total += self.timer() - self._began
        self._began = None

    def clear(self):
        self.total = 0.0

    def create_stats(self):
        self.disable()

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).print_stats()

    def dump_stats(self, file):
        with open(file, "wb") as f:
            f.write(str(self.total).encode())

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        with self:
            exec(cmd, globals, locals)
        return self

    def runcall(self, func, /, *args, **kw):
        with self:
            return func(*args, **kw)

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def run(statement, filename=None, sort=-1):
    import __main__
    runctx(statement, __main__.__dict__, __main__.__dict__, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    profile = Profile()
    try:
        profile.runctx(statement, globals, locals)
    except SystemExit:
        pass
    if filename is None:
        profile.print_stats(sort)
    else:
        profile.dump_stats(filename)
