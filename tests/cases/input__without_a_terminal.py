"""`input` at the end of what there is to read."""
import asyncio
import io
import sys


async def ask(prompt):
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(None, input, prompt)
    except EOFError as error:
        print()
        return repr(error)


async def main():
    print("nothing:", await ask("name? "))
    print("a line:", repr(sys.stdin.readline()))
    print("lines:", list(sys.stdin), sys.stdin.read() == "")

    # A program may put its own text there.
    sys.stdin = io.StringIO("Ada\n36\n  spaces  \nlast")
    print(await ask("name? "))
    age = int(input("age? "))
    print(age + 1)
    print(repr(input()), repr(input()))
    print("nothing:", await ask("more? "))


asyncio.run(main())
