import asyncio
import traceback
import sys


def inner(x):
    return 10 / x


def outer():
    try:
        inner(0)
    except ZeroDivisionError as e:
        raise ValueError("outer failed") from e


try:
    outer()
except ValueError:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc().splitlines()[-1])

try:
    [inner(i) for i in (1, 0)]
except ZeroDivisionError as e:
    print("".join(traceback.format_exception(e)))
    print(traceback.format_exception_only(type(e), e))
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
    for frame in traceback.extract_tb(e.__traceback__):
        print(frame.name, frame.lineno, frame.line)
    et, ev, etb = sys.exc_info()
    print(et, ev, etb.tb_lineno)
print(sys.exc_info())


async def fails():
    await asyncio.sleep(0)
    raise KeyError("missing")


async def main():
    t = asyncio.create_task(fails())
    try:
        await t
    except KeyError as e:
        traceback.print_exception(type(e), e, e.__traceback__, file=sys.stdout)
    results = await asyncio.gather(fails(), fails(), return_exceptions=True)
    for r in results:
        print(type(r).__name__, r)
        traceback.print_tb(r.__traceback__, file=sys.stdout)


asyncio.run(main())
