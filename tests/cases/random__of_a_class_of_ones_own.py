"""Classes that override what numbers are drawn from."""

import asyncio, random


class Lcg(random.Random):
    """Numerical Recipes' generator."""

    def __init__(self, seed=1):
        self.state = seed
        super().__init__()

    def seed(self, a=None, version=2):
        self.state = a or 1

    def random(self):
        self.state = (1664525 * self.state + 1013904223) % 2 ** 32
        return self.state / 2 ** 32


class Bits(random.Random):

    def getrandbits(self, k):
        return (25214903917 >> 3) % (1 << k)

    def random(self):
        return 0.25


class Half(random.SystemRandom):

    def random(self):
        return 0.5


class Counting(random.Random):
    calls = 0

    def random(self):
        Counting.calls += 1
        return super().random()


class Deeper(Lcg):

    def choice(self, seq):
        return ('own', super().choice(seq))


def exercise(r):
    x = list(range(10))
    r.shuffle(x)
    return [r.random(), r.uniform(1, 5), r.randint(1, 6), r.randrange(100), r.randrange(0, 100, 7), r.choice('abcdef'), r.choices('abc', k=4), r.choices('abc', weights=[1, 2, 3], k=4), r.choices('ab', cum_weights=[1, 5], k=3), x, r.sample(range(50), 5), r.sample(range(1000), 8), r.sample('aabb', 2, counts=[1, 2, 3, 4]), round(r.gauss(0, 1), 9), round(r.gauss(0, 1), 9), round(r.triangular(1, 3), 9), round(r.expovariate(2), 9), round(r.paretovariate(3), 9), round(r.weibullvariate(1, 2), 9)]


async def jitter(r, n):
    for i in range(n):
        d = r.uniform(0.01, 0.05)
        await asyncio.sleep(d)
    return round(d, 6)


async def main():
    print(*exercise(Lcg(42)), sep='\n')
    print(*exercise(Deeper(7)), sep='\n')
    c = Counting(5)
    print(*exercise(c), sep='\n')
    print(Counting.calls)
    h = Half()
    print(h.random(), h.uniform(0, 10), h.choice([1, 2, 3]), h.randint(1, 10))
    print(h.choices('ab', k=2), isinstance(h, random.Random))
    b = Bits()
    print(b.random(), b.uniform(0, 4), b.getrandbits(5), b.randint(1, 3), b.randbytes(2))
    print(await asyncio.gather(*(jitter(Lcg(i), 3) for i in range(3))))
    l = Lcg(9)
    print([round(f, 8) for f in (l.normalvariate(0, 1), l.lognormvariate(0, 1), l.betavariate(2, 3), l.gammavariate(0.5, 1), l.gammavariate(1, 2), l.vonmisesvariate(0, 4))])
    for f in (lambda: l.choice([]), lambda: l.sample([1], 2), lambda: l.randint(5, 1), lambda: l.choices('ab', weights=[0, 0])):
        try:
            f()
        except Exception as e:
            print(type(e).__name__, e)


asyncio.run(main())
