"""Code that is made while the program runs: `eval`, `exec`, `compile`, and what `globals()` shows and writes."""
import asyncio
import traceback
import types

x = 10


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, "|", error)


for source in ("1 + 2", "x * 2", " [i * i for i in range(3)]", "lambda a: a + x", "nope", "1 / 0", "(1,\n 2)", "{'a': 1}['a']", "1 +"):
    show(lambda: eval(source)(1) if "lambda" in source else eval(source))
show(lambda: eval("y", {"y": 5}))
show(lambda: eval("x + y", {"x": 1}, {"y": 2}))
show(lambda: eval("len('abc')", {"__builtins__": {}}))
show(lambda: eval("size('abc')", {"__builtins__": {"size": len}}))
show(lambda: eval(b"3 * 3"))
show(lambda: eval(5))
show(lambda: eval("1", 5))
show(lambda: exec("1", 5))
show(lambda: exec("if 1:\npass"))
show(lambda: exec("  x = 1"))

exec("a = 5\nb = a * 2\ndef f(n): return n + a\nclass K:\n  v = a")
print(a, b, f(3), K.v, f.__module__, K)

names = {}
exec("z = 1\ndef g():\n  global z\n  z += 1\n  return z\nw = [g() for _ in range(3)]\nq = 1\ndel q", names)
print([name for name in names if name != "__builtins__"], names["z"], names["g"](), names["z"], names["w"])
names["z"] = 100
print(names["g"](), names["z"], "__builtins__" in names)


def function(p):
    q = 3
    exec("r = p + q; print('in', r)")
    try:
        print(r)
    except NameError as error:
        print(error)
    local = {"p": 9}
    exec("s = p", {}, local)
    print(local, eval("[p, q, x]"))
    exec("global made\nmade = p")
    return eval("p * q")


print(function(2), made)
code = compile("x + 1", "<expression>", "eval")
print(eval(code), code.co_names, code.co_filename)
code = compile("m = x\nprint(m)", "<statements>", "exec")
exec(code)
show(lambda: compile("x", "f", "bad"))
show(lambda: eval(compile("5", "", "exec")))

globals()["dynamic"] = 77
print(dynamic, "dynamic" in globals(), globals().get("nope", 1), globals()["x"])
globals().update(u1=1, u2=2)
print(u1 + u2)
del globals()["u1"]
show(lambda: u1)
for i in range(3):
    globals()[f"var_{i}"] = i * i
print(var_0, var_1, var_2)
everything = globals()
later = 5
print(everything["later"], "later" in everything)


class C:
    exec("attr = 42")
    y = eval("attr + 1")


print(C.attr, C.y)
for source in ("raise ValueError('in exec')", "def h():\n    raise KeyError('k')\nh()", "f(1"):
    try:
        exec(source)
    except Exception as error:
        print(type(error).__name__, error, [(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)])

exec("""
async def main():
    await asyncio.sleep(0.1)
    print("a main that was made")
asyncio.run(main())
""")


async def main():
    local = 3
    print(eval("local + 1"))
    made = {}
    exec("async def inner():\n    import asyncio\n    await asyncio.sleep(0)\n    return 'inner'", made)
    print(await made["inner"]())


asyncio.run(main())
module = types.ModuleType("made")
exec("def q(): return qq\nqq = 5", module.__dict__)
print(module.q(), module.qq)
exec("import math as mm\nfrom os.path import join")
print(mm.floor(2.5), join("a", "b"))
for operator in "+-*/":
    print(eval(f"8 {operator} 2"))
exec("match [1, 2]:\n    case [one, two]: print('matched', one, two)")
