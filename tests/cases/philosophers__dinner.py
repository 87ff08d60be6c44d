import asyncio


class Philosopher:
    def __init__(self, name, left, right):
        self.name = name
        # Everybody takes the lower fork first, so that no circle of waiting can form.
        self.first, self.second = sorted((left, right), key=lambda fork: fork[0])

    async def dine(self, meals):
        for meal in range(meals):
            async with self.first[1]:
                await asyncio.sleep(0.01)
                async with self.second[1]:
                    print(f"{self.name} eats meal {meal} with forks {self.first[0]} and {self.second[0]}")
                    await asyncio.sleep(0.1)
            await asyncio.sleep(0.05)
        return self.name


async def main():
    forks = [(n, asyncio.Lock()) for n in range(4)]
    table = [Philosopher(name, forks[n], forks[(n + 1) % 4]) for n, name in enumerate(["Ada", "Bo", "Cy", "Di"])]
    tasks = [asyncio.create_task(p.dine(2)) for p in table]
    async with asyncio.timeout(10):
        print(await asyncio.gather(*tasks))


asyncio.run(main())
