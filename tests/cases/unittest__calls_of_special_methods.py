"""`call` names special methods, those of tuples too."""
from unittest.mock import MagicMock, call

mock = MagicMock()
mock["key"]
mock.rows[0]
len(mock)
mock.count(1)
mock.index(2)
print(mock.mock_calls)
print(mock.mock_calls == [call.__getitem__("key"), call.rows.__getitem__(0), call.__len__(), call.count(1), call.index(2)])
print(call.__contains__(3), call.a.b(1)["x"] if False else call.a.b(1), len(call(1, k=2)), call(1).args, call(k=1).kwargs)
