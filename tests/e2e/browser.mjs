// A browser that shows the page, for scripts that are no tests.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Where the built page is. */
export const DIST = process.env.DIST ?? path("../../dist");

/** Serves a folder, on any port that is free; gives the server and its address. */
export async function serve(folder) {
  const server = spawn(process.execPath, [path("serve.mjs"), folder, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("the server did not start")));
    server.stdout.on("data", (data) => {
      const found = /http:\S+/.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
  return { server, address };
}

/** Opens a browser. */
export function launch() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

/** Serves the built page and opens a browser; calls back with the browser and the page's address. */
export async function withPage(use) {
  const { server, address } = await serve(DIST);
  try {
    const browser = await launch();
    try {
      await use(browser, address);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
  }
}
