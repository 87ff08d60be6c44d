class Account:
    interest = 0.05
    __secret = "class secret"

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance
        self._history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"cannot deposit {amount}")
        self.__balance += amount
        self._history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self.__balance:
            raise ArithmeticError(f"insufficient funds: {self.__balance} < {amount}")
        self.__balance -= amount
        return self

    @property
    def balance(self):
        return self.__balance

    def __len__(self):
        return len(self._history)

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: getattr(self, name[4:])
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        if name == "owner" and not value:
            raise ValueError("no owner")
        super().__setattr__(name, value)


a = Account("Eve", 10)
print(a.deposit(5).withdraw(3).balance, a._Account__balance, Account._Account__secret, len(a), a.get_owner(), a.get_balance())
for f in (lambda: a.deposit(-1), lambda: a.withdraw(100), lambda: a.__balance, lambda: a.missing, lambda: setattr(a, "owner", ""), lambda: setattr(a, "balance", 1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(sorted(vars(a)), hasattr(a, "get_x"), hasattr(a, "zzz"), getattr(a, "zzz", "default"), dir(a)[:1])
print(a.__class__.__name__, a.__module__, Account.__doc__, Account.__dict__["interest"], a.__dict__ is vars(a))
a.__dict__["injected"] = 1
print(a.injected)
