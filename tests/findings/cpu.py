# finds: nothing
import asyncio
def fib(n):
    return n if n < 2 else fib(n-1) + fib(n-2)
async def compute():
    return fib(22)
async def tick():
    for _ in range(3):
        await asyncio.sleep(0.01)
async def main():
    print(await asyncio.gather(compute(), tick()))
asyncio.run(main())
