import math

__all__ = ["StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low",
           "median_high", "median_grouped", "mode", "multimode", "quantiles", "stdev", "pstdev", "variance",
           "pvariance", "covariance", "correlation", "linear_regression", "NormalDist"]


class StatisticsError(ValueError):
    pass


def _kind(data):
    # The type of the result: int gives way to float, and so on.
    kind = int
    for cls in map(type, data):
        if cls is kind or cls in (int, bool):
            continue
        if kind is int or issubclass(cls, kind) or kind.__name__ == "Fraction" and cls is float:
            kind = cls
        elif not issubclass(kind, cls) and not (kind is float and cls.__name__ == "Fraction"):
            raise TypeError(f"don't know how to coerce {kind.__name__} and {cls.__name__}")
    return kind


def _convert(n, d, kind):
    # The fraction n / d as a number of this type.
    if issubclass(kind, int):
        return n / d if n % d else n // d
    if issubclass(kind, float):
        return kind(n / d)
    return kind(n, d) if kind.__name__ == "Fraction" else kind(n) / kind(d)


def _special(data):
    # inf and nan have no exact value: they make the sum what it is with floats.
    return any(isinstance(x, float) and not math.isfinite(x) for x in data)


def _ratio(x):
    if not hasattr(x, "as_integer_ratio"):
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
    return x.as_integer_ratio()


