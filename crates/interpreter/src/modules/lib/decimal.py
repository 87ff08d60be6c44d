# Decimal floating point: the arithmetic of decimal.py that programs use, on integers.
import math
from contextvars import ContextVar

(ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP) = (
    "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN",
    "ROUND_05UP")
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
HAVE_THREADS = True


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None,
                 traps=None):
        self.prec, self.rounding, self.Emin, self.Emax = prec, rounding, Emin, Emax
        self.capitals, self.clamp = capitals, clamp
        self.flags = {} if flags is None else flags
        self.traps = {InvalidOperation: True, DivisionByZero: True, Overflow: True} if traps is None else traps

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags),
                       dict(self.traps))

    __copy__ = copy

    def clear_flags(self):
        self.flags = {}

    def create_decimal(self, num="0"):
        return Decimal(num)._round(self)

    def quantize(self, a, b):
        return a.quantize(b, context=self)

    def divide(self, a, b):
        return a._divide(b, self)

    def sqrt(self, a):
        return a.sqrt(self)

    def power(self, a, b):
        return a ** b

    def __repr__(self):
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[], "
                f"traps=[{', '.join(t.__name__ for t, on in self.traps.items() if on)}])")


DefaultContext, BasicContext, ExtendedContext = Context(), Context(9, ROUND_HALF_UP), Context(9)
_current = ContextVar("decimal_context")


def getcontext():
    try:
        return _current.get()
    except LookupError:
        context = DefaultContext.copy()
        _current.set(context)
        return context


def setcontext(context):
    _current.set(context)


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self.new = (ctx or getcontext()).copy()
        for key, value in kwargs.items():
            setattr(self.new, key, value)

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.new)
        return self.new

    def __exit__(self, t, v, tb):
        setcontext(self.saved)


def _divide_rounded(n, d, rounding):
    # n / d as an integer; n >= 0, d > 0; the sign is in the name of the rounding.
    q, r = divmod(n, d)
    if not r:
        return q
    twice = 2 * r
    up = {ROUND_DOWN: False, ROUND_UP: True, ROUND_HALF_UP: twice >= d, ROUND_HALF_DOWN: twice > d,
          ROUND_HALF_EVEN: twice > d or (twice == d and q & 1 == 1), ROUND_05UP: q % 5 == 0}[rounding]
    return q + up


def _signed(rounding, negative):
    if rounding == ROUND_CEILING:
        return ROUND_DOWN if negative else ROUND_UP
    if rounding == ROUND_FLOOR:
        return ROUND_UP if negative else ROUND_DOWN
    return rounding


