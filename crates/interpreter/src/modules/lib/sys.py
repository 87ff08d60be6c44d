platform = "linux"
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
hexversion = 0x030b07f0
api_version = 1013
copyright = ""
executable = "/usr/bin/python3"
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
path = [""]
path_hooks = []
meta_path = []
warnoptions = []
flags_optimize = 0
dont_write_bytecode = False
float_repr_style = "short"
ps1, ps2 = ">>> ", "... "
_xoptions = {}
orig_argv = ["python3", *argv]
builtin_module_names = ("sys", "builtins", "time", "math")
__excepthook__ = excepthook


def _struct(name, **fields):
    class Struct(tuple):
        def __repr__(self):
            return f"sys.{name}({', '.join(f'{k}={v!r}' for k, v in zip(fields, self))})"

    for i, key in enumerate(fields):
        setattr(Struct, key, property(lambda self, i=i: self[i]))
    Struct.__name__ = Struct.__qualname__ = name
    Struct.__module__ = "sys"
    return Struct(fields.values())


version_info = _struct("version_info", major=3, minor=11, micro=7, releaselevel="final", serial=0)
float_info = _struct(
    "float_info", max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
int_info = _struct("int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300,
                   str_digits_check_threshold=640)
hash_info = _struct("hash_info", width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003,
                    algorithm="siphash13", hash_bits=64, seed_bits=128, cutoff=0)
flags = _struct("flags", debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0, no_site=0,
                ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=0,
                dev_mode=False, utf8_mode=0, warn_default_encoding=0, safe_path=False, int_max_str_digits=4300)


class implementation:
    name = "cpython"
    cache_tag = "cpython-311"
    version = version_info
    hexversion = hexversion


def getdefaultencoding():
    return "utf-8"


getfilesystemencoding = getdefaultencoding


def getfilesystemencodeerrors():
    return "surrogateescape"


def getswitchinterval():
    return 0.005


def setswitchinterval(interval):
    pass


def gettrace():
    return None


def settrace(function):
    pass


getprofile, setprofile = gettrace, settrace
_hooks = [None, None]


def get_asyncgen_hooks():
    return tuple(_hooks)


def set_asyncgen_hooks(firstiter=None, finalizer=None):
    _hooks[:] = firstiter, finalizer


_tracking = [0]


def get_coroutine_origin_tracking_depth():
    return _tracking[0]


def set_coroutine_origin_tracking_depth(depth):
    _tracking[0] = depth


def is_finalizing():
    return False


def breakpointhook(*args, **kwargs):
    pass


def unraisablehook(unraisable):
    pass


def get_int_max_str_digits():
    return 4300


def set_int_max_str_digits(maxdigits):
    pass


def _clear_type_cache():
    pass
