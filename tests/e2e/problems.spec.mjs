// Mistakes are told of at their place.

import { expect, test } from "./page.mjs";

test("a syntax error is underlined and listed, and the list leads to it", async ({ scope }) => {
  await scope.open();
  await scope.paste("import asyncio\n\nasync def main(:\n    pass\n");
  await expect(scope.problems.getByRole("button").first()).toContainText("Error");
  await expect(scope.problems.getByRole("button").first()).toContainText("3:");
  await expect(scope.editor.locator(".cm-lintRange-error").first()).toBeVisible();
  await scope.problems.getByRole("button").first().click();
  await expect(scope.code).toBeFocused();
  await expect(scope.code.locator(".cm-gone-to")).toContainText("async def main");
});

test("a program with a syntax error does not run", async ({ scope }) => {
  await scope.open();
  await scope.run("print('one'\n");
  await expect(scope.problems).toBeVisible();
  await expect(scope.log).not.toContainText("one");
  await scope.paste("print('one')\n");
  await expect(scope.problems).toBeHidden();
  await scope.run();
  await expect(scope.log).toContainText("one");
});

test("an unknown module is told of", async ({ scope }) => {
  await scope.open();
  await scope.run("import tkinter\n");
  await expect(scope.editor.locator(".problems").or(scope.log).filter({ hasText: "tkinter" }).first()).toBeVisible();
});

test("endless recursion ends in Python's own error", async ({ scope }) => {
  await scope.open();
  await scope.run("def f():\n    return f()\n\nf()\n");
  await expect(scope.log).toContainText("RecursionError", { timeout: 20_000 });
});

test("a list that grows for ever ends in a MemoryError", async ({ scope }) => {
  await scope.open();
  await scope.run("all = []\nwhile True:\n    all.append('x' * 1000 + str(len(all)))\n");
  await expect(scope.log).toContainText("MemoryError", { timeout: 30_000 });
});
