"""Shutting down in phases: no new work, then time to finish, then cancellation, and what is left is told."""
import asyncio


class Server:
    def __init__(self):
        self.accepting = True
        self.running = set()
        self.log = []

    def submit(self, name, length, stubborn=False):
        if not self.accepting:
            self.log.append(f"{name} refused")
            return
        task = asyncio.create_task(self.handle(name, length, stubborn), name=name)
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def handle(self, name, length, stubborn):
        try:
            await asyncio.sleep(length)
            self.log.append(f"{name} finished")
        except asyncio.CancelledError:
            self.log.append(f"{name} cancelled")
            if stubborn:
                await asyncio.sleep(0.5)
                self.log.append(f"{name} cleaned up")
            raise

    async def stop(self, grace):
        self.accepting = False
        if self.running:
            done, late = await asyncio.wait(self.running, timeout=grace)
            self.log.append(f"{len(done)} in time, {len(late)} late")
            for task in sorted(late, key=asyncio.Task.get_name):
                task.cancel("shutting down")
            results = await asyncio.gather(*late, return_exceptions=True)
            self.log.append(f"{sum(isinstance(result, asyncio.CancelledError) for result in results)} cancelled")


async def main():
    server = Server()
    for name, length, stubborn in [("a", 1, False), ("b", 2, False), ("c", 30, True), ("d", 40, False)]:
        server.submit(name, length, stubborn)
    loop = asyncio.get_running_loop()
    start = loop.time()
    stopping = asyncio.create_task(server.stop(grace=3))
    await asyncio.sleep(0)
    server.submit("e", 1)
    await stopping
    print(*server.log, sep="\n")
    print(f"{loop.time() - start:.1f} s, running: {server.running}, all: {len(asyncio.all_tasks())}")


asyncio.run(main())
