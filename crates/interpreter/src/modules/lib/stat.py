_kinds = {"DIR": 0o040000, "CHR": 0o020000, "BLK": 0o060000, "REG": 0o100000, "FIFO": 0o010000, "LNK": 0o120000,
          "SOCK": 0o140000}
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)


def S_IFMT(mode):
    return mode & 0o170000


def S_IMODE(mode):
    return mode & 0o7777


def _is(kind):
    def function(mode):
        return S_IFMT(mode) == kind

    return function


for _name, _kind in _kinds.items():
    globals()["S_IF" + _name if _name != "FIFO" else "S_IFIFO"] = _kind
    globals()["S_IS" + _name] = _is(_kind)


def filemode(mode):
    letter = {0o040000: "d", 0o020000: "c", 0o060000: "b", 0o100000: "-", 0o010000: "p", 0o120000: "l", 0o140000: "s"}
    shown = letter.get(S_IFMT(mode), "?")
    for shift, special, mark in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        can_run = mark if bits & 1 and mode & special else mark.upper() if mode & special else "x" if bits & 1 else "-"
        shown += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-") + can_run
    return shown
