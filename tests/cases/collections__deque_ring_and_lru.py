from collections import deque, OrderedDict, Counter, defaultdict


class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            print("evict", self.popitem(last=False))


cache = LRU(2)
cache["a"] = 1
cache["b"] = 2
cache["a"]
cache["c"] = 3
print(list(cache), "b" in cache)
window = deque(maxlen=3)
print([round(sum(window) / len(window), 1) for x in (1, 5, 9, 13) if window.append(x) is None])
ring = deque("abcde")
ring.rotate(2)
print(ring, ring[0], ring.popleft(), ring.pop(), list(ring))
c = Counter("abracadabra")
print(c.most_common(2), c["z"], c + Counter("aab"), c - Counter("aaaaab"), sorted(c.elements())[:4], sum(c.values()), dict(c))
tree = lambda: defaultdict(tree)
t = tree()
t["x"]["y"]["z"] = 1
print(t["x"]["y"]["z"], list(t), len(t["nothing"]), sorted(t))
dd = defaultdict(int, a=1)
for ch in "aab":
    dd[ch] += 1
print(dict(dd), dd.default_factory, dd.pop("a"), dd["new"], dict(dd))
try:
    deque([1, 2], maxlen=2).insert(1, 5)
except IndexError as e:
    print(e)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
