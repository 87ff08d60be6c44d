import math

pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj, nanj = complex(0, inf), complex(0, nan)


def phase(z):
    z = complex(z)
    return math.atan2(z.imag, z.real)


def polar(z):
    return abs(complex(z)), phase(z)


def rect(r, phi):
    return complex(r * math.cos(phi), r * math.sin(phi) if phi else r * phi)


def isfinite(z):
    z = complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z):
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z):
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def sqrt(z):
    z = complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    half = math.sqrt((abs(z.real) / 8 + math.hypot(z.real / 8, z.imag / 8))) * 2
    other = abs(z.imag) / (2 * half)
    if z.real >= 0:
        return complex(half, math.copysign(other, z.imag))
    return complex(other, math.copysign(half, z.imag))


def exp(z):
    z = complex(z)
    size = math.exp(z.real)
    return complex(size * math.cos(z.imag), size * math.sin(z.imag))


def log(z, base=None):
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    result = complex(math.log(abs(z)), phase(z))
    return result if base is None else result / log(base)


def log10(z):
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    return complex(math.log10(abs(z)), phase(z) / math.log(10))


def cosh(z):
    z = complex(z)
    return complex(math.cosh(z.real) * math.cos(z.imag), math.sinh(z.real) * math.sin(z.imag))


def sinh(z):
    z = complex(z)
    return complex(math.sinh(z.real) * math.cos(z.imag), math.cosh(z.real) * math.sin(z.imag))


def tanh(z):
    return sinh(z) / cosh(z)


def cos(z):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


def _turned(function):
    def turned(z):
        z = complex(z)
        w = function(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)

    return turned


sin, tan = _turned(sinh), _turned(tanh)


def asinh(z):
    z = complex(z)
    a, b = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    return complex(math.asinh(a.real * b.imag - b.real * a.imag), math.atan2(z.imag, a.real * b.real - a.imag * b.imag))


def acosh(z):
    z = complex(z)
    a, b = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(math.asinh(a.real * b.real + a.imag * b.imag), 2 * math.atan2(a.imag, b.real))


def atanh(z):
    z = complex(z)
    if math.copysign(1.0, z.real) < 0:
        return -atanh(-z)
    return (log(complex(1 + z.real, z.imag)) - log(complex(1 - z.real, -z.imag))) / 2


def acos(z):
    z = complex(z)
    a, b = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * math.atan2(a.real, b.real), math.asinh(b.real * a.imag - b.imag * a.real))


asin, atan = _turned(asinh), _turned(atanh)
asin.__name__, atan.__name__, sin.__name__, tan.__name__ = "asin", "atan", "sin", "tan"
