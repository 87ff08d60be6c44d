import functools


@functools.total_ordering
class Card:
    ranks = "23456789TJQKA"

    def __init__(self, text):
        self.rank, self.suit = text

    def __eq__(self, other):
        return self.rank == other.rank if isinstance(other, Card) else NotImplemented

    def __lt__(self, other):
        return self.ranks.index(self.rank) < self.ranks.index(other.rank)

    def __hash__(self):
        return hash(self.rank)

    def __repr__(self):
        return self.rank + self.suit


class Hand:
    def __init__(self, *cards):
        self.cards = [Card(c) for c in cards]

    def __len__(self): return len(self.cards)
    def __getitem__(self, i): return self.cards[i]
    def __setitem__(self, i, c): self.cards[i] = Card(c)
    def __delitem__(self, i): del self.cards[i]
    def __contains__(self, c): return Card(c) in self.cards
    def __iter__(self): return iter(self.cards)
    def __reversed__(self): return reversed(self.cards)
    def __bool__(self): return bool(self.cards)
    def __add__(self, other): return [*self, *other]


h = Hand("AS", "TD", "2C")
print(sorted(h), max(h), len(h), h[0], h[-1], h[1:], "TH" in h, "3H" in h, list(reversed(h)), bool(Hand()), h + Hand("KH"))
h[0] = "3D"
del h[1]
print(list(h), Card("AS") == Card("AH"), {Card("AS"), Card("AH")}, Card("2C") <= Card("3C"), Card("AS") != 5, sum(1 for c in h if c > Card("2S")))
try:
    Card("AS") < 5
except AttributeError as e:
    print(e)
try:
    h[9]
except IndexError as e:
    print(e)
a, *rest = h
print(a, rest, [*map(str, h)], dict(enumerate(h)), h.index if False else h.cards.index(Card("2H")))
