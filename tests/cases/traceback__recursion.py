def forever(n):
    return forever(n + 1) + 1


def even(n):
    return odd(n - 1)


def odd(n):
    return even(n - 1)


for function in (forever, even):
    try:
        function(0)
    except RecursionError as error:
        print(function.__name__, error)


def countdown(n):
    if n == 0:
        raise ValueError("bottom")
    countdown(n - 1)


countdown(10)
