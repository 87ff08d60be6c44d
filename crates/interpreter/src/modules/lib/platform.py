import sys
from collections import namedtuple

uname_result = namedtuple("uname_result", "system node release version machine processor")


def uname():
    return uname_result("Linux", "loopscope", "6.0.0", "#1", "wasm32", "")


def system():
    return "Linux"


def node():
    return "loopscope"


def release():
    return "6.0.0"


def version():
    return "#1"


def machine():
    return "wasm32"


def processor():
    return ""


def platform(aliased=False, terse=False):
    return "Linux-6.0.0-wasm32"


def architecture(executable="", bits="", linkage=""):
    return ("64bit", "")


def python_version():
    return "3.11.7"


def python_version_tuple():
    return ("3", "11", "7")


def python_implementation():
    return "CPython"


def python_compiler():
    return "rustc"


def python_build():
    return ("main", "")


def python_branch():
    return ""


def libc_ver():
    return ("", "")
