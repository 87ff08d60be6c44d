import math
import numbers
import operator
import re
from decimal import Decimal

__all__ = ["Fraction"]
_FORMAT = re.compile(r"\s*([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:(?:/(\d+))?|(?:\.(\d*))?(?:E([-+]?\d+))?)\s*\Z", re.I)


class Fraction(numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                n, d = numerator, 1
            elif isinstance(numerator, numbers.Rational):
                n, d = numerator.numerator, numerator.denominator
            elif isinstance(numerator, (float, Decimal)):
                n, d = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                m = _FORMAT.match(numerator)
                if m is None:
                    raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
                sign, num, denom, decimal, exp = m.groups()
                n, d = int(num or "0"), 1
                if denom:
                    d = int(denom)
                else:
                    if decimal:
                        d = 10 ** len(decimal)
                        n = n * d + int(decimal)
                    if exp:
                        if int(exp) >= 0:
                            n *= 10 ** int(exp)
                        else:
                            d *= 10 ** -int(exp)
                n = -n if sign == "-" else n
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            n = numerator.numerator * denominator.denominator
            d = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        g = math.gcd(n, d)
        if d < 0:
            g = -g
        self._numerator, self._denominator = n // g, d // g
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    from_decimal = from_float
    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def _operator(exact, fallback):
        def forward(a, b):
            if isinstance(b, (int, Fraction)):
                return exact(a, Fraction(b))
            if isinstance(b, float):
                return fallback(float(a), b)
            return fallback(complex(a), b) if isinstance(b, complex) else NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return exact(Fraction(a), b)
            if isinstance(a, float):
                return fallback(a, float(b))
            return fallback(a, complex(b)) if isinstance(a, complex) else NotImplemented

        return forward, reverse

    __add__, __radd__ = _operator(lambda a, b: Fraction(
        a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator), operator.add)
    __sub__, __rsub__ = _operator(lambda a, b: Fraction(
        a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator), operator.sub)
    __mul__, __rmul__ = _operator(lambda a, b: Fraction(
        a.numerator * b.numerator, a.denominator * b.denominator), operator.mul)

    def _div(a, b):
        if not b.numerator:
            raise ZeroDivisionError(f"Fraction({a.numerator * b.denominator}, 0)")
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    __truediv__, __rtruediv__ = _operator(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operator(lambda a, b: (a.numerator * b.denominator) // (
        a.denominator * b.numerator), operator.floordiv)
    __mod__, __rmod__ = _operator(lambda a, b: a - b * (a // b), operator.mod)
    __divmod__, __rdivmod__ = _operator(lambda a, b: (a // b, a % b), divmod)

    def __pow__(a, b):
        if isinstance(b, numbers.Rational):
            if b.denominator == 1:
                power = b.numerator
                if power >= 0:
                    return Fraction(a._numerator ** power, a._denominator ** power)
                return Fraction(a._denominator ** -power, a._numerator ** -power)
            return float(a) ** float(b)
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(self):
        return Fraction(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __int__ = __trunc__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator or (remainder * 2 == self._denominator and floor % 2 == 0):
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __complex__(self):
        return complex(float(self))

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        try:
            inverse = pow(self._denominator, -1, 2305843009213693951)
        except ValueError:
            result = 314159
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, float):
            return a == Fraction(b) if math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _richcmp(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(self, Fraction(other)) if math.isfinite(other) else op(0.0, other)
        return NotImplemented

    def __lt__(self, other):
        return self._richcmp(other, operator.lt)

    def __gt__(self, other):
        return self._richcmp(other, operator.gt)

    def __le__(self, other):
        return self._richcmp(other, operator.le)

    def __ge__(self, other):
        return self._richcmp(other, operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
