// Runs that are hard to show: very many tasks, very short beside very long, strange names, and a bad end.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./page.mjs";

test("two hundred thousand tasks can be looked at in every pane", async ({ scope }) => {
  test.slow();
  await scope.open();
  await scope.choice("Clock").selectOption("virtual");
  await scope.run(`import asyncio

async def one(n):
    await asyncio.sleep(n % 7)

async def main():
    await asyncio.gather(*(one(n) for n in range(200_000)))

asyncio.run(main())
`);
  await scope.expectState("Finished", 90_000);
  await expect(scope.timeline).toContainText("The run is longer than its recording");
  for (const name of ["Tasks", "Graph", "Loop", "Resources"]) {
    await scope.dock(name);
    await scope.scrub(0.5);
    await scope.scrub(0.7);
    // What there is no room for is counted, and not put into the page.
    const pane = scope[name.toLowerCase()];
    await expect(pane).toBeVisible();
    expect(await pane.locator("*").count(), name).toBeLessThan(2_000);
  }
  await scope.dock("Graph");
  await expect(scope.graph.getByRole("button", { name: /one ×/ })).toBeVisible();
  await scope.dock("Loop");
  await expect(scope.loop).toContainText(/and \d+ more/);
});

test("nanoseconds beside hours", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(`import asyncio

async def blink():
    for _ in range(3):
        await asyncio.sleep(1e-9)

async def hibernate():
    await asyncio.sleep(3 * 3600)
    await blink()

async def main():
    await asyncio.gather(blink(), hibernate())

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end after 3 h");
  await scope.dock("Loop");
  await scope.button("Step back").click();
  await scope.button("Step back").click();
  await expect(scope.loop.locator(".loop__next")).toContainText("runs");
  // From the whole run to single turns.
  await scope.canvas.focus();
  for (let n = 0; n < 60; n++) await page.keyboard.press("+");
  await page.keyboard.press("0");
  await expect(scope.canvas).toHaveAttribute("aria-label", /3 tasks over 3 h/);
});

test("names of any length, direction and kind are legible", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(`import asyncio

async def work(n):
    await asyncio.sleep(n)
    print("done")

async def main():
    names = ["x" * 10_000, "מפיק ראשי (1)", "عامل", "🧵 👩‍👩‍👧 café", "a\\nb\\tc", "<b>&amp;", "\\u202etxet", ""]
    tasks = [asyncio.create_task(work(n + 1), name=name) for n, name in enumerate(names)]
    await asyncio.gather(*tasks)

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end after 8 s");
  await scope.scrub(0.06);
  for (const name of ["Tasks", "Graph", "Loop"]) {
    await scope.dock(name);
    const pane = scope[name.toLowerCase()];
    await expect(pane).toContainText("מפיק ראשי (1)");
    await expect(pane).toContainText("<b>&amp;");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((n) => n.html).join(" | ").slice(0, 300)}`)).toEqual([]);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  }
});

test("a run that ends in an error in the middle says so everywhere", async ({ scope }) => {
  await scope.open();
  await scope.choice("Speed").selectOption("10");
  await scope.paste(`import asyncio

async def work(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("no luck")

async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 5):
            group.create_task(work(n), name=f"work {n}")

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end with ValueError: no luck");
  await scope.run();
  await scope.expectState("Ended with exit status 1");
  await expect(scope.canvas).toHaveAttribute("aria-label", /5 tasks over 2(\.\d+)? s.*1 returned; 2 failed; 2 cancelled/);
  const row = (name) => scope.tasks.getByRole("row").filter({ hasText: name });
  await expect(row("work 2")).toContainText("failed");
  await expect(row("work 3")).toContainText("cancelled");
  await scope.dock("Loop");
  await expect(scope.loop.locator(".loop__next")).toContainText("All tasks are done");
});
