import asyncio
import random

# Reset, then a colour for each of the three.
COLOURS = (
    "\033[0m",
    "\033[36m",
    "\033[91m",
    "\033[35m",
)


async def draw(index, threshold=6):
    print(COLOURS[index + 1] + f"Start of draw({index}).")
    number = random.randint(0, 10)
    while number <= threshold:
        print(COLOURS[index + 1] + f"draw({index}) == {number} is too low; again.")
        await asyncio.sleep(index + 1)
        number = random.randint(0, 10)
    print(COLOURS[index + 1] + f"---> Done: draw({index}) == {number}" + COLOURS[0])
    return number


async def main():
    return await asyncio.gather(*(draw(i, 10 - i - 1) for i in range(3)))


if __name__ == "__main__":
    random.seed(444)
    first, second, third = asyncio.run(main())
    print()
    print(f"first: {first}, second: {second}, third: {third}")
