import sys
from enum import StrEnum

__all__ = ["Stats", "SortKey"]


class SortKey(StrEnum):
    CALLS = "calls"
    CUMULATIVE = "cumulative"
    FILENAME = "filename"
    LINE = "line"
    NAME = "name"
    NFL = "nfl"
    PCALLS = "pcalls"
    STDNAME = "stdname"
    TIME = "time"


class Stats:
    def __init__(self, *profiles, stream=None):
        self.stream = stream or sys.stdout
        self.total_tt = 0.0
        self.total_calls = self.prim_calls = 0
        self.stats = {}
        self.add(*profiles)

    def add(self, *profiles):
        for profile in profiles:
            if isinstance(profile, str):
                with open(profile, "rb") as f:
                    self.total_tt += float(f.read())
            else:
                profile.create_stats()
                self.total_tt += profile.total
        return self

    def _itself(self, *args):
        return self

    strip_dirs = sort_stats = reverse_order = print_callers = print_callees = _itself

    def print_stats(self, *amount):
        print(f"         0 function calls in {self.total_tt:.3f} seconds\n\n"
              "   (functions are not counted here: the timeline shows what runs, and for how long)\n\n", file=self.stream)
        return self

    def dump_stats(self, filename):
        with open(filename, "wb") as f:
            f.write(str(self.total_tt).encode())
