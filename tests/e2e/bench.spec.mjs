// bench.html: one program, run by the page's engine and by nothing else of the page.

import { expect, test as base } from "@playwright/test";

/** A page with a program at `program.py`, and what its console gets. */
const test = base.extend({
  bench: async ({ page }, use) => {
    const said = [];
    page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`thrown: ${error}`));
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const open = async (program) => {
      await page.route("**/program.py", (route) =>
        program === undefined
          ? route.fulfill({ status: 404 })
          : route.fulfill({ body: program, contentType: "text/x-python; charset=utf-8" }),
      );
      await page.goto("./bench.html?program=program.py");
    };
    await use({ open, said, asked, status: page.getByRole("status") });
  },
});

test("each printed line goes to the console, and the first is timed", async ({ bench, page }) => {
  await bench.open(
    `import asyncio, sys

async def main():
    print("first", end=" ")
    await asyncio.sleep(0.01)
    print("line\\nsecond line")
    print("to stderr", file=sys.stderr)
    print("ж without an end", end="")

asyncio.run(main())
`,
  );
  await expect(bench.status).toHaveText("Finished");
  expect(bench.said).toEqual(["log: first line", "log: second line", "error: to stderr", "log: ж without an end"]);
  const [first, now] = await page.evaluate(() => [window.firstPrint, performance.now()]);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(now);
});

test("neither the editor nor the page itself is loaded", async ({ bench, page }) => {
  await bench.open("print('done')");
  await expect(bench.status).toHaveText("Finished");
  expect(bench.asked.filter((path) => path.startsWith("/editor/"))).toEqual([]);
  await expect(page.getByRole("button")).toHaveCount(0);
});

test("an exception is shown, and told in the console", async ({ bench, page }) => {
  await bench.open("def fail():\n    raise ValueError('on purpose')\n\nprint('before')\nfail()\n");
  await expect(bench.status).toHaveText("Ended with status 1");
  expect(bench.said[0]).toBe("log: before");
  expect(bench.said).toContain("error: ValueError: on purpose");
  expect(bench.said).toContain("error: Ended with status 1");
  await expect(page.getByText("ValueError: on purpose")).toBeVisible();
});

test("what is wrong with a program is said before it runs", async ({ bench, page }) => {
  await bench.open("print('never')\nx = (\n");
  await expect(bench.status).toHaveText("Ended with status 1");
  expect(bench.said.filter((line) => line.startsWith("log:"))).toEqual([]);
  expect(bench.said[0]).toMatch(/^error: program\.py:2:\d+: /);
  await expect(page.locator("pre")).toContainText("program.py:2:");
});

test("a program that is not there is told of", async ({ bench }) => {
  await bench.open(undefined);
  await expect(bench.status).toContainText("program.py cannot be read: 404");
  expect(bench.said.some((line) => line.startsWith("error: program.py cannot be read"))).toBe(true);
});

test("without a program the page says how it is asked for one", async ({ bench, page }) => {
  await page.goto("./bench.html");
  await expect(bench.status).toContainText("?program=URL");
});
