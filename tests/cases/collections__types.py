from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

queue = deque([1, 2, 3], maxlen=4)
queue.append(4)
queue.append(5)
queue.appendleft(0)
print(queue, queue.popleft(), queue.pop(), len(queue), queue[0], list(queue), 3 in queue)
queue.rotate(1)
queue.extend([8, 9])
print(queue, queue.maxlen, deque("ab"), deque("abc") == deque(["a", "b", "c"]))

counts = Counter("mississippi")
print(counts, counts.most_common(2), counts["z"], counts["s"], sum(counts.values()))
counts.update("pp")
counts["m"] -= 1
print(counts["p"], +counts, sorted(counts.elements())[:3], Counter(a=3) - Counter(a=1, b=2), Counter("ab") + Counter("b"))

groups = defaultdict(list)
for word in ["ant", "bee", "ape"]:
    groups[word[0]].append(word)
print(groups, dict(groups), groups["c"], "d" in groups, defaultdict(int)["x"])

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict(), Point._fields, Point(*[7, 8]), p == (1, 0))
x, y = p
print(x, y, isinstance(p, tuple))

ordered = OrderedDict(a=1, b=2, c=3)
ordered.move_to_end("a")
print(ordered, ordered.popitem(last=False), list(ordered))
layers = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(layers["a"], layers["b"], sorted(layers), layers.new_child({"b": 9})["b"])
try:
    Point()
except TypeError as error:
    print(error)
try:
    deque().popleft()
except IndexError as error:
    print(error)
