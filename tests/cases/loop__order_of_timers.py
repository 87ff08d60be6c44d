"""Timers of the same moment run in the order they were set, before what they put off, and can be cancelled."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    order = []
    start = loop.time()
    loop.call_at(start + 2, order.append, "at 2, first")
    loop.call_at(start + 1, order.append, "at 1")
    loop.call_at(start + 2, order.append, "at 2, second")
    loop.call_later(0, order.append, "later 0")
    loop.call_later(-5, order.append, "in the past")
    loop.call_soon(order.append, "soon")
    late = loop.call_later(1.5, order.append, "cancelled")
    print(late.cancelled(), round(late.when() - start, 3))

    def cancels():
        order.append("cancels")
        late.cancel()
        loop.call_soon(order.append, "soon, from a timer")

    loop.call_later(1.2, cancels)
    await asyncio.sleep(0)
    print(order)
    await asyncio.sleep(1.9)
    print(order[3:], late.cancelled())
    await asyncio.sleep(1)
    print(order[6:])

    ticks = []

    def tick(left):
        ticks.append(round(loop.time() - start, 1))
        if left:
            loop.call_later(0.5, tick, left - 1)
        else:
            finished.set_result(ticks)

    finished = loop.create_future()
    tick(4)
    print(await finished)
    for wrong in (lambda: loop.call_later("1", print), lambda: loop.call_later(None, print)):
        try:
            wrong()
        except TypeError as error:
            print(error)


asyncio.run(main())
