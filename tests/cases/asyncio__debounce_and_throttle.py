"""Debouncing waits until the calls cease, throttling lets one through per interval and keeps the last."""
import asyncio


class Debounce:
    def __init__(self, pause, function):
        self.pause, self.function, self.timer = pause, function, None

    def __call__(self, *args):
        if self.timer:
            self.timer.cancel()
        self.timer = asyncio.get_running_loop().call_later(self.pause, self.function, *args)


class Throttle:
    def __init__(self, interval, function):
        self.interval, self.function = interval, function
        self.waiting, self.open = None, True

    def __call__(self, *args):
        if not self.open:
            self.waiting = args
            return
        self.open = False
        self.function(*args)
        asyncio.get_running_loop().call_later(self.interval, self.again)

    def again(self):
        self.open = True
        if self.waiting is not None:
            args, self.waiting = self.waiting, None
            self(*args)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    log = {"debounced": [], "throttled": []}

    def note(kind):
        return lambda text: log[kind].append((round(loop.time() - start, 1), text))

    search = Debounce(0.5, note("debounced"))
    scroll = Throttle(1, note("throttled"))
    text = ""
    for pause, letter in [(0.2, "a"), (0.2, "s"), (0.2, "y"), (0.9, "n"), (0.3, "c"), (1.4, "i"), (0.1, "o")]:
        await asyncio.sleep(pause)
        text += letter
        search(text)
        scroll(text)
    await asyncio.sleep(3)
    for kind, entries in log.items():
        print(kind, *entries, sep="\n  ")


asyncio.run(main())
