"""What is said of mistakes, and where: each text below has one."""

TEXTS = r"""
if True
    print(1)
%%
print "x"
%%
print x
%%
print(1
x = 2
%%
x = 'abc
%%
x = "abc
print(x)
%%
  x = 1
%%
def f():
    x = 1
      y = 2
%%
def f():
    x = 1
   y = 2
%%
if 1:
	x = 1
        y = 2
%%
1 = x
%%
f() = 3
%%
if x = 1:
    pass
%%
else if x:
    pass
%%
if x:
    pass
else if y:
    pass
%%
f"{x"
%%
f"{}"
%%
f"{x!z}"
%%
f"}"
%%
f(a=1, 2)
%%
f(**k, *a)
%%
def f(a=1, b): pass
%%
x := 1
%%
(x.y := 1)
%%
(x[0] := 1)
%%
for x in range(3) print(x)
%%
for i in range(3)
    print(i)
%%
while True
    pass
%%
class A
    pass
%%
def f()
    pass
%%
async def f()
    pass
%%
def f:
    pass
%%
async f():
    pass
%%
try:
    x
print(1)
%%
try:
    x
except ValueError, TypeError:
    pass
%%
except ValueError:
    pass
%%
import
%%
from x import
%%
from x import (a, b
%%
import a.b as c.d
%%
x = [1, 2, 3
y = 4
%%
x = {1: 2, 3: 4
y = 5
%%
x = {'a': 1 'b': 2}
%%
x = {'a' 1}
%%
x = {'a': }
%%
x = {'a': 1, 'b'}
%%
x = (1, 2
def f(): pass
%%
x = 1)
%%
x = [1)
%%
x = 5 5
%%
x = a b
%%
foo bar baz
%%
print("a" "b" c)
%%
print("hello" name)
%%
x = 1 +
%%
x == = 1
%%
x =+ = 1
%%
x++
%%
++x = 1
%%
x--
%%
True = 1
%%
None = 1
%%
def None(): pass
%%
class True: pass
%%
def f(None): pass
%%
lambda x=1, y: x
%%
lambda: yield
%%
del f()
%%
del 1
%%
del (a, b())
%%
with open(x) as 1: pass
%%
with open(x) as f() : pass
%%
with open(x) f: pass
%%
for 1 in x: pass
%%
for f() in x: pass
%%
for x y in z: pass
%%
for x range(3): pass
%%
[x for x in y if]
%%
[x, y for x in z]
%%
{x: y for x, y}
%%
[for x in y]
%%
f(x for x in y, 1)
%%
f(1, x for x in y)
%%
f(x=)
%%
f(x y)
%%
f(1 2)
%%
f(a.b=1)
%%
f(1=2)
%%
f(True=1)
%%
f(a, b=1, *c, d)
%%
f(**a, b)
%%
x = 08
%%
x = 1__0
%%
x = 1_
%%
x = 0x
%%
x = 0xg
%%
x = 0b2
%%
x = 0o8
%%
x = 1e
%%
x = 1.2.3
%%
x = 12abc
%%
1abc = 3
%%
x = 5px
%%
x = $5
%%
x = a?b
%%
x = “hi”
%%
print(‘hi’)
%%
x = 1；
%%
print（"x"）
%%
x = é€
%%
x = "\x1"
%%
x = "\u12"
%%
x = "C:\Users\new"
%%
x = 1 \ 
y = 2
%%
!ls
%%
x = !y
%%
x != = y
%%
x <> y
%%
x && y
%%
x || y
%%
x & & y
%%
not
%%
x = not
%%
x is not
%%
x in
%%
x = y if z
%%
x = y if z else
%%
x = if y: z
%%
x = 1 if 2 else pass
%%
raise x from
%%
raise x, y
%%
assert
%%
assert x,
%%
exec "x"
%%
print x, y
%%
print "a %s" % b
%%
print("a"
%%
print("a"))
%%
def f(x):
    return x
  print(1)
%%
def f(x:
    pass
%%
def f(*): pass
%%
def f(*, **k): pass
%%
def f(**k, a): pass
%%
def f(*a, *b): pass
%%
def f(a, /, b, /): pass
%%
def f(/): pass
%%
def f(*a=1): pass
%%
def f(1): pass
%%
def f(a.b): pass
%%
def f(a b): pass
%%
def 1f(): pass
%%
def class(): pass
%%
class = 1
%%
class A(: pass
%%
class A(x=1, y): pass
%%
import as x
%%
import x as
%%
from . import
%%
from import x
%%
from x import a,
%%
import x.
%%
from x import y.z
%%
@
def f(): pass
%%
@foo
x = 1
%%
match x:
    case 1
        pass
%%
match x
    case 1: pass
%%
match x:
    case 1 + 2: pass
%%
x: int: str
%%
(x, y): int = 1, 2
%%
[x]: int
%%
f(): int
%%
1: int
%%
x + 1 = 2
%%
x + 1 += 2
%%
(x, y) += 1
%%
f() += 1
%%
x, y += 1
%%
"a" = 1
%%
[1, x] = y
%%
(1, x) = y
%%
x = 1 = y
%%
{} = x
%%
{x} = y
%%
lambda: 1 = x
%%
x if y else z = 1
%%
x and y = 1
%%
not x = 1
%%
-x = 1
%%
x < y = 1
%%
await x = 1
%%
async def f():
    await x = 1
%%
`x`
%%
f'{x:{y}'
%%
f'{x = !r:^20'
%%
f'{x!}'
%%
f'{1 = 2}'
%%
x = [1, 2
for i in x:
    print(i)
%%
x = {
    'a': 1,
    'b': 2
print(x)
%%
foo(1,
    2
bar(3)
%%
async def main():
    await asyncio.gather(
        a(),
        b()
asyncio.run(main())
%%
async def main():
    await asyncio.sleep(1
    print("x")
%%
async def main():
    tasks = [a(), b()
    await asyncio.gather(*tasks)
%%
async def main()
    await x
%%
async def main():
    async with a as b, c as d
        pass
%%
async def main():
    for x in async y: pass
%%
async def main():
    async x = 1
%%
async main():
    pass
%%
def async f(): pass
%%
await = 1
%%
async = 1
%%
x = async
%%
def f():
    x = await
%%
async def f():
    x = await
%%
async def f():
    await
%%
async def f():
    return await x y
%%
async def f():
    x = await y z
%%
if x == 1
    print(1)
%%
if x == 1: print(1) else: print(2)
%%
if x:
    print(1)
  else:
    print(2)
%%
elif x:
    pass
%%
else:
    pass
%%
if x:
    pass
else
    pass
%%
if x:
    pass
elif y
    pass
%%
try
    pass
except:
    pass
%%
try:
    pass
except
    pass
%%
try:
    pass
finally
    pass
%%
try:
    pass
except* :
    pass
%%
try:
    pass
except A:
    pass
except* B:
    pass
%%
try:
    pass
except A as b.c:
    pass
%%
with x
    pass
%%
class A:
x = 1
%%
lambda x:
%%
x = lambda x return x
%%
x = {**a for a in b}
%%
x = [*a for a in b]
%%
x = (*a)
%%
print(*)
%%
print(**)
%%
x[1:2:3:4]
%%
x[]
%%
x[1
y
%%
x.1
%%
x.
%%
x..y
%%
.x
%%
x->y
%%
x => y
%%
if x => y: pass
%%
if x =< y: pass
%%
if x === y: pass
%%
x === y
%%
if x and: pass
%%
if (x: pass
%%
if x): pass
%%
while x: print(1) while y: pass
%%
pass pass
%%
x = 1 y = 2
%%
import a import b
%%
return x return y
%%
def f(): return 1 return 2
%%
function f() { }
%%
int x = 5
%%
var x = 5
%%
const x = 1
%%
let x = 5;
%%
for (i = 0; i < 3; i++) { }
%%
if (x) { y }
%%
// comment
%%
/* c */
%%
x = null; y = nul l
%%
switch x:
    case 1: pass
%%
do:
    pass
%%
def f() {
    return 1
}
%%
x = new Foo()
%%
f(x -> x + 1)
%%
throw x
%%
catch x:
    pass
%%
global x = 1
%%
def f():
    global x = 1
%%
print(f"{x}" + )
%%
print("it's" it's)
%%
print('it's')
%%
x = "He said "hi""
%%
print("a", end=)
%%
print("a",, "b")
%%
print(,)
%%
[1,,2]
%%
(,)
%%
f(,)
%%
x = [1 2 3]
%%
x = (1 2)
%%
x = {1 2}
%%
x = ["a" "b", "c" d]
%%
x = {'a': 1, 'b' 2}
%%
x = {'a': 1,, }
%%
x = {a: 1, **}
%%
x = {*a, b: 1}
%%
x = {a, b: 1}
%%
dict(a: 1)
%%
f(a: 1)
%%
f(a = b := 1)
%%
x = y := 1
%%
{a: b := 1}
%%
def f(a = b := 1): pass
%%
if x := : pass
%%
class A: x := 1
%%
(a := b) = 1
%%
while x = f(): pass
%%
assert x = 1
%%
return x = 1
%%
elif = 1
%%
f(class=1)
%%
x.class
%%
import class
%%
from class import x
%%
def f(self, class): pass
%%
for class in x: pass
%%
try: pass
except Exception as class: pass
%%
x = 0777
%%
x = 0_7
%%
x = 1L
%%
x = 10l
%%
x = 0XZ
%%
x = 1.e
%%
x = 'a' b'c'
%%
x = ur'a'
%%
x = bf'a'
%%
x = 'abc\
def
%%
x = f'abc
%%
x = r'\'
%%
x = '\'

%%
with x y
%%
with open(x) as f
    pass
%%
with open(x) as f print(1)
%%
try x
%%
while x print(1)
%%
if x print(1)
%%
if x:
    1
elif y print(1)
%%
def f() return 1
%%
async def f() await x
%%
class A print(1)
%%
else print(1)
%%
try:
    x
except A print(1)
%%
if x.y = 1:
    pass
%%
if x[0] = 1:
    pass
%%
if f(x) = 1:
    pass
%%
if x = 1 and y = 2:
    pass
%%
while x == 1 and y = 2:
    pass
%%
print(x = 1 y)
%%
if (x == 1:
    pass
%%
print("a", (1, 2)
x = 3
%%
if x == "a
    pass
%%
foo = {"a": [1, 2, "b": 3}
%%
x = [i for i in range(10) if i % 2 = 0]
%%
for i in range(10:
    print(i)
%%
print(f"{x")
%%
print(f"{x:>{w}")
%%
print(f"{}", 1)
%%
raise ValueError "x"
%%
import asyncio as
%%
from asyncio import sleep gather
%%
asyncio.run(main()
%%
x = {"a": 1, "b": 2, "c" 3}
%%
x = ["a", "b" "c", "d" e]
%%
print("Hello" + name " !")
%%
print("Hello", name, end="" sep="")
%%
print(1, 2
print(3)
%%
def f(x, y=1, z):
    pass
%%
f(x=1, y)
%%
f(x=1, y, z=2, w)
%%
class Foo:
    def bar(self)
        pass
%%
def f():
	x = 1
    y = 2
%%
x = 10
 y = 20
%%
if True:
    x = 1
     y = 2
%%
if True:
    x = 1
  y = 2
%%
print("a)
%%
print('don't')
%%
s = 'C:\new\users'
%%
s = "C:\Users\me"
%%
x = (3 + 4
%%
x = 3 + 4)
%%
x + 1 = 3
%%
5 = x
%%
"a" = x
%%
def = 3
%%
class = "A"
%%
lambda = 3
%%
for = 1
%%
x = if y
%%
while True print("x")
%%
x = [1, 2, 3
print(x)
%%
d = {'a': 1
print(d)
%%
print("x";
%%
if x > 3 print(x)
%%
if x > 3 then:
    pass
%%
if x > 3 and:
    pass
%%
if not:
    pass
%%
i++
%%
del
%%
async def f():
    for x in async_gen() async:
        pass
%%
async def f():
    return [x async for x in]
%%
def f(:
    pass
%%
def f(a, b:
    pass
%%
def f(a, b)):
    pass
%%
x = 1 if y else
%%
x = 1 if y
%%
print(x if y)
%%
try:
    x = 1
catch Exception as e:
    pass
%%
try:
    x = 1
except Exception e:
    pass
%%
try:
    x = 1
except (A, B), e:
    pass
%%
raise Exception, "msg"
%%
print "hello %s" % name
%%
print "a", "b"
%%
print x if y else z
%%
exec "code"
%%
print
print 1
%%
0777
%%
0xZZ
%%
1_000_
%%
12.5.6
%%
var = 5x
%%
True = 5
%%
None = x
%%
f(**x, *y)
%%
f(*x, y=1, **z, w)
%%
[*x for x in y]
%%
{**x for x in y}
%%
{x: 1, y}
%%
{x: 1, 2}
%%
(x for x in y, z)
%%
f(x for x in y, z)
%%
a, b += 1
%%
[a, b] += 1
%%
global x, y = 1
%%
import a.b.
%%
from . import *
from .. import
%%
async def f():
    async with a, b as c
        pass
%%
async def main():
    async with asyncio.TaskGroup() as tg
        tg.create_task(x())
%%
async def main():
    await asyncio.gather(a() b())
%%
async def main():
    await asyncio.gather(a(), b()))
%%
async def main():
    results = [await x for x in y
    return results
%%
async def main():
    print("a"
    await b()
%%
async def main():
    if x:
        await y
     else:
        pass
%%
async def main():
    await asyncio.sleep(1) print("x")
%%
async def main:
    pass
%%
def async main():
    pass
%%
await def main():
    pass
%%
asnyc def main():
    pass
%%
async def main()
    print(1)
%%
x = “hello”
%%
print(“hello”)
%%
x = 1 # ok
y = x – 1
%%
print("a"）
%%
x = y？

"""

for text in TEXTS.strip("\n").split("\n%%\n"):
    try:
        compile(text + "\n", "<text>", "exec")
        print(repr(text), "is fine")
    except SyntaxError as error:
        print(f"line {error.lineno}: {type(error).__name__}: {error.msg}")
        if error.text is not None and error.offset <= len(error.text) + 1:
            print("    " + error.text.rstrip("\n"))
            print("    " + " " * (error.offset - 1) + "^" * max(1, error.end_offset - error.offset))
