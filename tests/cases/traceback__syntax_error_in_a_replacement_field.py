x = 1
print("never printed")
print(f"total: {sum(x y):>10} and {x}")
