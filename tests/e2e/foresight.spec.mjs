// What is foreseen of a run, and what becomes of it when the program runs for real.

import { expect, test } from "./page.mjs";

const PATIENT = `import asyncio

async def nap(n):
    await asyncio.sleep(n)

async def main():
    first = asyncio.create_task(nap(90), name="first")
    await asyncio.sleep(15)
    second = asyncio.create_task(nap(40), name="second")
    await first
    await second

asyncio.run(main())
`;

/** Points at a part (0 to 1) of a lane (from 0), and gives what is said of it. */
async function point(scope, lane, part) {
  const { x, y, width } = await scope.canvas.boundingBox();
  const gutter = Math.min(168, Math.max(72, width * 0.28));
  await scope.page.mouse.move(x + gutter + (width - gutter) * part - 3, y + 24 + 26 * lane + 13);
  await scope.page.mouse.move(x + gutter + (width - gutter) * part, y + 24 + 26 * lane + 13);
  return scope.timeline.locator(".timeline__tooltip");
}

test("a run plays along what was foreseen, in the same lanes", async ({ scope }) => {
  await scope.open();
  await scope.paste(PATIENT);
  await expect(scope.findings).toContainText("would end after 1 min 30 s");
  // The third lane is of a task that is made after 15 s.
  await expect(await point(scope, 2, 0.4)).toContainText("second");
  await scope.run();
  await scope.expectState("Running");
  const said = await point(scope, 2, 0.4);
  await expect(said).toContainText("second");
  await expect(said).toContainText("foreseen, not yet happened");
  await expect(await point(scope, 1, 0.6)).toContainText("foreseen, not yet happened");
  await scope.choice("Speed").selectOption("100");
  await scope.expectState("Finished");
  await expect(await point(scope, 2, 0.4)).not.toContainText("foreseen");
  await expect(scope.timeline.locator(".timeline__departure")).toBeHidden();
});

test("the first run does what was foreseen, where chance decides too; the next may not", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio, random

async def draw():
    await asyncio.sleep(0)
    print("drawn", random.randrange(10 ** 9))

async def main():
    if random.random() < 2:
        await draw()

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end at once");
  await scope.scrub(0.9);
  await expect(scope.log).toContainText("drawn");
  const foreseen = await scope.log.textContent();
  await scope.run();
  await scope.expectState("Finished");
  expect(await scope.log.textContent()).toBe(foreseen);
  await scope.run();
  await expect(scope.log).not.toHaveText(foreseen);
});

test("a run that goes another way than was foreseen says where, and why that may be", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio, time

async def one():
    await asyncio.sleep(0.1)

async def main():
    await asyncio.sleep(0.1)
    # The virtual clock stands in the year 2023.
    if time.time() > 1_750_000_000:
        await one()

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would end after 100 ms");
  const departure = scope.timeline.locator(".timeline__departure");
  await expect(departure).toBeHidden();
  await scope.run();
  await scope.expectState("Finished");
  await expect(departure).toContainText("goes another way than was foreseen: Task-1 waited at line 4");
  await expect(departure).toContainText("it was foreseen that Task-1 returned");
});

test("a program that waits for ever is shown up to there", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio

async def main():
    await asyncio.sleep(2)
    await asyncio.Event().wait()

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("would wait for ever from 2 s on");
  await expect(scope.canvas).toHaveAttribute("aria-label", /1 task over 2(\.\d+)? s.*1 waiting/);
});

test("an edit while the program runs marks what is shown as stale", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(PATIENT);
  await scope.run();
  await scope.expectState("Running");
  await expect(page.locator(".pane--stale")).toHaveCount(0);
  await scope.code.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("# another\n");
  for (const pane of [scope.timeline, scope.console, scope.tasks, scope.findings]) {
    await expect(pane).toHaveClass(/pane--stale/);
  }
  await scope.button("Stop").click();
  await page.keyboard.press("Control+Z");
});
