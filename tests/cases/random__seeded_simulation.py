import asyncio
import random

rng = random.Random(12)
print([rng.randint(1, 6) for _ in range(5)], rng.choice("abcdef"), rng.sample(range(50), 4), round(rng.gauss(0, 1), 6))
deck = list(range(8))
rng.shuffle(deck)
print(deck, rng.choices("xyz", weights=[5, 1, 1], k=5), round(rng.uniform(1, 2), 6), rng.randrange(0, 100, 5), rng.getrandbits(16))
print(round(rng.expovariate(2), 6), round(rng.triangular(0, 1, 0.5), 6), round(rng.betavariate(1, 2), 6), rng.random() < 1)
state = rng.getstate()
x = rng.random()
rng.setstate(state)
print(x == rng.random())


async def customer(n, counter, log):
    await asyncio.sleep(rng.expovariate(1))
    async with counter:
        log.append(f"{n} served")
        await asyncio.sleep(rng.uniform(0.1, 0.5))


async def main():
    log = []
    counter = asyncio.Semaphore(2)
    await asyncio.gather(*(customer(n, counter, log) for n in range(6)))
    print(log)


asyncio.run(main())
random.seed("text seed")
print(random.random(), random.randint(0, 10 ** 20), random.randbytes(4))
try:
    random.choice([])
except IndexError as e:
    print(e)
try:
    random.sample([1], 5)
except ValueError as e:
    print(e)
