from decimal import Decimal, Overflow

largest = Decimal("9e999999")
for wrong in (lambda: largest * 10, lambda: largest + largest):
    try:
        print(wrong())
    except Overflow as error:
        print(error)
print(largest, largest - largest, largest / 10)
