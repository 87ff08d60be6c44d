import random

random.seed(444)
print([random.randint(0, 10) for _ in range(12)])
print(random.random(), random.uniform(1, 5), random.randrange(10, 100, 5))
print(random.choice("abcdef"), random.choices("xyz", k=4), random.sample(range(100), 4))
deck = list(range(8))
random.shuffle(deck)
print(deck, random.getrandbits(40), random.randint(1, 10**20))
print(random.choices(["a", "b"], weights=[9, 1], k=6), random.gauss(0, 1), random.expovariate(2))
random.seed("a text")
print(random.random(), random.randint(1, 6))
random.seed(2.5)
print(random.random())
own = random.Random(7)
other = random.Random(7)
print(own.random() == other.random(), own.randint(1, 100), own.normalvariate(10, 2), own.triangular(0, 1, 0.5))
random.seed(1)
state = random.getstate()
first = random.random()
random.setstate(state)
print(first == random.random(), first)
print(random.betavariate(1, 2), random.randbytes(4).hex())
try:
    random.choice([])
except IndexError as error:
    print(error)
try:
    random.randint(5, 1)
except ValueError as error:
    print(error)
