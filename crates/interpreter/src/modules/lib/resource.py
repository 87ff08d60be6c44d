# There is no process to ask: all is zero, and nothing is limited.
from time import process_time as _process_time

__all__ = ["error", "getrusage", "getrlimit", "setrlimit", "getpagesize", "struct_rusage", "RUSAGE_SELF",
           "RUSAGE_CHILDREN", "RUSAGE_THREAD", "RLIM_INFINITY"]
error = OSError
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD, RLIM_INFINITY = 0, -1, 1, -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS = range(6)
RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = range(6, 10)
_fields = ("ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock "
           "ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw").split()


class struct_rusage(tuple):
    def __repr__(self):
        return f"resource.struct_rusage({', '.join(f'{n}={v!r}' for n, v in zip(_fields, self))})"


for _index, _name in enumerate(_fields):
    setattr(struct_rusage, _name, property(lambda self, index=_index: self[index]))


def getrusage(who):
    return struct_rusage([_process_time() if who == RUSAGE_SELF else 0.0, 0.0] + [0] * 14)


def getrlimit(resource):
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource, limits):
    pass


def getpagesize():
    return 4096
