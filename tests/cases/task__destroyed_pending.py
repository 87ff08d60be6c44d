import asyncio


async def forever():
    await asyncio.Event().wait()


async def main():
    t = asyncio.create_task(forever(), name="stuck")
    await asyncio.sleep(0)
    return "left"


loop = asyncio.new_event_loop()
print(loop.run_until_complete(main()))
print("pending", [t.get_name() for t in asyncio.all_tasks(loop)])
for t in asyncio.all_tasks(loop):
    t.cancel()
loop.run_until_complete(asyncio.sleep(0))
loop.close()
print("end")
