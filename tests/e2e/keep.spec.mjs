// What is kept, what is shared, and what a link may do.

import { expect, test } from "./page.mjs";

test("a reload keeps the text, and Reset brings the example back", async ({ scope, page }) => {
  await scope.open();
  const original = await scope.text();
  await scope.paste("print('mine')");
  await page.reload();
  await expect(scope.code).toHaveText("print('mine')");
  await scope.button("Reset").click();
  expect(await scope.text()).toBe(original);
  await scope.code.click();
  await page.keyboard.press("Control+Z");
  await expect(scope.code).toHaveText("print('mine')");
});

test("what to watch for is said of an example, and not of what is put in its place", async ({ scope, page }) => {
  await scope.open();
  const watch = page.locator(".editor__watch");
  await expect(watch).toContainText("Watch");
  await scope.paste("# mine\n" + (await scope.text()));
  await expect(watch).toBeVisible();
  await scope.paste("print('mine')");
  await expect(watch).toBeHidden();
  await scope.button("Reset").click();
  await expect(watch).toBeVisible();
});

test("each example keeps its own edits", async ({ scope, page }) => {
  await scope.open();
  await scope.paste("print('first')");
  await scope.choice("Example").selectOption("queue");
  await expect(scope.code).toContainText("producer");
  await page.reload();
  await expect(scope.choice("Example")).toHaveValue("queue");
  await scope.choice("Example").selectOption("hello");
  await expect(scope.code).toHaveText("print('first')");
});

test("a link carries program, arguments and clock, and does not run by itself", async ({ scope, page, context }) => {
  await scope.open();
  await scope.paste("import sys\nprint('shared', sys.argv[1])");
  await scope.choice("Arguments").fill("'日本 🧵'");
  await scope.choice("Clock").selectOption("virtual");
  await scope.button("Share").click();
  await expect(page.locator(".notice")).toContainText("Link copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("#v1:");
  expect(page.url()).toBe(link);

  const other = await context.newPage();
  await other.goto(link);
  const { Loopscope } = await import("./page.mjs");
  const there = new Loopscope(other);
  await expect(there.code).toContainText("print('shared', sys.argv[1])");
  await expect(there.choice("Arguments")).toHaveValue("'日本 🧵'");
  await expect(there.choice("Clock")).toHaveValue("virtual");
  await other.waitForTimeout(500);
  await expect(there.state).toContainText("Ready");
  await there.button("Run").click();
  await expect(there.log).toContainText("shared 日本 🧵");
});

test("opening a link leaves the visitor's own text alone", async ({ scope, page }) => {
  await scope.open();
  await scope.paste("print('link')");
  await scope.button("Share").click();
  await expect(page.locator(".notice")).toContainText("Link copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await scope.choice("Example").selectOption("hello");
  await expect(page).not.toHaveURL(/#v1/);
  await scope.paste("print('my own work')");
  await page.goto(link);
  await expect(scope.code).toHaveText("print('link')");
  await scope.paste("print('link, changed')");
  await page.reload();
  await expect(scope.code).toHaveText("print('link, changed')");
  await scope.choice("Example").selectOption("hello");
  await expect(scope.code).toHaveText("print('my own work')");
});

for (const [name, hash, message] of [
  ["broken", "v1:abcdefgh", "damaged"],
  ["empty", "v1:", "damaged"],
  ["from the future", "v9:abc", "newer"],
  ["huge", `v1:${"A".repeat(1_100_000)}`, "too large"],
]) {
  test(`a link that is ${name} is told of and changes nothing`, async ({ scope, page }) => {
    await scope.open();
    await scope.paste("print('my own work')");
    await page.evaluate((hash) => (location.hash = hash), hash);
    await expect(page.locator(".notice")).toContainText(message);
    await expect(scope.code).toHaveText("print('my own work')");
    await page.reload();
    await expect(page.locator(".notice")).toContainText(message);
    await expect(scope.code).toHaveText("print('my own work')");
  });
}

test("without storage the page works, and says so", async ({ scope, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await scope.open();
  await scope.run("print('works')");
  await expect(scope.log).toContainText("works");
  await expect(page.locator(".notice")).toContainText("does not let the page keep your text");
});

test("full storage is told of", async ({ scope, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await scope.open();
  await scope.paste("print('too much')");
  await expect(page.locator(".notice")).toContainText("does not let the page keep your text");
});
