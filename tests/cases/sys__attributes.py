import os
import platform
import sys

print(sys.argv[1:], len(sys.argv), __name__, sys.version_info >= (3, 11), sys.version_info.major)
print(sys.maxsize > 2**31, sys.getrecursionlimit(), sys.byteorder, os.getenv("SURELY_NOT_SET", "default"), os.sep)
print("sys" in sys.modules, platform.python_implementation() != "", os.path.join("a", "b.txt"), os.path.basename("/x/y"))
print(len(os.urandom(8)), isinstance(os.getpid(), int), sys.getsizeof([]) > 0)
sys.stdout.flush()
try:
    1 / 0
except ZeroDivisionError:
    kind, error, trace = sys.exc_info()
    print(kind.__name__, error, trace.tb_lineno)
print(sys.exc_info())
