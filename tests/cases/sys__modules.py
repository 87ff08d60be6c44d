"""`sys.modules` is what imports look in: modules that a program makes, replaces, forbids and drops."""
import sys
import types

made = types.ModuleType("made_up", "Its documentation.")
made.answer = 42
sys.modules["made_up"] = made
import made_up
from made_up import answer

print(made_up is made, answer, made_up.__doc__, "made_up" in sys.modules)


class Fake:
    def dumps(self, value):
        return f"<fake {value}>"


import json

sys.modules["json"] = Fake()
import json as replaced

print(replaced.dumps(1), json.dumps([1]))
del sys.modules["json"]
import json as again

print(again.dumps([2]))
sys.modules["decimal"] = None
try:
    import decimal
except ImportError as error:
    print(type(error).__name__, error)
print(sys.modules["__main__"].answer, sys.modules[__name__].__name__)
