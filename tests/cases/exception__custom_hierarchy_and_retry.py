class AppError(Exception):
    """Base."""
    retryable = False


class NetworkError(AppError):
    retryable = True

    def __init__(self, host, attempts=1):
        self.host, self.attempts = host, attempts
        super().__init__(f"{host} unreachable after {attempts} attempts")

    def __reduce__(self):
        return type(self), (self.host, self.attempts)


class ValidationError(AppError, ValueError):
    def __init__(self, **problems):
        super().__init__(problems)
        self.problems = problems

    def __str__(self):
        return "; ".join(f"{k}: {v}" for k, v in self.problems.items())


def attempt(f):
    for n in range(1, 4):
        try:
            return f(n)
        except AppError as e:
            print(f"{type(e).__name__}({e}) retryable={e.retryable}")
            if not e.retryable:
                raise
    raise NetworkError("all", 3)


def flaky(n):
    if n < 3:
        raise NetworkError("host", n)
    return "ok"


def invalid(n):
    raise ValidationError(name="empty", age="negative")


print(attempt(flaky))
try:
    attempt(invalid)
except ValueError as e:
    print("as ValueError:", e, e.args, repr(e))
try:
    try:
        attempt(lambda n: (_ for _ in ()).throw(NetworkError("gen")))
    except AppError as e:
        raise SystemError("wrapped") from e
except SystemError as e:
    print(e, "<-", e.__cause__, isinstance(e.__cause__, NetworkError))