def _add(ratios):
    # Exactly; numerators are summed by denominator first, because the same ones come often.
    parts = {}
    for n, d in ratios:
        parts[d] = parts.get(d, 0) + n
    common = math.lcm(*parts)
    return sum(n * (common // d) for d, n in parts.items()), common


def _some(data, needed, message):
    data = list(data)
    if len(data) < needed:
        raise StatisticsError(message)
    return data


def mean(data):
    data = _some(data, 1, "mean requires at least one data point")
    if _special(data):
        return sum(data) / len(data)
    n, d = _add(map(_ratio, data))
    return _convert(n, d * len(data), _kind(data))


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum(a * b for a, b in zip(data, weights)) / total


def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = _some(data, 1, "harmonic_mean requires at least one data point")
    if min(data) < 0:
        raise StatisticsError("harmonic mean does not support negative values")
    if weights is None and len(data) == 1:
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if 0 in data:
        return 0
    parts = [w / x if w else 0 for w, x in zip(weights, data)]
    total, unit = _add(map(_ratio, weights))
    n, d = _add(map(_ratio, parts))
    return _convert(total * d, unit * n, _kind(parts))


def _sorted(data):
    return sorted(_some(data, 1, "no median for empty data"))


def median(data):
    data = _sorted(data)
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _sorted(data)
    x = data[len(data) // 2]
    before = sum(value < x for value in data)
    return x - interval / 2 + interval * (len(data) / 2 - before) / data.count(x)


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(_some(data, 2, "must have at least two data points"))
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    size, result = len(data), []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        else:
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def _spread(data, center, less, message):
    # The sum of squared differences by their number: a fraction, exactly.
    data = _some(data, 1 + less, message)
    if _special(data):
        return math.nan, 1, float
    if center is None:
        cn, cd = _add(map(_ratio, data))
        cd *= len(data)
    else:
        cn, cd = _ratio(center)
    n, d = _add(((x * cd - cn * y) ** 2, y * y) for x, y in map(_ratio, data))
    return n, d * cd * cd * (len(data) - less), _kind(data)


def variance(data, xbar=None):
    return _convert(*_spread(data, xbar, 1, "variance requires at least two data points"))


def pvariance(data, mu=None):
    return _convert(*_spread(data, mu, 0, "pvariance requires at least one data point"))


def _root(n, m, kind):
    # The correctly rounded root of n / m.
    if not n or n != n:
        return float(n)
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        a = math.isqrt(n // (m << 2 * shift))
        a |= a * a * (m << 2 * shift) != n
        return float(a << shift)
    a = math.isqrt((n << -2 * shift) // m)
    a |= a * a * m != n << -2 * shift
    return a / (1 << -shift) if not hasattr(kind, "sqrt") else (kind(n) / kind(m)).sqrt()


def stdev(data, xbar=None):
    return _root(*_spread(data, xbar, 1, "stdev requires at least two data points"))


def pstdev(data, mu=None):
    return _root(*_spread(data, mu, 0, "pstdev requires at least one data point"))


def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    sxy = math.fsum((a - mx) * (b - my) for a, b in zip(x, y))
    return x, y, mx, my, sxy


def covariance(x, y, /):
    x, y, mx, my, sxy = _pairs(x, y, "covariance")
    return sxy / (len(x) - 1)


def correlation(x, y, /):
    x, y, mx, my, sxy = _pairs(x, y, "correlation")
    sxx, syy = math.fsum((d := a - mx) * d for a in x), math.fsum((d := b - my) * d for b in y)
    if not sxx * syy:
        raise StatisticsError("at least one of the inputs is constant")
    return sxy / math.sqrt(sxx * syy)


class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    x, y, mx, my, sxy = _pairs(x, y, "linear regression")
    if proportional:
        sxy, sxx = math.fsum(a * b for a, b in zip(x, y)), math.fsum(a * a for a in x)
    else:
        sxx = math.fsum((d := a - mx) * d for a in x)
    if not sxx:
        raise StatisticsError("x is constant")
    slope = sxy / sxx
    return LinearRegression((slope, 0.0 if proportional else my - slope * mx))


class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0:
            raise StatisticsError("sigma must be non-negative")
        self.mean = self.median = self.mode = float(mu)
        self.stdev = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self.mean, self.stdev) for _ in range(n)]

    @property
    def variance(self):
        return self.stdev * self.stdev

    def pdf(self, x):
        difference = x - self.mean
        return math.exp(difference * difference / (-2.0 * self.variance)) / math.sqrt(2 * math.pi * self.variance)

    def cdf(self, x):
        return 0.5 * (1.0 + math.erf((x - self.mean) / (self.stdev * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self.stdev <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        # Halving finds where the distribution function has the value, to the last bits.
        low, high = -40.0, 40.0
        while True:
            middle = (low + high) / 2
            if middle in (low, high):
                return self.mean + middle * self.stdev
            if 0.5 * math.erfc(-middle / math.sqrt(2.0)) < p:
                low = middle
            else:
                high = middle

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = sorted((self, other), key=lambda d: (d.stdev, d.mean))
        if not x.variance or not y.variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        difference = y.variance - x.variance
        apart = abs(y.mean - x.mean)
        if not difference:
            return 1.0 - math.erf(apart / (2.0 * x.stdev * math.sqrt(2.0)))
        a = x.mean * y.variance - y.mean * x.variance
        b = x.stdev * y.stdev * math.sqrt(apart * apart + difference * math.log(y.variance / x.variance))
        x1, x2 = (a + b) / difference, (a - b) / difference
        return 1.0 - (abs(y.cdf(x1) - x.cdf(x1)) + abs(y.cdf(x2) - x.cdf(x2)))

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self.mean + other.mean, math.hypot(self.stdev, other.stdev))
        return NormalDist(self.mean + other, self.stdev)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self.mean - other.mean, math.hypot(self.stdev, other.stdev))
        return NormalDist(self.mean - other, self.stdev)

    def __mul__(self, other):
        return NormalDist(self.mean * other, self.stdev * abs(other))

    def __truediv__(self, other):
        return NormalDist(self.mean / other, self.stdev / abs(other))

    def __pos__(self):
        return NormalDist(self.mean, self.stdev)

    def __neg__(self):
        return NormalDist(-self.mean, self.stdev)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -(self - other)

    def zscore(self, x):
        if not self.stdev:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self.mean) / self.stdev

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self.mean == other.mean and self.stdev == other.stdev

    def __hash__(self):
        return hash((self.mean, self.stdev))

    def __repr__(self):
        return f"NormalDist(mu={self.mean!r}, sigma={self.stdev!r})"
