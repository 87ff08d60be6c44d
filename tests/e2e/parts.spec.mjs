// The page's WebAssembly comes in two parts.

import { expect, test } from "./page.mjs";

const REST = "**/*_rest.wasm";

test("the first example needs nothing of the rest", async ({ scope, page }) => {
  const asked = [];
  await page.route(REST, (route) => {
    asked.push(route.request().resourceType());
    // What is fetched in the background never arrives here.
    if (route.request().resourceType() === "xhr") route.continue();
  });
  await scope.open();
  await scope.run();
  await scope.expectState("Finished");
  await expect(scope.log).toContainText("goodbye, loop!");
  // If not, `cargo xtask visit` finds out anew what the first part must have.
  expect(asked).toEqual(["fetch"]);
});

test("a program that needs the rest at once has it at once", async ({ scope, page }) => {
  const asked = [];
  await page.route(REST, (route) => {
    asked.push(route.request().resourceType());
    if (route.request().resourceType() === "xhr") route.continue();
  });
  await scope.open();
  await scope.run("import decimal\nprint(decimal.Decimal('0.1') + 1)\n");
  await scope.expectState("Finished");
  await expect(scope.log).toContainText("1.1");
  expect(asked).toEqual(["fetch", "xhr"]);
});

test("if the rest does not arrive, the visitor is asked whether to try again", async ({ scope, page }) => {
  let isBroken = true;
  await page.route(REST, (route) => (isBroken ? route.fulfill({ status: 503 }) : route.continue()));
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    isBroken = false;
    return dialog.accept();
  });
  // The browser says itself that something did not arrive.
  page.removeAllListeners("console");
  await scope.open();
  await scope.run("import decimal\nprint(decimal.Decimal('0.1') + 1)\n");
  await scope.expectState("Finished");
  await expect(scope.log).toContainText("1.1");
  expect(asked).toEqual([expect.stringContaining("Try again?")]);
});
