"""What an `ImportError` says of itself."""
for statement in ("from itertools import batched", "from sys import nothing", "import json.nothing", "import no_such_module"):
    try:
        exec(statement)
    except ImportError as error:
        print(type(error).__name__, "|", error.msg, "|", error.name, "|", error.path)
