def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
from dataclasses import dataclass
from collections import deque, defaultdict, OrderedDict, Counter, namedtuple, UserDict, UserList, ChainMap
import collections.abc, enum
@dataclass
class P:
    x: int
    y: int = 0
class Q:
    __match_args__=("a","b")
    def __init__(s,a,b): s.a=a; s.b=b
class NoArgs:
    def __init__(s): s.z=1
class BadArgs: __match_args__=["a"]
class BadArgs2: __match_args__=(1,)
class Dup: __match_args__=("a","a"); a=1
class Color(enum.Enum): RED=1; BLUE=2
def m(v):
    match v:
        case 0: return "zero"
        case -1 | 1.5: return "neg or 1.5"
        case None: return "none"
        case True: return "true"
        case "a" "b": return "ab"
        case b"x": return "bytes"
        case Color.RED: return "red"
        case []: return "empty seq"
        case [x]: return ("one",x)
        case [1, *rest, 9]: return ("1..9",rest)
        case (a, b) if a == b: return ("pair eq",a)
        case [P(x=px), Q(qa, qb)]: return ("PQ",px,qa,qb)
        case [int(i), str() as s, *_]: return ("int,str",i,s)
        case {"k": v2, **rest}: return ("k",v2,rest)
        case {"t": [1, {"u": u}]}: return ("nested",u)
        case {}: return ("mapping",)
        case P(0, y): return ("P0",y)
        case P(x, y): return ("P",x,y)
        case Q(a=1): return "Q a=1"
        case Q(a, b): return ("Q",a,b)
        case str(s): return ("str",s)
        case float() | int() as n: return ("num",n)
        case set() | frozenset(): return "set"
        case _: return "other"
for v in (0,False,-1,1.5,1,True,None,"ab","zz",b"x",Color.RED,Color.BLUE,[],(),[5],(5,),[1,2,3,9],[1,9],(2,2),[P(1,2),Q(3,4)],[1,"s",2],(1,"s"),range(1),range(3),deque([1]),deque([3,3]),{"k":1,"z":2},{"t":[1,{"u":7}]},{},{"q":1},P(0,5),P(2),Q(1,9),Q(2,3),3.5,7,{1},frozenset(),defaultdict(int,k=5),OrderedDict(k=1),Counter("k"),NoArgs(),"",iter([]),object,UserDict(k=1),UserList([5]),ChainMap({"k":3}),bytearray(b"x"),bytearray(b"q"),2j,...): t(lambda: m(v) if not isinstance(m(v),str) or m(v)!="other" else ("other",type(v).__name__))
def bad(f): t(f)
def f1():
    match 1:
        case NoArgs(1): pass
        case int(1,2): pass
t(f1)
def f2():
    match NoArgs():
        case NoArgs(1): pass
t(f2)
def f3():
    match BadArgs():
        case BadArgs(1): pass
t(f3)
def f4():
    match BadArgs2():
        case BadArgs2(1): pass
t(f4)
def f5():
    match Dup():
        case Dup(1,2): pass
t(f5)
def f6():
    match Dup():
        case Dup(1,a=2): pass
t(f6)
def f7():
    match 1:
        case f7(): pass
t(f7)
def f8():
    match Q(1,2):
        case Q(1,2,3): return 1
t(f8)
def f9(x):
    match x:
        case [a,b,*c]: return (a,b,c)
        case [*c,a]: return (c,a)
        case str(): return "s"
for v in ([1,2,3],(1,2),[1],[],"abc",range(5)): t(lambda: f9(v))
class Seq(collections.abc.Sequence):
    def __len__(s): return 2
    def __getitem__(s,i):
        if i<2: return i*10
        raise IndexError
class Map(collections.abc.Mapping):
    def __len__(s): return 1
    def __iter__(s): return iter(["k"])
    def __getitem__(s,k):
        if k=="k": return "vv"
        raise KeyError(k)
t(lambda: m(Seq())); t(lambda: m(Map()))
def f10(x):
    match x:
        case {"a": 1, "b": b}: return b
        case {"a": _}: return "a"
        case {1: one, None: n}: return (one,n)
    return "no"
for v in ({"a":1,"b":2,"c":3},{"a":5},{1:"o",None:"n"},{"b":1}): t(lambda: f10(v))
NT=namedtuple("NT","p q")
def f11(x):
    match x:
        case NT(p=1,q=q): return ("nt",q)
        case NT(p,q): return (p,q)
        case (a,b): return "tuple"
t(lambda: f11(NT(1,2))); t(lambda: f11(NT(3,4))); t(lambda: f11((1,2)))
def f12(x):
    match x:
        case (1|2|3) as n, [*_, {"deep": [_, z]}]: return (n,z)
        case _ if x: return "truthy"
        case _: return "falsy"
t(lambda: f12((2,[0,{"deep":[1,"Z"]}]))); t(lambda: f12([])); t(lambda: f12([1]))
class LL(list): pass
class DD(dict): pass
class SS(str): pass
class II(int): pass
t(lambda: m(LL([5]))); t(lambda: m(DD(k=1))); t(lambda: m(SS("q"))); t(lambda: m(II(0))); t(lambda: m(II(7)))
def f13(x):
    match x:
        case int(real=r, imag=i): return (r,i)
        case str(s) if len(s)>2: return s
        case bool(b): return b
t(lambda: f13(5)); t(lambda: f13("abc")); t(lambda: f13(True)); t(lambda: f13("a"))
match 5:
    case n: print("bound",n)
print(n)