class Decimal:
    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            return cls._make(value._sign, value._int, value._exp)
        if isinstance(value, int):
            return cls._make(int(value < 0), abs(value), 0)
        if isinstance(value, float):
            if math.isinf(value) or math.isnan(value):
                return cls._make(int(math.copysign(1, value) < 0), 0, "F" if math.isinf(value) else "n")
            n, d = abs(value).as_integer_ratio()
            k = d.bit_length() - 1
            return cls._make(int(math.copysign(1, value) < 0), n * 5 ** k, -k)
        if isinstance(value, (tuple, list)):
            sign, digits, exp = value
            return cls._make(sign, int("".join(map(str, digits)) or "0"), exp)
        if not isinstance(value, str):
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        text = value.strip().replace("_", "").lower()
        sign = int(text[:1] == "-")
        body = text[1:] if text[:1] in ("-", "+") and text else text
        if body in ("inf", "infinity"):
            return cls._make(sign, 0, "F")
        if body in ("nan", "snan"):
            return cls._make(sign, 0, "n")
        mantissa, e, exp = body.partition("e")
        whole, dot, part = mantissa.partition(".")
        try:
            if not (whole + part).isdigit() or (e and not exp):
                raise ValueError
            return cls._make(sign, int(whole + part), (int(exp) if e else 0) - len(part))
        except ValueError:
            raise InvalidOperation([ConversionSyntax]) from None

    @classmethod
    def _make(cls, sign, coefficient, exp):
        self = object.__new__(cls)
        self._sign, self._int, self._exp = sign, coefficient, exp
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def _special(self):
        return isinstance(self._exp, str)

    def is_nan(self):
        return self._exp == "n"

    is_qnan = is_nan

    def is_snan(self):
        return False

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return not self._special()

    def is_zero(self):
        return not self._special() and not self._int

    def is_signed(self):
        return self._sign == 1

    def _round(self, context=None):
        context = context or getcontext()
        if self._special():
            return self
        digits = len(str(self._int))
        if self._exp + digits - 1 > context.Emax and self._int:
            raise Overflow([Overflow])
        excess = digits - context.prec
        if excess <= 0:
            return self
        n = _divide_rounded(self._int, 10 ** excess, _signed(context.rounding, self._sign))
        exp = self._exp + excess
        if len(str(n)) > context.prec:
            n //= 10
            exp += 1
        return Decimal._make(self._sign, n, exp)

    def adjusted(self):
        return 0 if self._special() else self._exp + len(str(self._int)) - 1

    def as_tuple(self):
        return DecimalTuple(self._sign, () if self._exp == "n" else tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special():
            raise (OverflowError if self._exp == "F" else ValueError)(
                f"cannot convert {'Infinity' if self._exp == 'F' else 'NaN'} to integer ratio")
        n, d = (-self._int if self._sign else self._int), 1
        if self._exp >= 0:
            n *= 10 ** self._exp
        else:
            d = 10 ** -self._exp
        g = math.gcd(n, d)
        return n // g, d // g

    def __str__(self):
        sign = "-" if self._sign else ""
        if self._special():
            return sign + ("Infinity" if self._exp == "F" else "NaN")
        digits, exp = str(self._int), self._exp
        left = exp + len(digits)
        if exp <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point <= 0:
            whole, part = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, part = digits + "0" * (point - len(digits)), ""
        else:
            whole, part = digits[:point], "." + digits[point:]
        return sign + whole + part + ("" if left == point else f"E{left - point:+d}")

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        if not spec:
            return str(self)
        if spec[-1] not in "eEfFgGn%":
            return format(str(self), spec) if not any(c in spec for c in ",.+0") else self._formatted(spec, None)
        return self._formatted(spec[:-1], spec[-1])

    def _formatted(self, spec, kind):
        fill, align, sign, zero, comma = " ", ">", "-", False, ""
        if len(spec) > 1 and spec[1] in "<>^=":
            fill, align, spec = spec[0], spec[1], spec[2:]
        elif spec[:1] in ("<", ">", "^", "="):
            align, spec = spec[0], spec[1:]
        if spec[:1] in ("+", "-", " "):
            sign, spec = spec[0], spec[1:]
        if spec[:1] == "0":
            zero, spec = True, spec[1:]
        width, _, precision = spec.partition(".")
        if width and width[-1] in ",_":
            comma, width = width[-1], width[:-1]
        value = self
        if kind == "%":
            value = Decimal._make(self._sign, self._int, self._exp + 2)
        if precision:
            precision = int(precision)
            if kind in ("f", "F", "%"):
                value = value._rescale(-precision, getcontext().rounding)
            elif kind in ("e", "E"):
                value = value._round(Context(precision + 1, getcontext().rounding))
            else:
                value = value._round(Context(precision, getcontext().rounding))
        elif kind == "%" and value._exp > 0:
            value = value._rescale(0, ROUND_HALF_EVEN)
        if kind in ("f", "F", "%") and not value._special():
            if value._exp > 0:
                value = value._rescale(0, ROUND_HALF_EVEN)
            digits = str(value._int).rjust(-value._exp + 1, "0")
            text = digits[:len(digits) + value._exp] + ("." + digits[len(digits) + value._exp:] if value._exp else "")
        elif kind in ("e", "E") and not value._special():
            digits = str(value._int)
            more = precision if precision != "" else len(digits) - 1
            digits = digits.ljust(more + 1, "0")
            text = digits[0] + ("." + digits[1:] if more else "") + f"{kind}{value.adjusted():+d}"
        else:
            text = str(value).lstrip("-")
            text = text.lower() if kind == "g" else text
        if comma and not value._special():
            whole, dot, part = text.partition(".")
            whole, e, exp = whole.partition("E")
            text = format(int(whole), comma) + e + exp + dot + part
        if kind == "%":
            text += "%"
        lead = "-" if value._sign else "" if sign == "-" else sign
        if zero:
            fill, align = "0", "="
        missing = int(width or 0) - len(lead) - len(text)
        if missing <= 0:
            return lead + text
        if align == "=":
            return lead + fill * missing + text
        body = lead + text
        if align == "<":
            return body + fill * missing
        if align == "^":
            return fill * (missing // 2) + body + fill * (missing - missing // 2)
        return fill * missing + body

    def _rescale(self, exp, rounding):
        if self._special():
            return self
        if self._exp >= exp:
            return Decimal._make(self._sign, self._int * 10 ** (self._exp - exp), exp)
        n = _divide_rounded(self._int, 10 ** (exp - self._exp), _signed(rounding, self._sign))
        return Decimal._make(self._sign, n, exp)

    def quantize(self, exp, rounding=None, context=None):
        exp = _number(exp)
        context = context or getcontext()
        if self._special() or exp._special():
            if self._exp == exp._exp == "F" or self.is_nan() or exp.is_nan():
                return self if not exp.is_nan() else exp
            raise InvalidOperation([InvalidOperation])
        result = self._rescale(exp._exp, rounding or context.rounding)
        if len(str(result._int)) > context.prec:
            raise InvalidOperation([InvalidOperation])
        return result

    def to_integral_value(self, rounding=None, context=None):
        if self._special() or self._exp >= 0:
            return self
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        value = self._round(context)
        if value._special():
            return value
        if not value._int:
            return Decimal._make(value._sign, 0, 0)
        n, exp = value._int, value._exp
        while n % 10 == 0:
            n //= 10
            exp += 1
        return Decimal._make(value._sign, n, exp)

    def same_quantum(self, other):
        return self._exp == _number(other)._exp

    def copy_abs(self):
        return Decimal._make(0, self._int, self._exp)

    def copy_negate(self):
        return Decimal._make(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other):
        return Decimal._make(_number(other)._sign, self._int, self._exp)

    def __neg__(self):
        return self if self.is_nan() else (
            abs(self) if self.is_zero() else Decimal._make(1 - self._sign, self._int, self._exp)._round())

    def __pos__(self):
        return abs(self) if self.is_zero() else self._round()

    def __abs__(self):
        return Decimal._make(0, self._int, self._exp)._round()

    def _value(self):
        return -self._int if self._sign else self._int

    def __add__(self, other):
        other = _number(other)
        if other is NotImplemented:
            return other
        if self._special() or other._special():
            if self.is_nan() or other.is_nan():
                return self if self.is_nan() else other
            if self.is_infinite() and other.is_infinite() and self._sign != other._sign:
                raise InvalidOperation([InvalidOperation])
            return self if self.is_infinite() else other
        exp = min(self._exp, other._exp)
        n = self._value() * 10 ** (self._exp - exp) + other._value() * 10 ** (other._exp - exp)
        sign = int(n < 0) if n else int(self._sign and other._sign or (
            self._sign != other._sign and getcontext().rounding == ROUND_FLOOR))
        return Decimal._make(sign, abs(n), exp)._round()

    __radd__ = __add__

    def __sub__(self, other):
        other = _number(other)
        return other if other is NotImplemented else self + other.copy_negate()

    def __rsub__(self, other):
        other = _number(other)
        return other if other is NotImplemented else other - self

    def __mul__(self, other):
        other = _number(other)
        if other is NotImplemented:
            return other
        sign = self._sign ^ other._sign
        if self._special() or other._special():
            if self.is_nan() or other.is_nan():
                return self if self.is_nan() else other
            if self.is_zero() or other.is_zero():
                raise InvalidOperation([InvalidOperation])
            return Decimal._make(sign, 0, "F")
        return Decimal._make(sign, self._int * other._int, self._exp + other._exp)._round()

    __rmul__ = __mul__

    def _divide(self, other, context=None):
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special() or other._special():
            if self.is_nan() or other.is_nan():
                return self if self.is_nan() else other
            if self.is_infinite():
                if other.is_infinite():
                    raise InvalidOperation([InvalidOperation])
                return Decimal._make(sign, 0, "F")
            return Decimal._make(sign, 0, -context.Emax)
        if not other._int:
            if not self._int:
                raise InvalidOperation([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        if not self._int:
            return Decimal._make(sign, 0, self._exp - other._exp)
        shift = len(str(other._int)) - len(str(self._int)) + context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            n, r = divmod(self._int * 10 ** shift, other._int)
        else:
            n, r = divmod(self._int, other._int * 10 ** -shift)
        if r:
            if n % 5 == 0:
                n += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and n % 10 == 0:
                n //= 10
                exp += 1
        return Decimal._make(sign, n, exp)._round(context)

    def __truediv__(self, other):
        other = _number(other)
        return other if other is NotImplemented else self._divide(other)

    def __rtruediv__(self, other):
        other = _number(other)
        return other if other is NotImplemented else other._divide(self)

    def __divmod__(self, other):
        other = _number(other)
        if other is NotImplemented:
            return other
        if not other._int and not other._special():
            raise (InvalidOperation([DivisionUndefined]) if not self._int else DivisionByZero([DivisionByZero]))
        if self._special() or other._special():
            if other.is_infinite() and not self._special():
                return Decimal(0), self
            raise InvalidOperation([InvalidOperation])
        exp = min(self._exp, other._exp)
        q, r = divmod(self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp))
        if q >= 10 ** getcontext().prec:
            raise InvalidOperation([DivisionImpossible])
        return (Decimal._make(self._sign ^ other._sign, q, 0), Decimal._make(self._sign, r, exp)._round())

    def __rdivmod__(self, other):
        return divmod(_number(other), self)

    def __floordiv__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[0]

    def __rfloordiv__(self, other):
        return _number(other) // self

    def __mod__(self, other):
        if _number(other) is not NotImplemented and not _number(other):
            raise InvalidOperation([InvalidOperation if self else DivisionUndefined])
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[1]

    def __rmod__(self, other):
        return _number(other) % self

    def __pow__(self, other, modulo=None):
        other = _number(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        context = getcontext()
        if other == other.to_integral_value():
            n = int(other)
            if not n:
                if not self:
                    raise InvalidOperation([InvalidOperation])
                return Decimal(1)
            if self._special():
                return Decimal._make(self._sign & n, 0, "F") if n > 0 else Decimal(0)
            if not self._int and n < 0:
                return Decimal._make(self._sign & n & 1, 0, "F")
            if n > 0 and len(str(self._int)) * n <= 100000:
                return Decimal._make(self._sign & n & 1, self._int ** n, self._exp * n)._round()
            wide = Context(context.prec + 10)
            power = Decimal._make(self._sign & n & 1, self._int ** abs(n), self._exp * abs(n))._round(wide)
            return (power if n > 0 else Decimal(1)._divide(power, wide))._round()
        if self._sign:
            raise InvalidOperation([InvalidOperation])
        if other == Decimal("0.5"):
            return self.sqrt()
        with localcontext(prec=context.prec + 10):
            result = (self.ln() * other).exp()
        return result._round()

    def __rpow__(self, other):
        return _number(other) ** self

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        if self._special() or not self._int:
            return self if self._special() else Decimal._make(self._sign, 0, self._exp // 2)
        prec = context.prec + 1
        e = self._exp >> 1
        c, length = (self._int * 10, (len(str(self._int)) >> 1) + 1) if self._exp & 1 else (
            self._int, len(str(self._int)) + 1 >> 1)
        shift = prec - length
        if shift >= 0:
            c *= 100 ** shift
            exact = True
        else:
            c, remainder = divmod(c, 100 ** -shift)
            exact = not remainder
        e -= shift
        n = math.isqrt(c)
        exact = exact and n * n == c
        if exact:
            n = n // 10 ** shift if shift >= 0 else n * 10 ** -shift
            e += shift
        elif n % 5 == 0:
            n += 1
        return Decimal._make(0, n, e)._round(Context(context.prec, ROUND_HALF_EVEN))

    def exp(self, context=None):
        prec = (context or getcontext()).prec
        with localcontext(prec=prec + 12):
            halvings = max(0, self.adjusted() * 4 + 8)
            x = self / 2 ** halvings
            total = term = Decimal(1)
            n = 1
            while term and abs(term) > Decimal._make(0, 1, -prec - 12):
                term = term * x / n
                total += term
                n += 1
            for _ in range(halvings):
                total *= total
        return total._round(context)

    def ln(self, context=None):
        if self._sign or not self._int:
            if not self._int and not self._special():
                return Decimal("-Infinity")
            raise InvalidOperation([InvalidOperation])
        prec = (context or getcontext()).prec
        with localcontext(prec=prec + 12):
            shift = self.adjusted()
            m = Decimal._make(0, self._int, self._exp - shift)
            y = Decimal(math.log(float(m)))
            for _ in range(prec.bit_length() + 2):
                e = y.exp()
                y += 2 * (m - e) / (m + e)
            if shift:
                ten = Decimal(math.log(10))
                for _ in range(prec.bit_length() + 2):
                    e = ten.exp()
                    ten += 2 * (10 - e) / (10 + e)
                y += shift * ten
        return y._round(context)

    def log10(self, context=None):
        if self._int and str(self._int).strip("0") == "1" and not self._sign:
            return Decimal(self.adjusted())
        prec = (context or getcontext()).prec
        with localcontext(prec=prec + 6):
            result = self.ln() / Decimal(10).ln()
        return result._round(context)

    def _compare(self, other):
        if self.is_nan() or other.is_nan():
            return None
        if self._special() or other._special():
            def rank(d):
                return (-1 if d._sign else 1) if d.is_infinite() else 0
            return rank(self) - rank(other)
        exp = min(self._exp, other._exp)
        return self._value() * 10 ** (self._exp - exp) - other._value() * 10 ** (other._exp - exp)

    def compare(self, other):
        c = self._compare(_number(other))
        return Decimal("NaN") if c is None else Decimal((c > 0) - (c < 0))

    def _ordered(self, other):
        other = _number(other, True)
        if other is NotImplemented:
            return other
        c = self._compare(other)
        if c is None:
            raise InvalidOperation([InvalidOperation])
        return c

    def __eq__(self, other):
        other = _number(other, True)
        return other if other is NotImplemented else self._compare(other) == 0

    def __lt__(self, other):
        c = self._ordered(other)
        return c if c is NotImplemented else c < 0

    def __le__(self, other):
        c = self._ordered(other)
        return c if c is NotImplemented else c <= 0

    def __gt__(self, other):
        c = self._ordered(other)
        return c if c is NotImplemented else c > 0

    def __ge__(self, other):
        c = self._ordered(other)
        return c if c is NotImplemented else c >= 0

    def max(self, other, context=None):
        other = _number(other)
        return (self if self >= other else other)._round()

    def min(self, other, context=None):
        other = _number(other)
        return (self if self <= other else other)._round()

    def fma(self, other, third, context=None):
        other = _number(other)
        exact = Decimal._make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return exact + third

    def scaleb(self, other, context=None):
        return Decimal._make(self._sign, self._int, self._exp + int(other))

    def __hash__(self):
        if self._special():
            return object.__hash__(self) if self.is_nan() else -314159 if self._sign else 314159
        p = 2305843009213693951
        if self._exp >= 0:
            h = self._int * pow(10, self._exp, p) % p
        else:
            h = self._int * pow(pow(10, -1, p), -self._exp, p) % p
        return -2 if (h := -h if self._sign else h) == -1 else h

    def __bool__(self):
        return self._special() or self._int != 0

    def __int__(self):
        if self._special():
            raise (OverflowError if self._exp == "F" else ValueError)(
                f"cannot convert {'Infinity' if self._exp == 'F' else 'NaN'} to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(Decimal._make(0, 1, -n), ROUND_HALF_EVEN)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def to_eng_string(self, context=None):
        return str(self)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _number(value, floats=False):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) or (floats and isinstance(value, float)):
        return Decimal(value)
    return NotImplemented


from collections import namedtuple

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
