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


def getcwd():
    return _files().getcwd()


def getcwdb():
    return getcwd().encode()


def chdir(path):
    _files().chdir(path)


def listdir(path="."):
    return _files().names("." if path is None else path)


def mkdir(path, mode=0o777):
    _files().mkdir(path)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(path.abspath(name))
    if tail and not path.exists(head):
        makedirs(head, exist_ok=True)
    try:
        mkdir(name)
    except FileExistsError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path):
    _files().remove(path)


unlink = remove


def rmdir(path):
    _files().rmdir(path)


def removedirs(name):
    rmdir(name)
    head = path.dirname(path.abspath(name))
    while head != "/" and not listdir(head):
        rmdir(head)
        head = path.dirname(head)


def rename(src, dst):
    _files().rename(src, dst)


replace = rename


def renames(old, new):
    head = path.dirname(new)
    if head and not path.exists(head):
        makedirs(head)
    rename(old, new)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _files().stat(path)


def lstat(path):
    return _files().stat(path)


def utime(path, times=None, **kwargs):
    _files().set_times(path, times)


def chmod(path, mode, **kwargs):
    _files().set_mode(path, mode)


def access(path, mode, **kwargs):
    return _files().find(path, False) is not None


def truncate(path, length):
    with _files().open(path, "r+b") as file:
        file.truncate(length)


class DirEntry:
    def __init__(self, name, where):
        self.name, self.path = name, path.join(where, name)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def inode(self):
        return stat(self.path).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    close = __exit__


def scandir(path="."):
    return _Scan([DirEntry(name, fspath(path)) for name in listdir(path)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        found = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name in found if path.isdir(path.join(top, name))]
    others = [name for name in found if name not in folders]
    if topdown:
        yield top, folders, others
    for name in folders:
        yield from walk(path.join(top, name), topdown, onerror)
    if not topdown:
        yield top, folders, others


def _files():
    import _files
    return _files


def system(command):
    # Programs clear the screen so; there is none to be cleared.
    if set(command.replace("|", " ").split()) <= {"clear", "cls"}:
        return 0
    return __getattr__("popen")()


def write(fd, data, /):
    import sys
    if fd not in (1, 2):
        __getattr__("read")()
    (sys.__stdout__ if fd == 1 else sys.__stderr__).write(bytes(data))
    return len(data)


_refused = set("""popen fork killpg pipe execv execvp execl execve spawnl spawnv wait waitpid read open close
symlink link readlink chown dup dup2 mkfifo fdopen startfile statvfs posix_spawn openpty sendfile""".split())


def __getattr__(name):
    if name not in _refused:
        raise AttributeError(f"module 'os' has no attribute '{name}'")

    def function(*args, **kwargs):
        raise OSError(f"os.{name} is not available here: a page has no processes, and its files are in memory")

    function.__name__ = function.__qualname__ = name
    return function


import os.path as path
