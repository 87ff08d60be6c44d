import asyncio


def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


def use():
    g = numbers()
    print(next(g))


use()
print("after use")
g = numbers()
next(g)
del g
print("after del")
g = numbers()
next(g)
g = None
print("after None")
for n in numbers():
    break
print("after break")
gen = numbers()
print(next(gen))


class Res:
    def __init__(self, name):
        self.name = name
        print("acquire", name)

    def __del__(self):
        print("release", self.name)


r = Res("a")
del r
print("deleted")
r = Res("b")
r = Res("c")
print("replaced")


def scope():
    inner = Res("d")
    print("in scope")


scope()
print("after scope")
r = None
print("none")
last = Res("e")
print("end")


class Bad:
    def __del__(self):
        raise ValueError("in del")


b = Bad()
del b
items = [Res("l1"), Res("l2")]
items.pop()
del items
print("list gone")
d = {"k": Res("v")}
del d["k"]
print("item gone")


class Holder:
    def __init__(self):
        self.res = Res("held")


h = Holder()
h.res = None
print("attr gone")
h.res = Res("held2")
del h
print("holder gone")


async def main():
    await asyncio.sleep(0.01)
    print("main ends")
    await asyncio.sleep(0)


asyncio.run(main())
print("real end")
