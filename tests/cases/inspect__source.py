import inspect, functools
import linecache


@functools.lru_cache(
    maxsize=3
)
def decorated(a,
              b=(1, 2)):
    """Doc."""

    def inner():
        return 1
    # comment inside
    return inner


# a comment after
class K:
    x = 1

    async def method(self):
        await thing()
        return [
            1,
        ]

    @staticmethod
    def s(): return 1


f = lambda x: x + 1
for o in decorated, K, K.method, K.s, f, K().method:
    print(inspect.getsource(o), "---", inspect.getsourcelines(o)[1])
try:
    inspect.getsource(5)
except TypeError as e:
    print(e)
print(len(inspect.getsource(inspect.getmodule(K))) > 10)
