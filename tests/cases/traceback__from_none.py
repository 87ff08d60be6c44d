class Missing(LookupError):
    def __str__(self):
        return "nothing there"


def find(table, key):
    try:
        return table[key]
    except KeyError:
        raise Missing(key) from None


find({"a": 1}, "b")
