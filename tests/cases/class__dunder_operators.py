import functools


@functools.total_ordering
class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, factor):
        if not isinstance(factor, (int, float)):
            return NotImplemented
        return Vector(*(a * factor for a in self.parts))

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]

    def __contains__(self, part):
        return part in self.parts

    def __bool__(self):
        return any(self.parts)

    def __call__(self, scale):
        return scale * self


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 3, 2 * v, -v, v == Vector(1, 2), v != w, v < w, v >= w, {v: "key"}[Vector(1, 2)])
print(len(v), v[0], v[-1], list(w), 4 in w, bool(Vector(0, 0)), v(10), sorted([w, v]), sum([v, w], Vector(0, 0)))
v += w
print(v, [*v], max(v))
for attempt in (lambda: v * "x", lambda: v - w, lambda: v < 1, lambda: v[7]):
    try:
        attempt()
    except (TypeError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)


class Log(list):
    def __iadd__(self, item):
        self.append(item)
        return self

    def __getattr__(self, name):
        return f"no {name}"

    def __enter__(self):
        return self

    def __exit__(self, *error):
        print("exit", error[0])
        return True


with Log([1]) as log:
    log += 2
    print(log, log.colour, len(log))
    raise ValueError("swallowed")
print("after")
