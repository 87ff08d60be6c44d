print(7 // 2, -7 // 2, 7 % -2, 7 / 2, 2**100, -(2**64), 10**30 // 7, 10**30 % 7)
print(2**63 - 1 + 1, -(2**63) - 1, 3**50 * 5**30, (1 << 70) >> 60, -5 >> 1, 6 & 3, 6 | 3, 6 ^ 3, ~6)
print(int("12345678901234567890"), int("ff", 16), int("0b101", 0), int(" 42 "), int(3.99), int(-3.99))
print(hex(2**65), bin(10), oct(64), (255).bit_length(), abs(-(10**20)), pow(3, 100, 7), pow(2, -1))
print(divmod(10**20, 3), round(1234, -2), round(2.5), round(3.5), round(2.675, 2), round(-1.5))
print(1_000_000, 0xFF, 0o17, 0b11, True + True, int(True), bool(0), 5 == 5.0, hash(5) == hash(5.0))
print(1 < 2 < 3, 1 < 3 < 2, 10**18 < 10**19, 2**53 + 1 == float(2**53), min(3, 1, 2), max(-1, -2))
factorial = 1
for n in range(1, 31):
    factorial *= n
print(factorial, len(str(2**1000)), str(2**200)[-10:], f"{2**70:,}")
for attempt in (lambda: 1 // 0, lambda: 1 % 0, lambda: int("x"), lambda: int(""), lambda: 1 << -1, lambda: 10**400 * 1.0):
    try:
        attempt()
    except (ArithmeticError, ValueError) as error:
        print(type(error).__name__, error)
