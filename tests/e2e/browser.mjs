// A browser that shows the page, for scripts that are no tests.

import { spawn } from "node:child_process";
import { chromium } from "@playwright/test";

/** Serves the built page and opens a browser; calls back with the browser and the page's address. */
export async function withPage(use) {
  const folder = process.env.DIST ? [process.env.DIST] : [new URL("../../dist", import.meta.url).pathname];
  const script = new URL("serve.mjs", import.meta.url).pathname;
  const server = spawn(process.execPath, [script, ...folder, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const address = await new Promise((resolve, reject) => {
      server.once("exit", () => reject(new Error("the server did not start")));
      server.stdout.on("data", (data) => {
        const found = /http:\S+/.exec(String(data));
        if (found) resolve(found[0]);
      });
    });
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
    try {
      await use(browser, address);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
  }
}
