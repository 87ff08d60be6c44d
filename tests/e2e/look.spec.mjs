// Themes, sizes, keyboard, accessibility, embedding.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./page.mjs";

async function expectAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 300)}`)).toEqual([]);
}

for (const theme of ["light", "dark"]) {
  test(`nothing stands in anybody's way (${theme})`, async ({ scope, page }) => {
    await scope.open("./?example=timeout");
    await scope.choice("Theme").selectOption(theme);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expectAccessible(page);
    await scope.run();
    await expect(scope.log).toContainText("the hare says yes");
    await expectAccessible(page);
    await scope.run("print('one'\n");
    await expect(scope.problems).toBeVisible();
    await expectAccessible(page);
  });
}

test("the system's theme is followed until one is chosen", async ({ scope, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await scope.open();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await scope.choice("Theme").selectOption("dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("at 360 pixels there is one pane at a time, and nothing is cut off", async ({ scope, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await scope.open();
  await expect(scope.editor).toBeVisible();
  await expect(scope.console).toBeHidden();
  await scope.button("Run").click();
  await expect(scope.console).toBeVisible();
  await expect(scope.editor).toBeHidden();
  await expect(scope.log).toContainText("Hello, loop");
  for (const [name, pane] of [["Timeline", scope.timeline], ["Tasks", scope.tasks], ["Editor", scope.editor]]) {
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).click();
    await expect(pane).toBeVisible();
    if (pane !== scope.editor) {
      // What one looks at is said here, too, and to its end.
      const hint = pane.locator(".pane__hint");
      await expect(hint).toBeVisible();
      expect(await hint.evaluate((hint) => hint.scrollWidth - hint.clientWidth)).toBe(0);
    }
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  }
});

test("Tab indents, and Escape before it leaves the editor", async ({ scope, page }) => {
  await scope.open();
  await scope.paste("x = 1");
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  expect(await scope.text()).toBe("    x = 1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(scope.code).not.toBeFocused();
  expect(await scope.text()).toBe("    x = 1");
});

test("the first picture needs no wasm, and what is typed early is kept", async ({ scope, page }) => {
  await page.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await page.route("**/editor/editor.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto("./");
  await expect(page.locator("[data-shell]")).toBeVisible();
  await expect(page.locator("textarea")).toBeVisible();
  await expect(page.locator("[data-shell]")).toHaveCount(0);
  await page.locator("textarea").fill("print('early bird')");
  await expect(scope.code).toBeVisible();
  await expect(scope.code).toHaveText("print('early bird')");
  await page.keyboard.press("Control+Enter");
  await expect(scope.log).toContainText("early bird");
});

test("without the code editor, the plain one does", async ({ scope, page }) => {
  await page.route("**/editor/editor.js", (route) => route.fulfill({ contentType: "text/javascript", body: "throw 1" }));
  await page.goto("./");
  await expect(page.locator(".notice")).toContainText("the plain one works too");
  await page.locator("textarea").fill("print('plainly')");
  await scope.button("Run").click();
  await expect(scope.log).toContainText("plainly");
});

test("embedded, there is what a documentation page needs", async ({ scope, page }) => {
  await page.setViewportSize({ width: 720, height: 480 });
  await scope.open("./?embed=1&example=gather");
  await expect(scope.code).toContainText("count");
  await expect(scope.tasks).toHaveCount(0);
  await expect(scope.choice("Example")).toHaveCount(0);
  await scope.run();
  await expect(scope.log).toContainText("Cleo: one");
  await expect(scope.timeline).toBeVisible();
  await scope.expectState("Finished");
  await expect(page.getByRole("link", { name: "Loopscope" })).toHaveAttribute("href", /\?example=gather/);
  await expectAccessible(page);
});

test("the page about embedding has a living example", async ({ page }) => {
  await page.goto("./docs/embed.html");
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Run", exact: true }).click();
  await expect(frame.getByRole("log")).toContainText("finished in");
});
