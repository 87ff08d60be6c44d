// Threads beside the loop: in the timeline, the Loop pane, the Resources pane and the debugger.

import { expect, test } from "./page.mjs";

const TO_THREAD = `import asyncio
import time

def slow_read(name):
    time.sleep(1)
    return name

async def tick():
    for _ in range(4):
        await asyncio.sleep(0.3)
        print("tick")

async def main():
    ticker = asyncio.create_task(tick(), name="ticker")
    print(await asyncio.to_thread(slow_read, "disk"))
    await ticker

asyncio.run(main())
`;

test("a call in a thread has a lane of its own, beside a loop that goes on", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(TO_THREAD);
  await expect(scope.findings).toContainText(/would end after 1\.2/);
  await expect(scope.canvas).toHaveAttribute("aria-label", /tasks and 2 threads over/);
  await scope.timeline.getByRole("button", { name: "Table" }).click();
  const table = scope.timeline.getByRole("table", { name: "Tasks" });
  const row = table.getByRole("row").filter({ hasText: "thread asyncio_0" });
  await expect(row).toContainText("Task-1");
  await scope.scrub(0.4);
  await scope.dock("Loop");
  const threads = scope.loop.locator(".loop__stack").filter({ hasText: "thread asyncio_0" });
  await expect(threads).toContainText("waits for a sleep until 1");
  await expect(threads).toContainText("slow_read line 5");
  await expect(scope.loop).toContainText("ticker");
  await scope.dock("Resources");
  await expect(scope.resources).toContainText("pool asyncio");
  await expect(scope.resources.getByRole("list", { name: "Workers" })).toContainText("slow_read: waits for a sleep");
  await scope.dock("Tasks");
  await expect(scope.tasks.getByRole("row").filter({ hasText: "thread asyncio_0" })).toContainText("sleep until 1.00 s");
  expect(await page.locator(".numbers").innerText()).toMatch(/of 2\b/);
});

test("a task that waits for a thread in the loop is said to block it", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio, time
from concurrent.futures import ThreadPoolExecutor

def work():
    time.sleep(0.5)
    return 1

async def main():
    with ThreadPoolExecutor(2, thread_name_prefix="io") as pool:
        future = pool.submit(work)
        print(future.result())
        await asyncio.sleep(0.1)

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("blocks the loop for 500 ms");
  await expect(scope.findings).toContainText("asyncio.wrap_future");
  await scope.scrub(0.3);
  await scope.dock("Loop");
  await expect(scope.loop.locator(".loop__next")).toContainText("blocks the loop until it is woken");
});

test("stepping by line shows where threads stand, and their variables", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(`import threading, queue

jobs = queue.Queue()

def work(size):
    while (job := jobs.get()) is not None:
        print(job * size)

worker = threading.Thread(target=work, args=(3,), name="worker")
worker.start()
jobs.put(5)
jobs.put(None)
worker.join()
`);
  await expect(scope.timeline.locator("canvas")).toBeVisible();
  await scope.dock("Variables");
  await scope.code.locator(".cm-line").nth(10).click();
  await page.keyboard.press("F9");
  await scope.button("Continue").click();
  await expect(scope.variables.getByRole("status")).toContainText("Line 11 is about to run");
  await scope.dock("Loop");
  const stack = scope.loop.locator(".loop__stack").filter({ hasText: "thread worker" });
  await expect(stack).toContainText("waits for queue jobs");
  await expect(stack).toContainText("work line 6");
  await scope.dock("Variables");
  await scope.variables.getByLabel("Stack of").selectOption({ label: "thread worker" });
  await expect(scope.variables).toContainText("size");
  await expect(scope.variables.getByRole("table", { name: "Variables of work" })).toContainText("3");
});

test("queues and locks of threads are resources: items, owners, who waits, and a deadlock names them", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import queue, threading, time

def work(jobs, desks):
    while (job := jobs.get()) is not None:
        with desks:
            time.sleep(1)

jobs, desks = queue.Queue(), threading.Semaphore(2)
for job in [1, "tea", (2, "toast"), 4, 5, 6, None, None, None, None]:
    jobs.put(job)
workers = [threading.Thread(target=work, args=(jobs, desks), name=f"worker {n}") for n in range(4)]
for worker in workers: worker.start()
for worker in workers: worker.join()
`);
  await expect(scope.findings).toContainText("would end after 3 s");
  await scope.dock("Resources");
  await scope.scrub(0.2);
  const list = scope.resources.getByRole("listitem");
  const queue = list.filter({ hasText: "queue jobs" });
  await expect(queue.locator(".resource__item")).toHaveText(["5", "6", "None", "None", "None", "None"]);
  const desks = list.filter({ hasText: "semaphore desks" });
  await expect(desks).toContainText("0 of 2 places free");
  await expect(desks.locator(".resource__tasks").first()).toHaveText(/held by:\s*thread worker 0\s*thread worker 1/);
  await expect(desks.locator(".resource__tasks").last()).toHaveText(/in line:\s*thread worker 2\s*thread worker 3/);
  await scope.dock("Graph");
  await expect(scope.graph).toContainText("semaphore desks");
  await scope.paste(`import threading, time

def transfer(one, other):
    with one:
        time.sleep(0.1)
        with other:
            print("moved")

first, second = threading.Lock(), threading.Lock()
for name, pair in ("one", (first, second)), ("two", (second, first)):
    threading.Thread(target=transfer, args=pair, name=name).start()
`);
  await expect(scope.findings).toContainText("Deadlock: threads wait for each other in a circle");
  await expect(scope.findings).toContainText("one waits for lock second (line 6), which two holds");
});
