# finds: nothing
import asyncio
class Service:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.cache = {}
    async def get(self, key):
        async with self.lock:
            if key in self.cache:
                return self.cache[key]
            await asyncio.sleep(0.3)
            self.cache[key] = key * 2
            return self.cache[key]
async def main():
    s = Service()
    print(await asyncio.gather(*(s.get(k) for k in (1, 2, 3, 1))))
asyncio.run(main())
