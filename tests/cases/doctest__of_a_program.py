"""A program that tests itself.

>>> add(1, 1)
2
"""

import asyncio
import doctest


def add(a, b):
    """Adds.

    >>> add(2, 3)
    5
    >>> add("a", 1)
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "int") to str
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> add([1], [2])  # doctest: +ELLIPSIS
    [1, ...]
    >>> print("a\\n\\nb")
    a
    <BLANKLINE>
    b
    >>> add(1, 1)
    3
    >>> print("x")
    >>> x = add(0, 0)
    >>> x
    0
    """
    return a + b


class Counter:
    """
    >>> Counter().step()
    1
    """

    count = 0

    def step(self):
        """>>> Counter().count
        0
        """
        self.count += 1
        return self.count


async def slow(value):
    """
    >>> asyncio.run(slow(None))
    >>> asyncio.run(slow(5))
    5
    """
    await asyncio.sleep(0.01)
    return value


if __name__ == "__main__":
    print(doctest.testmod())
    print(doctest.testmod(verbose=True))
