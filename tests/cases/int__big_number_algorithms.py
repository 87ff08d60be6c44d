"""Big integers: factorials, Fibonacci, roots, modular inverses, primality, bits, digits and bases."""
import math


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for base in (2, 3, 5, 7, 11, 13, 17):
        x = pow(base, d, n)
        if x not in (1, n - 1) and not any((x := x * x % n) == n - 1 for _ in range(s - 1)):
            return False
    return True


def in_base(n, base):
    digits = ""
    while n:
        n, digit = divmod(n, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


print(math.factorial(40), fibonacci(300), math.comb(100, 50), math.perm(20, 15))
print(
    is_prime(2**127 - 1), is_prime(2**129 - 1), math.isqrt(10**61), pow(3, -1, 10**20 + 39),
    pow(7, 10**30, 10**9 + 7)
)
big = 2**100 + 12345
print(in_base(big, 36), int(in_base(big, 36), 36) == big, int("-0xff", 16), int("0b101", 0), int("1_000"), f"{big:_x}")
print(
    big.bit_length(), (-big).bit_count(), big.to_bytes(14, "big").hex(),
    int.from_bytes(b"\xff\xfe", "little", signed=True)
)
print(
    big // -7, big % -7, -big // 7, -big % 7, divmod(-big, 10**10), big >> 90, -big >> 90, big << 3 & 0xFFFF,
    ~big | 5, -1 ^ big
)
print(math.gcd(2**40 * 9, 6**20), math.lcm(4, 6, 10), sum(map(int, str(2**1000))), big == float(big), float(2**80))
print(round(123456789, -4), round(-15, -1), round(25, -1), int(1e23), int(-2.9), hash(2**61 - 1), hash(-1), 10**20 / 3)
for wrong in (
    lambda: int("12x"), lambda: pow(2, -1, 4), lambda: 1 << -1, lambda: int("9", 8), lambda: float(10**400),
    lambda: 2**2000 / 1,
    lambda: (256).to_bytes(1, "big"), lambda: math.isqrt(-1), lambda: int("1" * 5000), lambda: 5 // 0,
    lambda: int(float("inf")),
):
    try:
        print(wrong())
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
