// Runs programs in headless Chromium: node benches/browser.mjs
//
// Each line on stdin is asked for by `cargo xtask bench language`: the name of a contestant, a space, and a program's
// path. The answer is a line, too: the seconds that the program says its work took, and the milliseconds from the start
// of the page to the first line; or why there are none, after an exclamation mark. Every run has a browser of its own,
// so that nothing has been compiled or cached before.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

/** In milliseconds: what takes longer has lost. */
const PATIENCE = 120_000;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const servers = [];
const PAGES = {
  loopscope: `${await served(process.env.DIST ?? path("../dist"))}bench.html`,
  pyodide: `${await served(path("."))}pages/pyodide.html`,
  micropython: `${await served(path("."))}pages/micropython.html`,
};

/** Serves a folder; gives its address. */
async function served(folder) {
  const script = path("../tests/e2e/serve.mjs");
  const server = spawn(process.execPath, [script, folder, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  servers.push(server);
  const [said] = await once(server.stdout, "data");
  return /http:\S+/.exec(said)[0];
}

/** Runs a program in a browser of its own. */
async function run(contestant, program) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    await page.route("**/program.py", (route) =>
      route.fulfill({ body: readFileSync(program), contentType: "text/x-python; charset=utf-8" }),
    );
    const answer = new Promise((resolve) => {
      setTimeout(() => resolve("! it takes too long"), PATIENCE).unref();
      page.on("pageerror", (error) => resolve(`! ${lastLine(String(error.message ?? error))}`));
      page.on("console", async (message) => {
        const [, seconds] = /^seconds: (\S+)/.exec(message.text()) ?? [];
        if (seconds) resolve(seconds);
        else if (message.type() === "error") resolve(`! ${lastLine(message.text())}`);
      });
    });
    await page.goto(`${PAGES[contestant]}?program=program.py`);
    const said = await answer;
    if (said.startsWith("!")) return said;
    const first = await page.evaluate(() => window.firstPrint ?? performance.now());
    return `${said} ${first.toFixed(1)}`;
  } finally {
    await browser.close();
  }
}

function lastLine(text) {
  return text.trim().split("\n").pop();
}

for await (const line of createInterface({ input: process.stdin })) {
  const [, contestant, program] = /^(\S+) (.*)$/.exec(line);
  console.log(await run(contestant, program).catch((error) => `! ${lastLine(String(error))}`));
}
for (const server of servers) server.kill();
