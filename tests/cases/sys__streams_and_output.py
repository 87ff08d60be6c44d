import io
import sys
from contextlib import redirect_stderr, redirect_stdout

print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("error text\n")
buffer = io.StringIO()
print("captured", 1, 2, sep=",", file=buffer, flush=True)
print(repr(buffer.getvalue()))
with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
    print("hidden")
    print("hidden error", file=sys.stderr)
print(out.getvalue().strip(), err.getvalue().strip(), sys.argv[0].endswith(".py"), sys.version_info[:2] >= (3, 11), sys.maxsize)
buffer = io.StringIO("line one\nline two\nline three")
print(buffer.readline(), [line.strip() for line in buffer], buffer.seek(5), buffer.read(3), buffer.tell())
print(*map(str.upper, io.StringIO("a\nb")), end="")
print()
raw = io.BytesIO(b"bytes here")
print(raw.read(5), raw.getvalue())
print("no newline", end="")
print("", "joined", sep="|")
sys.stdout.flush()
