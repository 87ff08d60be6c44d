import traceback

try:

    class Broken:
        size = 3
        share = size / 0
except ZeroDivisionError:
    traceback.print_exc()


class Meta:
    @property
    def value(self):
        return self._hidden

    def __repr__(self):
        return "<Meta>"

    def __str__(self):
        raise RuntimeError("no text for you")


try:
    Meta().value
except AttributeError:
    traceback.print_exc()
try:
    f"{Meta()}"
except RuntimeError as error:
    print("".join(traceback.format_exception(error)), end="")
try:
    [n / (n - 2) for n in range(4)]
except ZeroDivisionError:
    print(traceback.format_exc(), end="")
(lambda: undefined)()
