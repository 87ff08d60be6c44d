class Account:
    def __init__(self, owner, balance=0):
        assert balance >= 0, f"{owner} cannot start with {balance}"
        self.owner, self.balance = owner, balance

    def __add__(self, other):
        return Account(self.owner, self.balance + other.balance)


def merge(accounts):
    total = Account("total")
    for account in accounts:
        total = total + account
    return total


print(merge([Account("ann", 5), Account("bob", 7)]).balance)
merge([
    Account("cid", 1),
    Account(
        "dan",
        balance=-3,
    ),
])
