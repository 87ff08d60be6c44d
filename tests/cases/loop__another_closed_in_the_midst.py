"""A loop that is made and closed while another runs is none of the other's business."""

import asyncio


async def main():
    asyncio.new_event_loop().close()
    await asyncio.sleep(0.1)
    print("still here", asyncio.current_task().get_name())
    other = asyncio.new_event_loop()
    other.call_later(0.05, print, "never called")
    asyncio.set_event_loop(other)
    sleeping = asyncio.create_task(asyncio.sleep(0.2, "slept"))
    await asyncio.sleep(0)
    other.close()
    print(await sleeping, other.is_closed(), asyncio.get_running_loop().is_running())


asyncio.run(main())
