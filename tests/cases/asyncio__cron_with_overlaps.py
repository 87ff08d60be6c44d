"""Periodic jobs with a fixed rhythm: what happens when a job takes longer than its period, by policy."""
import asyncio
import math


class Cron:
    def __init__(self):
        self.start = asyncio.get_running_loop().time()
        self.log = []

    def now(self):
        return asyncio.get_running_loop().time() - self.start

    async def every(self, period, job, *, overlap="skip", until=6.5):
        running = set()
        turn = 0
        while (due := turn * period) < until:
            await asyncio.sleep(due - self.now())
            if overlap == "skip":
                await job(turn)
                turn = max(turn + 1, math.ceil(round(self.now() / period, 3)))
                continue
            if overlap == "replace":
                for task in running:
                    task.cancel()
            task = asyncio.create_task(job(turn))
            running.add(task)
            task.add_done_callback(running.discard)
            turn += 1
        await asyncio.gather(*running, return_exceptions=True)


def job(cron, name, length):
    async def run(turn):
        started = cron.now()
        end = "done"
        try:
            await asyncio.sleep(length)
        except asyncio.CancelledError:
            end = "replaced"
            raise
        finally:
            cron.log.append((name, turn, round(started, 1), round(cron.now(), 1), end))

    return run


async def main():
    cron = Cron()
    async with asyncio.TaskGroup() as group:
        group.create_task(cron.every(1, job(cron, "skip", 1.5), overlap="skip"))
        group.create_task(cron.every(2, job(cron, "parallel", 2.5), overlap="parallel"))
        group.create_task(cron.every(1.5, job(cron, "replace", 1.7), overlap="replace"))
    for entry in sorted(cron.log, key=lambda entry: entry[:2]):
        print("{:9} {} from {} to {}: {}".format(*entry))


asyncio.run(main())
