// The page in the words of its tests.

import { expect, test as base } from "@playwright/test";

export { expect };

/** A test fails by itself when the page logs an error or throws. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const problems = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    await use(page);
    expect(problems).toEqual([]);
  },
  scope: async ({ page }, use) => use(new Loopscope(page)),
});

export class Loopscope {
  constructor(page) {
    this.page = page;
    const region = (name) => page.getByRole("region", { name, exact: true });
    this.editor = region("Editor");
    this.console = region("Console");
    this.timeline = region("Timeline");
    this.tasks = region("Tasks");
    this.findings = region("Findings");
    this.graph = region("Graph");
    this.loop = region("Loop");
    this.resources = region("Resources");
    this.variables = region("Variables");
    this.canvas = this.timeline.locator("canvas");
    this.log = page.getByRole("log");
    this.code = page.locator(".cm-content");
    this.state = page.locator(".state");
    this.problems = page.getByRole("list", { name: "Problems" });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  choice(name) {
    return this.page.getByLabel(name, { exact: true });
  }

  async open(address = "./") {
    await this.page.goto(address);
    await expect(this.code).toBeVisible();
  }

  /** Puts a program into the editor, as pasted. */
  async paste(program) {
    await this.code.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(program);
  }

  async run(program) {
    if (program !== undefined) await this.paste(program);
    await this.button("Run").click();
  }

  async expectState(text, timeout = 20_000) {
    await expect(this.state).toContainText(text, { timeout });
  }

  /** Shows a pane of the dock. */
  async dock(name) {
    await this.page.getByRole("navigation", { name: "Dock" }).getByRole("button", { name, exact: true }).click();
  }

  /** Drags the playhead to a part (0 to 1) of the timeline's ruler. */
  async scrub(part) {
    const { x, y, width } = await this.canvas.boundingBox();
    const gutter = Math.min(168, Math.max(72, width * 0.28));
    const at = x + gutter + (width - gutter) * part;
    await this.page.mouse.move(at + 20, y + 10);
    await this.page.mouse.down();
    await this.page.mouse.move(at, y + 12, { steps: 4 });
    await this.page.mouse.up();
  }

  /** The text in the editor. */
  async text() {
    const lines = await this.code.locator(".cm-line").allTextContents();
    return lines.join("\n");
  }
}
