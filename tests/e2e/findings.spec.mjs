// What would happen, and what could be better, before anything is run.

import { expect, test } from "./page.mjs";

const SLOW = `import asyncio

async def fetch(seconds):
    await asyncio.sleep(seconds)

async def main():
    await fetch(2)
    await fetch(3)
    await fetch(4)

asyncio.run(main())
`;

test("while one types, the program is run ahead", async ({ scope, page }) => {
  await scope.open();
  await expect(scope.timeline).toHaveClass(/pane--ahead/);
  await scope.paste(SLOW);
  await expect(scope.findings).toContainText("ahead: would end after 9 s");
  await expect(scope.findings).toContainText("These three awaits run one after the other: 9 s");
  await expect(scope.findings).toContainText("together they would take 4 s");
  // Nothing was printed, and nothing was run.
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
  await scope.expectState("Ready");
  // Run plays it for real.
  await scope.choice("Speed").selectOption("100");
  await scope.run();
  await expect(scope.timeline).not.toHaveClass(/pane--ahead/);
  await scope.expectState("Finished");
  await expect(scope.findings).toContainText("These three awaits run one after the other");
  await page.keyboard.press("Escape");
});

test("a finding goes to its line, is mended with a click, and the editor can undo that", async ({ scope, page }) => {
  await scope.open();
  await scope.paste(SLOW);
  const finding = scope.findings.locator(".finding");
  // It is underlined where it stands, too.
  await expect(scope.code.locator(".cm-lintRange-warning")).toHaveText("await fetch(2)");
  await finding.getByRole("button", { name: /one after the other/ }).click();
  await expect(scope.code.locator(".cm-gone-to")).toHaveText("    await fetch(2)");
  await finding.getByRole("button", { name: "Wrap in gather" }).click();
  expect(await scope.text()).toContain("    await asyncio.gather(fetch(2), fetch(3), fetch(4))\n");
  await expect(scope.findings).toContainText("ahead: would end after 4 s");
  await expect(scope.findings.locator(".finding")).toHaveCount(0);
  await scope.code.click();
  await page.keyboard.press("Control+z");
  expect(await scope.text()).toContain("    await fetch(2)\n    await fetch(3)\n");
  await expect(scope.findings.locator(".finding")).toHaveCount(1);
});

test("a program that fails is foretold calmly", async ({ scope }) => {
  await scope.open();
  await scope.paste("import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    1 / 0\n\nasyncio.run(main())\n");
  await expect(scope.findings).toContainText("ahead: would end with ZeroDivisionError: division by zero");
  await scope.paste("while True:\n    pass\n");
  await expect(scope.findings).toContainText("ahead: it goes on and on", { timeout: 20_000 });
  await scope.paste("import asyncio\n\nasync def main():\n    while True:\n        pass\n\nasyncio.run(main())\n");
  await expect(scope.findings).toContainText(/ahead: line [45] goes on and on/, { timeout: 20_000 });
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
});

test("a deadlock is found before it is run", async ({ scope }) => {
  await scope.open();
  await scope.paste(`import asyncio

async def take(one, other):
    async with one:
        await asyncio.sleep(0.1)
        async with other:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(take(a, b), take(b, a))

asyncio.run(main())
`);
  await expect(scope.findings).toContainText("wait for each other in a circle");
  await expect(scope.findings).toContainText("Task-2 waits for lock b (line 6), which Task-3 holds");
});

for (const [slug, expected] of [
  ["sequential", "These three awaits of the loop run one after the other: 1.9 s"],
  ["blocking", "Task-4 (rude) blocks the loop for 800 ms"],
  ["create-task", "kettle was still at work when main returned"],
]) {
  test(`what example ${slug} is about is found`, async ({ scope }) => {
    await scope.open(`./?example=${slug}`);
    await expect(scope.findings).toContainText(expected);
  });
}

test("the panes show what belongs to the text, whichever way it came about", async ({ scope, page }) => {
  await scope.open();
  await scope.choice("Speed").selectOption("100");
  await scope.run(SLOW);
  await scope.expectState("Finished");
  await expect(scope.timeline).not.toHaveClass(/pane--ahead/);
  // An edit is run ahead ...
  await scope.code.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# more");
  await expect(scope.timeline).toHaveClass(/pane--ahead/);
  await expect(scope.tasks).not.toHaveClass(/pane--stale/);
  await expect(scope.console).toHaveClass(/pane--stale/);
  // ... unless it cannot run ...
  await page.keyboard.type("\n(");
  await expect(scope.tasks).toHaveClass(/pane--stale/);
  // ... and without it, the run is shown again.
  await scope.paste(SLOW);
  await expect(scope.timeline).not.toHaveClass(/pane--ahead/);
  await expect(scope.tasks).not.toHaveClass(/pane--stale/);
  await expect(scope.console).not.toHaveClass(/pane--stale/);
});

test("why a run takes as long as it does is said before it and after it", async ({ scope }) => {
  await scope.open();
  const why = scope.findings.locator(".findings__account");
  await expect(why).toHaveText("Why it takes 1 s: Task-1 (greet) sleeps 1 s at line 6.");
  await scope.choice("Clock").selectOption("virtual");
  await scope.run();
  await scope.expectState("Finished");
  await expect(why).toHaveText("Why it takes 1 s: Task-1 (greet) sleeps 1 s at line 6.");
  await scope.choice("Example").selectOption({ label: "2 Three at once" });
  await expect(why).toContainText("All sleeps together are 3 s: they overlap.");
});
