// Going back and forth in time: every pane shows the same moment.

import AxeBuilder from "@axe-core/playwright";
import { Loopscope, expect, test } from "./page.mjs";

const PROGRAM = `import asyncio

async def produce(queue):
    for number in range(4):
        await asyncio.sleep(0.5)
        await queue.put(number)
        print("put", number)

async def consume(queue, lock):
    while True:
        number = await queue.get()
        async with lock:
            await asyncio.sleep(0.1)
        print("got", number)

async def main():
    queue, lock = asyncio.Queue(), asyncio.Lock()
    consumer = asyncio.create_task(consume(queue, lock), name="consumer")
    producer = asyncio.create_task(produce(queue), name="producer")
    await producer
    await asyncio.sleep(1)
    consumer.cancel()

asyncio.run(main())
`;

const ahead = /would end after 3/;

test("dragging the ruler goes back in time in every pane", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(PROGRAM);
  await expect(scope.findings).toContainText(ahead);
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
  await scope.scrub(0.38);
  // About 1.1 s: two items were put, the second is being worked on.
  await expect(scope.log).toContainText("put 1");
  await expect(scope.log).not.toContainText("put 2");
  const consumer = scope.tasks.getByRole("row").filter({ hasText: "consumer" });
  await expect(consumer).toContainText("waiting");
  await expect(page.locator(".numbers")).toContainText(/1\.\d\d/);
  await scope.dock("Loop");
  await expect(scope.loop.locator(".loop__next")).toContainText("Nobody is ready, so the loop sleeps until");
  await expect(scope.loop).toContainText("producer");
  await scope.dock("Resources");
  await expect(scope.resources).toContainText("the queue");
  await expect(scope.resources).toContainText("the lock");
  await scope.scrub(0.02);
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
  await page.getByRole("button", { name: "Latest" }).first().click();
  await expect(scope.timeline.getByRole("button", { name: "Latest" })).toBeHidden();
});

test("one steps from task to task, forwards and backwards", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(PROGRAM);
  await expect(scope.findings).toContainText(ahead);
  await scope.dock("Loop");
  const next = scope.loop.locator(".loop__next");
  await scope.button("Step back").click();
  await expect(next).toContainText("runs");
  const last = await next.textContent();
  await scope.button("Step back").click();
  await expect(next).not.toHaveText(last);
  await scope.button("Step").click();
  await expect(next).toHaveText(last);
  // The keyboard does the same, and turns, bookmarks and the way back to the newest too.
  await scope.canvas.focus();
  await page.keyboard.press(",");
  await expect(next).not.toHaveText(last);
  await page.keyboard.press("b");
  const marked = await next.textContent();
  await page.keyboard.press("<");
  await page.keyboard.press("<");
  await expect(next).not.toHaveText(marked);
  await page.keyboard.press("n");
  await expect(next).toHaveText(marked);
  await page.keyboard.press("Escape");
  await expect(next).toContainText("All tasks are done");
});

