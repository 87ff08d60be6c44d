"""Text over bytes in memory, and the console made anew, as programs do for the sake of other consoles."""

import asyncio
import codecs
import io
import sys

raw = io.BytesIO()
text = io.TextIOWrapper(raw, encoding="utf-8", newline="\r\n", write_through=True)
print("héllo", "wörld", sep="\n", file=text)
text.flush()
print(raw.getvalue(), text.encoding, text.errors, text.buffer is raw)
print(io.TextIOWrapper(io.BytesIO("a\r\nb\rc\n".encode())).readlines())
print(io.TextIOWrapper(io.BytesIO("a\r\nb\rc\n".encode()), newline="").readlines())
reader = io.TextIOWrapper(io.BytesIO("eins\nzwei ü\ndrei".encode("latin-1")), encoding="latin-1")
print(repr(reader.readline()), repr(reader.read(4)), reader.tell(), [repr(line) for line in reader])
print(text.detach() is raw, isinstance(sys.stdout, io.TextIOWrapper), isinstance(text, io.TextIOBase))
try:
    io.TextIOWrapper(io.BytesIO(b"\xff")).read()
except UnicodeDecodeError as error:
    print(error)
writer = codecs.getwriter("utf-16-le")(raw := io.BytesIO())
writer.write("hé")
print(raw.getvalue(), codecs.getreader("utf-8")(io.BytesIO("ü\nx".encode())).readlines())

sys.stdout.flush()
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
print("once more: ü")
sys.stdout.reconfigure(line_buffering=True)
sys.stdout = codecs.getwriter("utf-8")(sys.stdout.detach())


async def main():
    print("and again: ü")
    await asyncio.sleep(0.1)
    sys.stdout.write("done\n")


asyncio.run(main())
