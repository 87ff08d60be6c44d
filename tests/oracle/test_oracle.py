"""Tests of the oracle itself: python3 -m unittest discover tests/oracle"""
import pathlib
import tempfile
import textwrap
import unittest

import expected


class Normalisation(unittest.TestCase):
    def check(self, text, kept):
        self.assertEqual(expected.normalised(textwrap.dedent(text), "p.py"), textwrap.dedent(kept))

    def test_entries_of_the_library_are_dropped_with_their_lines(self):
        self.check(
            """\
            Traceback (most recent call last):
              File "p.py", line 9, in <module>
                asyncio.run(main())
              File "/usr/lib/python3.11/asyncio/runners.py", line 190, in run
                return runner.run(main)
                       ^^^^^^^^^^^^^^^^
              [Previous line repeated 7 more times]
              File "p.py", line 5, in main
                1 / 0
                ~~^~~
            ZeroDivisionError: division by zero
            """,
            """\
            Traceback (most recent call last):
              File "p.py", line 9, in <module>
                asyncio.run(main())
              File "p.py", line 5, in main
                1 / 0
                ~~^~~
            ZeroDivisionError: division by zero
            """,
        )

    def test_groups_keep_their_margins(self):
        self.check(
            """\
              + Exception Group Traceback (most recent call last):
              |   File "/usr/lib/python3.11/asyncio/taskgroups.py", line 147, in __aexit__
              |     raise me from None
              | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
            """,
            """\
              + Exception Group Traceback (most recent call last):
              | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
            """,
        )

    def test_addresses_and_positions_in_the_library_are_taken_out(self):
        self.check(
            "<f at 0x7f12ab> chr(0x110000) cb=[done() at /usr/lib/python3.11/asyncio/tasks.py:12]\n",
            "<f at 0x...> chr(0x110000) cb=[done()]\n",
        )


class VirtualClock(unittest.TestCase):
    def check(self, source, printed):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "p.py")
            program.write_text(textwrap.dedent(source))
            self.assertEqual(expected.run(program), {".out": printed, ".err": None, ".status": None})

    def test_waiting_takes_no_time_but_shows(self):
        self.check(
            """\
            import asyncio, time
            asyncio.run(asyncio.sleep(3600))
            time.sleep(60)
            print(round(time.time()), round(time.monotonic()))
            """,
            "1700003660 3660\n",
        )

    def test_many_turns_are_later_than_one(self):
        self.check(
            """\
            import asyncio
            async def sleep(name, seconds, times):
                for _ in range(times):
                    await asyncio.sleep(seconds)
                print(name)
            async def main():
                await asyncio.gather(sleep("fifteen", 0.2, 15), sleep("one", 3, 1))
            asyncio.run(main())
            """,
            "one\nfifteen\n",
        )

    def test_tasks_are_cancelled_in_the_order_of_their_creation(self):
        self.check(
            """\
            import asyncio
            async def wait(n):
                try:
                    await asyncio.sleep(9)
                finally:
                    print(n, end=" ")
            async def main():
                tasks = [asyncio.create_task(wait(n)) for n in range(40)]
                await asyncio.sleep(0)
            asyncio.run(main())
            """,
            "".join(f"{n} " for n in range(40)),
        )


if __name__ == "__main__":
    unittest.main()
