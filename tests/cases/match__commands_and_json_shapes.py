def run(command):
    match command.split():
        case ["quit" | "exit"]:
            return "bye"
        case ["move", ("north" | "south") as where, steps] if steps.isdigit():
            return f"moving {where} {int(steps)}"
        case ["say", *words] if words:
            return " ".join(words).upper()
        case [verb]:
            return f"{verb} what?"
        case []:
            return "silence"
        case _:
            return "?"


def shape(value):
    match value:
        case {"type": "circle", "r": float(r) | int(r)}:
            return f"circle {r}"
        case {"type": "rect", "size": [w, h]}:
            return f"rect {w}x{h}"
        case {"children": [first, *others], **rest}:
            return f"group of {1 + len(others)}: {shape(first)} {rest}"
        case str() | bytes() as text if len(text) > 3:
            return f"long {text!r}"
        case (int() | float()) as n if n < 0:
            return "negative"
        case [[a, b], [c, d]] if a * d - b * c == 0:
            return "singular"
        case None:
            return "nothing"
        case other:
            return f"other {type(other).__name__}"


print([run(c) for c in ("quit", "move north 3", "move up 1", "say hi there", "say", "dance", "")])
print([shape(v) for v in ({"type": "circle", "r": 2}, {"type": "rect", "size": (1, 2)}, {"children": [{"type": "circle", "r": 1.5}, 0], "id": 7}, "long text", b"ab", -3, [[1, 2], [2, 4]], [[1, 2], [3, 4]], None, 5)])
