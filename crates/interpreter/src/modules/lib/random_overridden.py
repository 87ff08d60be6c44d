"""Methods of classes derived from `random.Random` that draw from a `random` or `getrandbits` of their own."""

from bisect import bisect
from itertools import accumulate
from math import acos, ceil, cos, e, exp, floor, isfinite, log, pi, sin, sqrt
from operator import index

_BPF = 53
_NV_MAGIC = 4 * exp(-0.5) / sqrt(2.0)
_LOG4, _SG_MAGIC = log(4.0), 1.0 + log(4.5)


class Drawing:
    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        start = index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        stop, step = index(stop), index(step)
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if not step:
            raise ValueError("zero step for randrange()")
        count = (width + step - (1 if step > 0 else -1)) // step
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        size = len(population)
        if counts is not None:
            ends = list(accumulate(counts))
            if len(ends) != size:
                raise ValueError("The number of counts does not match the population")
            return [population[bisect(ends, place)] for place in Drawing.sample(self, range(ends[-1] if ends else 0), k)]
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        few = 21 + (4 ** ceil(log(k * 3, 4)) if k > 5 else 0)
        if size <= few:
            pool, result = list(population), []
            for left in range(size, size - k, -1):
                place = self._randbelow(left)
                result.append(pool[place])
                pool[place] = pool[left - 1]
            return result
        taken, result = set(), []
        for _ in range(k):
            place = self._randbelow(size)
            while place in taken:
                place = self._randbelow(size)
            taken.add(place)
            result.append(population[place])
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        size = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[floor(self.random() * (size + 0.0))] for _ in range(k)]
            cum_weights = list(accumulate(weights))
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[bisect(cum_weights, self.random() * total, 0, size - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        if high == low:
            return low
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u = self.random()
            v = 1.0 - self.random()
            z = _NV_MAGIC * (u - 0.5) / v
            if z * z / 4.0 <= -log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = getattr(self, "gauss_next", None)
        self.gauss_next = None
        if z is None:
            angle = self.random() * 2.0 * pi
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            z = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return 2.0 * pi * self.random()
        s = 0.5 / kappa
        r = s + sqrt(1.0 + s * s)
        while True:
            z = cos(pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / r
        angle = acos((q + z) / (1.0 + q * z))
        return (mu + angle) % (2.0 * pi) if self.random() > 0.5 else (mu - angle) % (2.0 * pi)

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        if alpha > 1.0:
            ainv = sqrt(2.0 * alpha - 1.0)
            b, c = alpha - _LOG4, alpha + ainv
            while True:
                u = self.random()
                if not 1e-7 < u < 0.9999999:
                    continue
                w = 1.0 - self.random()
                v = log(u / (1.0 - u)) / ainv
                x = alpha * exp(v)
                z = u * u * w
                r = b + c * v - x
                if r + _SG_MAGIC - 4.5 * z >= 0.0 or r >= log(z):
                    return x * beta
        b = (e + alpha) / e
        while True:
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
            u = self.random()
            if u <= x ** (alpha - 1.0) if p > 1.0 else u <= exp(-x):
                return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)


def _below_by_bits(self, n):
    bits = n.bit_length()
    drawn = self.getrandbits(bits)
    while drawn >= n:
        drawn = self.getrandbits(bits)
    return drawn


def _below_by_random(self, n, maxsize=1 << _BPF):
    if n >= maxsize:
        import warnings
        warnings.warn("Underlying random() generator does not supply \nenough bits to choose from a population range "
                      "this large.\nTo remove the range limitation, add a getrandbits() method.", stacklevel=2)
        return floor(self.random() * n)
    rest = maxsize % n
    limit = (maxsize - rest) / maxsize
    drawn = self.random()
    while drawn >= limit:
        drawn = self.random()
    return floor(drawn * maxsize) % n


def install(cls):
    """Gives a class that overrides what numbers are drawn from the methods that draw from it."""
    import random
    own = cls.__mro__[:cls.__mro__.index(random.Random)]
    for name, method in vars(Drawing).items():
        if not name.startswith("__") and not any(name in base.__dict__ for base in own):
            setattr(cls, name, method)
    for base in own:
        if "_randbelow" in base.__dict__:
            break
        if "getrandbits" in base.__dict__:
            cls._randbelow = _below_by_bits
            break
        if "random" in base.__dict__:
            cls._randbelow = _below_by_random
            break
