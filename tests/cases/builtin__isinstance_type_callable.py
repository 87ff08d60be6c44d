class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(1, (str, int)), issubclass(B, A), issubclass(bool, int), type(1) is int, type("a").__name__, type(type).__name__, isinstance(A, type))
print(callable(len), callable(A), callable(A()), callable(lambda: 0), type(None), type(...), type(NotImplemented), type(print), type(len).__name__)
print(hasattr("a", "upper"), getattr("a", "upper")(), getattr("a", "nope", "default"), type(1.0), type(1j), type(b""), type([]), type(()), type({}), type(set()), type(range(1)), type(iter([])))
print(id(A) == id(A), hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), dir(A())[-1], vars(B), A.__name__, B.__bases__, B.__base__.__name__) if False else print(id(A) == id(A), hash(1) == hash(1.0))
C = type("C", (A,), {"x": 1, "go": lambda self: self.x})
print(C().go(), C.__mro__[1].__name__, isinstance(C(), A), C)
