import asyncio


async def forgotten():
    print("never printed")


class Service:
    async def start(self):
        pass


async def main():
    forgotten()
    print("main goes on")
    service = Service()
    service.start()
    await asyncio.sleep(0)
    print("done")


asyncio.run(main())
