s = ""
t = []
for i in range(200000):
    s += "x"
    if i % 50000 == 0:
        t.append(s)
print(len(s), [len(x) for x in t], t[1] == "x" * 50001)
a = "é" * 100
b = a
a += "ü"
a2 = a
a += "z"
a2 += "Q"
b = b + "!"
print(len(a), a[-3:], a2[-3:], b[-2:], a[100], a2[100:], a[99:101], a2 == "é" * 100 + "üQ", hash(a2) == hash("é" * 100 + "üQ"))
u = "中文字符测试" * 1000
n = 0
for i in range(len(u)):
    n += u[i] == "字"
print(n, u[4321], u[-1], u[5000:5003], u[::1500])
d = {}
k = "k" * 70
for i in range(5):
    d[k] = i
    k += "k"
print([len(x) for x in d], d["k" * 72])
q = "ab" * 50
q += q
q += q
print(len(q), q == "ab" * 200)
name = "attribute"
name += ""
class K: pass
k = K(); k.attribute = 5
print(getattr(k, name), k.attribute, name)
