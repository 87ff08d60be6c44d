// Runs programs in headless Chromium: node benches/browser.mjs
//
// Each line on stdin is asked for by `cargo xtask bench language`: the name of a contestant, a space, and a program's
// path. The answer is a line, too: the seconds that the program says its work took; or why there are none, after an
// exclamation mark. Every run has a browser of its own, so that nothing has been compiled or cached before. The end of
// stdin ends the script, and its servers with it.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { DIST, launch, serve } from "../tests/e2e/browser.mjs";

/** In milliseconds: what takes longer has lost. */
const PATIENCE = 120_000;

const ours = await serve(DIST);
const others = await serve(fileURLToPath(new URL(".", import.meta.url)));
const PAGES = {
  loopscope: `${ours.address}bench.html`,
  pyodide: `${others.address}pages/pyodide.html`,
  micropython: `${others.address}pages/micropython.html`,
};

/** Runs a program in a browser of its own. */
async function run(contestant, program) {
  const browser = await launch();
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
    return await answer;
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
for (const { server } of [ours, others]) server.kill();
