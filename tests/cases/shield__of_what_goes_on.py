"""What `shield` protects goes on when the one who waits is cancelled, and not when it is itself cancelled."""
import asyncio


async def save(record):
    try:
        await asyncio.sleep(2)
    except asyncio.CancelledError:
        print("  saving", record, "was cancelled")
        raise
    print("  saved", record)
    return record.upper()


async def main():
    inner = asyncio.create_task(save("a"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 1)
    except TimeoutError:
        print("timed out; done:", inner.done())
    print("then:", await inner)

    inner = asyncio.create_task(save("b"))
    outer = asyncio.shield(inner)
    await asyncio.sleep(1)
    inner.cancel("from within")
    try:
        await outer
    except asyncio.CancelledError as error:
        print("outer too:", outer.cancelled(), inner.cancelled(), error.args)

    async def waits():
        return await asyncio.shield(save("c"))

    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    print("cancel() says", waiter.cancel())
    results = await asyncio.gather(waiter, return_exceptions=True)
    print(results, waiter.cancelled())
    await asyncio.sleep(2)

    done = asyncio.get_running_loop().create_future()
    done.set_result(5)
    print("a finished one is itself:", asyncio.shield(done) is done)


asyncio.run(main())
