import statistics as st


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
for d in [[1, 2, 3, 4], [1, 2], [0.1, 0.2, 0.3], [1, 2.5, 3], [5], [], [3, 1, 2, 2, 3, 9, 10**20], [1e308, 1e308], [True, 2], range(10), (x * 0.1 for x in range(7)), [1.1] * 7, [2, 4, 4, 4, 5, 5, 7, 9]]:
    d = list(d)
    for n in ("mean", "fmean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "stdev", "pstdev", "variance", "pvariance", "quantiles", "harmonic_mean", "geometric_mean"):
        print(n, end=" "); tr(getattr(st, n), d)
tr(st.quantiles, [1, 2, 3, 4, 5], n=10, method="inclusive"); tr(st.quantiles, [1, 2, 3.5], n=3); tr(st.mode, "aabbb"); tr(st.correlation, [1, 2, 3], [2, 4, 7]); tr(st.covariance, [1, 2, 3], [2, 4, 7]); tr(st.linear_regression, [1, 2, 3], [2, 4, 7]); tr(st.fmean, [1, 2], [3, 1]); tr(st.stdev, [1, 2, 3, 4], 2.5); tr(st.median, ["a"]); tr(st.variance, [1]); tr(st.NormalDist, 1, 2); tr(st.NormalDist(0, 1).cdf, 1.2); tr(st.quantiles, [1]); tr(st.mean, ["a"]); tr(st.median, iter([3, 1]))
import random; random.seed(3)
for i in range(30):
    d = [random.uniform(-5, 1000) for _ in range(random.randrange(2, 30))]
    print(st.mean(d), st.stdev(d), st.pvariance(d), st.fmean(d), st.median(d), st.quantiles(d))
