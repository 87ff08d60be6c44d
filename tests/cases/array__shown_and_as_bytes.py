"""Arrays in `reprlib` and as bytes, as in the vectors of textbooks."""
import reprlib
from array import array


class Vector:
    typecode = "d"

    def __init__(self, components):
        self._components = array(self.typecode, components)

    def __repr__(self):
        components = reprlib.repr(self._components)
        return f"Vector({components[components.find('['):-1]})"

    def __bytes__(self):
        return bytes([ord(self.typecode)]) + bytes(self._components)

    @classmethod
    def frombytes(cls, octets):
        return cls(memoryview(octets[1:]).cast(chr(octets[0])))


print(Vector([3, 4]), Vector(range(10)), bytes(Vector([1.5])), Vector.frombytes(bytes(Vector([1, 2]))))
print(reprlib.repr(array("i")), reprlib.repr(array("h", range(6))), bytes(array("h", [1, 256])))
