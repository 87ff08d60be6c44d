class Shown(str):
    def __repr__(self):
        return f"<{str(self)}>"


print(int(Shown("12")), int(Shown("ff"), 16))
for base in (10, 16):
    try:
        int(Shown("zz"), base)
    except ValueError as e:
        print(e)
try:
    int(Shown(""))
except ValueError as e:
    print(e)
