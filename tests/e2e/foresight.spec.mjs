// What is foreseen of a run, and what becomes of it when the program runs for real.

import { expect, test } from "./page.mjs";

const PATIENT = `import asyncio

async def nap(n):
    await asyncio.sleep(n)

async def main():
    first = asyncio.create_task(nap(30), name="first")
    await asyncio.sleep(15)
    second = asyncio.create_task(nap(14), name="second")
    await first
    await second

asyncio.run(main())
`;

test("a run that goes another way than was foreseen says where, and why that may be", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio, time

async def one():
    await asyncio.sleep(1)

async def main():
    await asyncio.sleep(2)
    # The virtual clock stands in the year 2023.
    if time.time() > 1_750_000_000:
        await one()

asyncio.run(main())
`);
  // Not what was foreseen of the example that was there before.
  await expect(scope.findings).toContainText("would end after 2 s");
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
