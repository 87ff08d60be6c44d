"""Command lines of older programs."""

import asyncio
import getopt
import optparse

print(getopt.getopt(["-a", "-b", "x", "--foo=1", "--bar", "rest", "-z"], "ab:", ["foo=", "bar"]))
print(getopt.gnu_getopt(["first", "-ab1", "--fo", "2", "last"], "ab:", ["foo=", "bar"]))
for args in ["-z"], ["-b"], ["--nope"], ["--bar=1"], ["--foo"]:
    try:
        getopt.getopt(args, "ab:", ["foo=", "bar"])
    except getopt.GetoptError as error:
        print(error, repr(error.opt))

parser = optparse.OptionParser("usage: %prog [options] file", version="%prog 1.0", description="It does it all. " * 8)
parser.add_option("-n", "--num", type="int", default=3, help="how many [default: %default]", metavar="N")
parser.add_option("-q", action="store_true", dest="quiet", help="be quiet")
parser.add_option("--mode", choices=["a", "b"], default="a", help="mode " * 20)
parser.add_option("-v", action="count", dest="verbose", default=0)
parser.add_option("-I", action="append", dest="inc")
group = optparse.OptionGroup(parser, "Dangerous", "Beware.")
group.add_option("--force", action="store_true", help="force it")
parser.add_option_group(group)
options, rest = parser.parse_args(["-n2", "x", "-vv", "--mo", "b", "-I", "1", "-I2", "y"])
print(options, rest, options.num, options.inc)
parser.print_help()
parser.print_version()
for args in ["-n", "x"], ["--mode", "c"], ["--none"], ["-I"]:
    try:
        parser.parse_args(args)
    except SystemExit as stop:
        print("exit", stop.code)


async def main(number):
    for i in range(number):
        await asyncio.sleep(0.1)
        print(i)


asyncio.run(main(options.num))
