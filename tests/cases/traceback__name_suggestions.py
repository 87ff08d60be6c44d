import asyncio
import math


class Worker:
    def __init__(self):
        self.results = []

    async def process(self):
        self.result.append(1)


for f in (lambda: prnt("x"), lambda: math.sqr(2), lambda: asyncio.slep(1), lambda: "".uper(), lambda: Worker().proces, lambda: [].push(1), lambda: len_(3)):
    try:
        f()
    except (NameError, AttributeError) as e:
        print(type(e).__name__, e)
asyncio.run(Worker().process())
