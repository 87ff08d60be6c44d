"""`bytes` and `bytearray` of objects that say what they are."""


class Packet:
    def __init__(self, payload):
        self.payload = payload

    def __bytes__(self):
        return b"\x01" + self.payload

    def __len__(self):
        return 1 + len(self.payload)

    def __getitem__(self, index):
        return index  # never ends


class Count:
    def __index__(self):
        return 3


class Items:
    def __iter__(self):
        yield from (1, 2, 3)


class Wrong:
    def __bytes__(self):
        return "text"


class Nothing:
    pass


print(bytes(Packet(b"abc")), bytes(Count()), bytearray(Count()), bytes(Items()), bytearray(Items()))
print(b"%b" % Packet(b"x"))
for make in (lambda: bytes(Wrong()), lambda: bytes(Nothing()), lambda: bytearray(Nothing()), lambda: bytes(1.5)):
    try:
        print(make())
    except TypeError as error:
        print(error)
