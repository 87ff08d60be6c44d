// Stepping by line, breakpoints, watches, and variables that are given other values.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./page.mjs";

const PROGRAM = `import asyncio

async def add(name, numbers):
    total = 0
    for number in numbers:
        total += number
        await asyncio.sleep(0.1)
        print(name, total)
    return total

async def main():
    a = asyncio.create_task(add("a", [1, 2, 3]), name="adds-a")
    b = asyncio.create_task(add("b", [10, 20]), name="adds-b")
    print(await a + await b)

asyncio.run(main())
`;

/** Opens the program, with the pane in sight. */
async function open(scope) {
  await scope.open();
  await scope.paste(PROGRAM);
  await expect(scope.timeline.locator("canvas")).toBeVisible();
  await scope.dock("Variables");
}

const said = (scope) => scope.variables.getByRole("status");

const value = (scope, name) => scope.variables.getByRole("row").filter({ hasText: name }).first();

/** Puts the cursor of the editor into a line. */
async function goToLine(scope, line) {
  await scope.code.locator(".cm-line").nth(line - 1).click();
}

test("a breakpoint stops the program, and one steps on and back from there", async ({ scope, page }) => {
  await open(scope);
  await goToLine(scope, 8);
  await page.keyboard.press("F9");
  await expect(page.locator(".cm-sign--breakpoint:visible")).toHaveCount(1);
  await expect(scope.variables.getByRole("list", { name: "Breakpoints at lines" })).toContainText("print(name, total)");
  await scope.button("Continue").click();
  await expect(said(scope)).toContainText("Line 8 is about to run, in task adds-a");
  await expect(page.locator(".cm-standing")).toContainText("print(name, total)");
  await expect(value(scope, "total")).toContainText("1");
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
  await scope.expectState("Paused");

  // A line on, and the text is printed; back, and it is not.
  await page.keyboard.press("F10");
  await expect(said(scope)).toContainText("Line 5 is about to run");
  await expect(scope.log).toContainText("a 1");
  await page.keyboard.press("Shift+F10");
  await expect(said(scope)).toContainText("Line 8 is about to run");
  await expect(scope.log.locator(".console__line")).toHaveCount(0);

  // The other task comes by the same line; its variables are its own.
  await page.keyboard.press("F8");
  await expect(said(scope)).toContainText("in task adds-b");
  await expect(value(scope, "total")).toContainText("10");
  await scope.choice("Stack of").selectOption({ label: "task adds-a" });
  await expect(value(scope, "numbers")).toContainText("[1, 2, 3]");
  await scope.button("Reverse continue").click();
  await expect(said(scope)).toContainText("in task adds-a");
  await scope.button("Remove breakpoint at line 8").click();
  await expect(page.locator(".cm-sign--breakpoint:visible")).toHaveCount(0);
  await scope.button("Resume").click();
  await expect(said(scope)).toContainText("The program has ended with status 0");
  await expect(scope.log).toContainText("36");
});

test("Step and Step back go by what was chosen", async ({ scope }) => {
  await open(scope);
  await scope.choice("Step by").selectOption("line");
  await scope.button("Step").click();
  await expect(said(scope)).toContainText("Line 1 is about to run");
  await scope.button("Step").click();
  await expect(said(scope)).toContainText("Line 3 is about to run");
  await scope.button("Step back").click();
  await expect(said(scope)).toContainText("Line 1 is about to run");
  await scope.choice("Step by").selectOption("task");
  await scope.button("Step").click();
  await expect(said(scope)).toContainText("Line 12 is about to run");
  await scope.button("Stop").click();
  await expect(said(scope)).toContainText("Nothing is being stepped through");
});

test("it runs to the cursor, and the playhead takes the program along", async ({ scope, page }) => {
  await open(scope);
  await goToLine(scope, 9);
  await page.keyboard.press("Control+F10");
  await expect(said(scope)).toContainText("Line 9 is about to run, in task adds-b");
  await expect(scope.log).toContainText("b 30");
  await scope.scrub(0.02);
  await expect(scope.log).not.toContainText("b 30");
  await expect(said(scope)).not.toContainText("Line 9");
});

test("watches are evaluated, and a variable is given another value", async ({ scope, page }) => {
  await open(scope);
  await goToLine(scope, 9);
  await page.keyboard.press("Control+F10");
  await expect(said(scope)).toContainText("Line 9 is about to run");
  await scope.choice("Watch expression").fill("total * 2");
  await page.keyboard.press("Enter");
  await expect(value(scope, "total * 2")).toContainText("60");
  await scope.choice("Watch expression").fill("numbers.pop() + missing");
  await page.keyboard.press("Enter");
  await expect(scope.variables).toContainText("name 'missing' is not defined");

  await scope.variables.getByRole("button", { name: /^Change total/ }).click();
  await scope.choice("Change total").fill("1000 + total");
  await page.keyboard.press("Enter");
  await expect(value(scope, "total * 2")).toContainText("2060");
  await page.keyboard.press("F8");
  await expect(said(scope)).toContainText("The program has ended");
  await expect(scope.log).toContainText("1036");
});

test("it stops when something happens", async ({ scope, page }) => {
  await open(scope);
  await scope.paste(`import asyncio

async def fail():
    await asyncio.sleep(1)
    raise ValueError("no")

async def main():
    task = asyncio.create_task(fail(), name="failing")
    await asyncio.wait([task])
    print("after", task.exception())

asyncio.run(main())
`);
  await scope.variables.getByLabel("a task fails").check();
  await page.keyboard.press("F8");
  await expect(said(scope)).toContainText("It stopped because a task fails (task failing).");
  await expect(scope.log.locator(".console__line")).toHaveCount(0);
});

for (const theme of ["light", "dark"]) {
  test(`the pane is accessible in the ${theme} theme`, async ({ scope, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(scope);
    await goToLine(scope, 8);
    await page.keyboard.press("F9");
    await page.keyboard.press("F8");
    await expect(said(scope)).toContainText("Line 8 is about to run");
    const { violations } = await new AxeBuilder({ page }).include(".variables").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