/** Runs a program of 150 tasks that yield so often, and tells what the page computes for a step back at its end. */
async function stepper(scope, yields) {
  await scope.open();
  await scope.choice("Clock").selectOption("virtual");
  await scope.run(`import asyncio

async def spin(n):
    for _ in range(${yields}):
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*(spin(n) for n in range(150)))

asyncio.run(main())
`);
  await scope.expectState("Finished", 40_000);
  await scope.button("Step back").click();
  // What the page's own thread computes: other programs on the machine do not count.
  const session = await scope.page.context().newCDPSession(scope.page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const computed = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration").value;
  };
  return async () => {
    await scope.page.bringToFront();
    const before = await computed();
    await scope.page.evaluate(async () => {
      const button = document.querySelector('[aria-label="Step back"]');
      for (let n = 0; n < 10; n++) {
        button.click();
        // What follows from a click is done in microtasks.
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
    return (await computed()) - before;
  };
}

test("a step back costs as much in a run of three hundred thousand events as in one of three thousand", async ({
  scope,
  context,
}) => {
  test.slow();
  const long = await stepper(scope, 600);
  const short = await stepper(new Loopscope(await context.newPage()), 6);
  // Alternately, and the least of each: what else the machine does passes by.
  const least = [Infinity, Infinity];
  for (let round = 0; round < 8; round++) {
    least[0] = Math.min(least[0], await long());
    least[1] = Math.min(least[1], await short());
  }
  // Going through the events of the whole run would cost a hundred times as much.
  expect(least[0] / least[1]).toBeLessThan(4);
});

test("the graph shows who made whom, collapses equals, and leads to the code", async ({ scope, page }) => {
  await scope.open("./?example=crowd");
  await expect(scope.findings).toContainText("would end after 2.5 s");
  await scope.dock("Graph");
  const crowd = scope.graph.getByRole("button", { name: /stand_up ×1000/ });
  await expect(crowd).toBeVisible();
  const place = () => crowd.locator(".graph__shape").evaluate((shape) => [shape.getAttribute("x"), shape.getAttribute("y")]);
  const before = await place();
  await scope.scrub(0.5);
  await expect(crowd).toHaveAttribute("aria-label", /\d+ waiting/);
  // Nothing moves while time does.
  expect(await place()).toEqual(before);
  await crowd.click();
  await expect(scope.graph.getByRole("button", { name: /Task-2 stand_up/ })).toBeVisible();
  await scope.button("Collapse").click();
  await expect(crowd).toBeVisible();
  await scope.graph.getByRole("button", { name: /Task-1 main/ }).click();
  await expect(scope.code.locator(".cm-gone-to")).toContainText("await asyncio.gather");
  await scope.dock("Tasks");
  await expect(scope.tasks.locator(".tasks__row--chosen")).toContainText("Task-1");
});

test("lanes are folded and unfolded", async ({ scope, page }) => {
  await scope.open("./?example=gather");
  await expect(scope.findings).toContainText("would end");
  await scope.canvas.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  // There is no other lane.
  await expect(scope.timeline.locator('[role="status"]').first()).toContainText("Task-1");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  await expect(scope.timeline.locator('[role="status"]').first()).toContainText("Task-2");
});

for (const theme of ["light", "dark"]) {
  test(`all panes of the dock are accessible (${theme})`, async ({ scope, page }) => {
    await scope.open("./?example=queue");
    await scope.choice("Theme").selectOption(theme);
    await expect(scope.findings).toContainText("would end");
    await scope.scrub(0.5);
    for (const name of ["Graph", "Loop", "Resources"]) {
      await scope.dock(name);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((n) => n.html).join(" | ").slice(0, 300)}`)).toEqual([]);
    }
  });
}

test("what the timeline says of itself is of the run that it shows", async ({ scope }) => {
  await scope.open("./?example=gather");
  await expect(scope.canvas).toHaveAttribute("aria-label", /4 tasks over 1 s.*4 returned/);
  await scope.choice("Speed").selectOption("10");
  await scope.run();
  await scope.expectState("Finished");
  await expect(scope.canvas).toHaveAttribute("aria-label", /4 tasks over 1(\.\d+)? s.*4 returned/);
  await expect(scope.findings).toContainText("Nothing to find fault with");
});

test("queues show their items, and locks and semaphores who has them and who waits, in order", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio

async def worker(name, jobs, desks):
    while True:
        job = await jobs.get()
        async with desks:
            await asyncio.sleep(1)
        jobs.task_done()

async def main():
    jobs = asyncio.Queue()
    desks = asyncio.Semaphore(2)
    for job in [1, "tea", (2, "toast"), 4, 5, 6]:
        jobs.put_nowait(job)
    workers = [asyncio.create_task(worker(n, jobs, desks), name=f"worker {n}") for n in range(4)]
    await jobs.join()
    for w in workers:
        w.cancel()

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end after 3 s");
  await scope.dock("Resources");
  await scope.scrub(0.2);
  const jobs = scope.resources.getByRole("listitem").filter({ hasText: "queue jobs" });
  await expect(jobs).toContainText("2 items");
  await expect(jobs.locator(".resource__item")).toHaveText(["5", "6"]);
  const desks = scope.resources.getByRole("listitem").filter({ hasText: "semaphore desks" });
  await expect(desks).toContainText("0 of 2 places free");
  await expect(desks.locator(".resource__tasks").first()).toHaveText(/held by:\s*worker 0\s*worker 1/);
  await expect(desks.locator(".resource__tasks").last()).toHaveText(/in line:\s*worker 2\s*worker 3/);
  // A second later the places have gone from hand to hand.
  await scope.scrub(0.5);
  await expect(desks.locator(".resource__tasks").first()).toHaveText(/held by:\s*worker 2\s*worker 3/);
  await scope.resources.getByRole("button", { name: "queue jobs" }).click();
  await expect(scope.code.locator(".cm-gone-to")).toContainText("asyncio.Queue()");
});
