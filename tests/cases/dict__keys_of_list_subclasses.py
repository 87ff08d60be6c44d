"""Keys of classes derived from list and dict that have a hash of their own compare by their items."""


class Path(list):
    def __hash__(self):
        return hash(tuple(self))


class Frozen(dict):
    def __hash__(self):
        return hash(frozenset(self.items()))


seen = {Path([1, 2]): "first", Frozen(a=1): "second"}
print(seen[Path([1, 2])], Path([1, 2]) in seen, Path([1]) in seen, seen.get(Frozen(a=1)), Frozen(a=2) in seen)
print(len({Path([1]), Path([1]), Path([2])}), len({Frozen(a=1), Frozen(a=1)}))
