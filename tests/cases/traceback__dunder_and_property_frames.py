class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        return Money(self.amount + other.amount)

    @property
    def doubled(self):
        return self.amount.double()

    def __getitem__(self, key):
        return self.table[key]


def total(items):
    result = Money(0)
    for item in items:
        result = result + item
    return result


print(total([Money(1), Money(2)]).amount)
try:
    Money("x").doubled
except AttributeError as e:
    import traceback
    traceback.print_exc()
try:
    Money(1)["key"]
except AttributeError:
    traceback.print_exc()
data = {"users": [{"name": "a"}]}
try:
    print(data["users"][0]["age"] + data["users"][1]["age"])
except KeyError:
    traceback.print_exc()
value = (lambda f: f(
    1,
    2,
))
try:
    value(lambda a: a)
except TypeError:
    traceback.print_exc()
total([
    Money(1),
    "two",
])
