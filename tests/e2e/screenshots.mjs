// Pictures of the page: node tests/e2e/screenshots.mjs [WORD]
//
// Each scene is taken in four sizes and both themes, into screenshots/. With a word, only those whose name has it.

import { mkdirSync } from "node:fs";
import { withPage } from "./browser.mjs";
import { Loopscope } from "./page.mjs";

const SIZES = { huge: [3840, 2160], wide: [1440, 900], middle: [1024, 768], narrow: [390, 844] };

/** What is shown, of which example, and what is done before the picture is taken. */
const SCENES = [
  ["first-sight", "blocking", async () => {}],
  ["playing", "blocking", async (scope, show) => {
    await scope.button("Run").click();
    await show("Timeline");
    await scope.page.waitForTimeout(900);
  }],
  ["findings", "sequential", async (scope, show) => show("Findings")],
  ["moment", "queue", async (scope, show) => {
    await show("Timeline");
    await scope.scrub(0.4);
  }],
  ["graph", "queue", async (scope, show) => {
    await show("Timeline");
    await scope.scrub(0.4);
    await show("Graph");
  }],
  ["loop", "blocking", async (scope, show) => {
    await show("Timeline");
    await scope.scrub(0.5);
    await show("Loop");
  }],
  ["resources", "lock", async (scope, show) => {
    await show("Timeline");
    await scope.scrub(0.5);
    await show("Resources");
  }],
  ["items", "queue", async (scope, show) => {
    await show("Timeline");
    await scope.scrub(0.4);
    await show("Resources");
  }],
  ["stepping", "queue", async (scope, show, openEditor) => {
    await openEditor();
    await scope.code.locator(".cm-line").filter({ hasText: "await queue.put" }).first().click();
    await scope.page.keyboard.press("F9");
    await show("Variables");
    await scope.button("Continue").click();
    await scope.variables.getByRole("status").filter({ hasText: "is about to run" }).waitFor();
  }],
  ["ended", "task-group", async (scope, show) => {
    await scope.choice("Speed").selectOption("10");
    await scope.button("Run").click();
    await scope.state.filter({ hasText: "Finished" }).waitFor();
    await show("Tasks");
  }],
];

const word = process.argv[2] ?? "";
const folder = new URL("../../screenshots", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

await withPage(async (browser, address) => {
  for (const [name, example, act] of SCENES) {
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      for (const theme of ["light", "dark"]) {
        const file = `${name}-${size}-${theme}`;
        if (!file.includes(word)) continue;
        const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
        const scope = new Loopscope(page);
        await page.goto(`${address}?example=${example}`);
        await page.locator(".cm-content").waitFor();
        await page.waitForTimeout(1200);
        const show = async (label) => {
          const where = size === "narrow" ? "Panes" : "Dock";
          const button = page.getByRole("navigation", { name: where }).getByRole("button", { name: label, exact: true });
          // Timeline and Findings are always in sight where there is a dock.
          if (await button.count()) await button.click();
        };
        await act(scope, show, async () => size === "narrow" && show("Editor"));
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${folder}/${file}.png` });
        await page.close();
        console.log(`screenshots/${file}.png`);
      }
    }
  }
});
