import inspect
import time
from statistics import NormalDist, StatisticsError


def f(a, b: int, /, c=3, *rest, d, e="x", **more) -> str:
    return a


class K:
    x: int = 1

    def m(self, y=2):
        pass

    @property
    def p(self):
        return 5


outer = 7


def closure():
    return outer


def maker():
    inner = 9

    def made():
        return inner

    return made


print(inspect.getfullargspec(f))
print(inspect.getfullargspec(K().m), inspect.getfullargspec(lambda *a: a))
print(sorted(inspect.getcallargs(f, 1, 2, d=4).items()), sorted(inspect.getcallargs(f, 1, 2, 3, 4, 5, d=6, z=7).items()))
print(inspect.get_annotations(f), inspect.get_annotations(K))
print(type(inspect.getattr_static(K(), "p")).__name__, inspect.getattr_static(K, "x"), inspect.getattr_static(K, "q", "none"))
print(inspect.getclosurevars(maker()).nonlocals)
try:
    inspect.getattr_static(K, "q")
except AttributeError as error:
    print(repr(error))
n = NormalDist(10, 2)
print([round(q, 9) for q in n.quantiles()], round(n.inv_cdf(0.975), 9), round(n.inv_cdf(1e-6), 6))
print(n + 5, n * 2, n / 2, -n, n + NormalDist(1, 1), 3 - n, round(n.overlap(NormalDist(11, 2)), 12))
print(round(n.overlap(NormalDist(11, 3)), 12), n.zscore(14), n.mean, n.stdev, n.variance, n.median, n.mode)
for call in (lambda: n.inv_cdf(1), lambda: NormalDist(0, 0).zscore(1), lambda: NormalDist(0, -1)):
    try:
        call()
    except StatisticsError as error:
        print(error)
print(type(time.clock_gettime(time.CLOCK_MONOTONIC)).__name__, type(time.clock_gettime_ns(time.CLOCK_REALTIME)).__name__)
