name = "posix"
sep = "/"
altsep = None
extsep = "."
curdir, pardir = ".", ".."
pathsep = ":"
linesep = "\n"
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
error = OSError
environ = {"HOME": "/home/web_user", "USER": "web_user", "PATH": defpath, "PWD": "/home/web_user", "LANG": "C.UTF-8"}


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getpid():
    return 42


def getppid():
    return 1


def getuid():
    return 1000


getgid = geteuid = getegid = getuid


def getlogin():
    return "web_user"


def getcwd():
    return "/home/web_user"


def cpu_count():
    return 1


def getloadavg():
    return (0.0, 0.0, 0.0)


def sched_getaffinity(pid):
    return {0}


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def fsencode(name):
    return fspath(name).encode() if isinstance(fspath(name), str) else fspath(name)


def fsdecode(name):
    return fspath(name).decode() if isinstance(fspath(name), bytes) else fspath(name)


def strerror(code):
    return {1: "Operation not permitted", 2: "No such file or directory", 13: "Permission denied", 17: "File exists",
            32: "Broken pipe", 104: "Connection reset by peer", 110: "Connection timed out",
            111: "Connection refused"}.get(code, f"Unknown error {code}")


def isatty(fd):
    return False


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def times():
    import time
    return (time.process_time(), 0.0, 0.0, 0.0, time.monotonic())


def uname():
    import platform
    return platform.uname()


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def kill(pid, sig):
    if pid not in (0, getpid()):
        raise ProcessLookupError(3, "No such process")
    import signal
    signal.raise_signal(sig)


_refused = set("""mkdir makedirs system popen fork killpg pipe execv execvp spawnl wait waitpid write read open
close symlink link chmod chown dup dup2 mkfifo fdopen startfile""".split())
_missing = set("""listdir scandir stat lstat remove unlink rmdir removedirs rename renames replace chdir walk readlink
access utime truncate statvfs""".split())


def __getattr__(name):
    if name not in _refused and name not in _missing:
        raise AttributeError(f"module 'os' has no attribute '{name}'")

    def function(path=".", *args, **kwargs):
        if name == "access":
            return False
        if name == "walk":
            return iter(())
        if name in _missing:
            raise FileNotFoundError(2, "No such file or directory", path)
        raise OSError(f"os.{name} is not available here: there is no file system and there are no processes")

    function.__name__ = function.__qualname__ = name
    return function


import os.path as path
