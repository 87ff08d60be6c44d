# Every module of the table in docs/standard-library.md that CPython has, too.
import importlib

NAMES = """
__future__ abc argparse array asyncio atexit base64 binascii bisect builtins calendar cmath codecs collections
collections.abc concurrent.futures contextlib contextvars copy csv dataclasses datetime decimal difflib enum errno
fnmatch fractions functools gc getpass glob graphlib hashlib heapq hmac html http importlib inspect io itertools json
keyword linecache locale logging logging.config logging.handlers math numbers operator os os.path pathlib platform
pprint queue random re reprlib sched secrets shlex shutil signal statistics string struct sys tempfile textwrap
threading time timeit traceback tracemalloc types typing unittest unittest.mock urllib.parse uuid warnings weakref
zlib
"""

for name in NAMES.split():
    print(importlib.import_module(name).__name__)
