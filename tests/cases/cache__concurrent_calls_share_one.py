"""A cache of coroutines: calls at the same time share one future, the oldest entry goes."""
import asyncio
import functools
from collections import OrderedDict


def cached(size):
    def decorate(function):
        entries = OrderedDict()
        hits = misses = 0

        @functools.wraps(function)
        async def call(*args):
            nonlocal hits, misses
            if args in entries:
                hits += 1
                entries.move_to_end(args)
            else:
                misses += 1
                entries[args] = asyncio.ensure_future(function(*args))
                if len(entries) > size:
                    print("forgets", *entries.popitem(last=False)[0])
            return await asyncio.shield(entries[args])

        call.info = lambda: f"{hits=} {misses=} {len(entries)=}"
        return call

    return decorate


@cached(size=2)
async def square(number):
    """Takes a while."""
    print("computes", number)
    await asyncio.sleep(0.1)
    return number * number


async def main():
    print(await asyncio.gather(square(1), square(1), square(2)))
    print(await square(3), await square(1), await square(3))
    impatient = asyncio.create_task(square(7))
    patient = asyncio.create_task(square(7))
    await asyncio.sleep(0)
    impatient.cancel()
    print(await asyncio.gather(impatient, patient, return_exceptions=True))
    print(square.info(), square.__name__, square.__doc__)


asyncio.run(main())
