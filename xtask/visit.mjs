// A first visit of a page whose functions are counted: it is looked at, and its first example is run. `bench.html` only
// begins: what it runs, it runs when all is there.
//
// node xtask/visit.mjs FOLDER OUT writes the indices of the functions that have run, a line each.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const [folder, out] = process.argv.slice(2);

/** As long as somebody looks, in milliseconds: until all has happened that happens by itself. */
const PAUSE = 3_000;

/** What runs depends on chance, a little: tables are hashed with a random key. */
const VISITS = 5;

// On any port that is free; it says which.
const server = spawn(process.execPath, ["tests/e2e/serve.mjs", folder, "0"], { stdio: ["ignore", "pipe", "inherit"] });
const [said] = await once(server.stdout, "data");
const address = /http:\S+/.exec(said)[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});
try {
  const hits = new Set();
  for (let visit = 0; visit < VISITS; visit++) {
    for (const index of await visited(look)) hits.add(index);
  }
  for (const index of await visited(bench)) hits.add(index);
  writeFileSync(out, [...hits].join("\n") + "\n");
} finally {
  await browser.close();
  server.kill();
}

/** The indices of the functions that a visit runs. */
async function visited(visit) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...sources) => {
      const made = await instantiate(...sources);
      globalThis.exported ??= made.instance.exports;
      return made;
    };
  });
  await visit(page);
  const indices = await page.evaluate(() => {
    const indices = [];
    new Uint8Array(exported.hits.buffer).forEach((hit, index) => hit && indices.push(index));
    return indices;
  });
  await page.close();
  return indices;
}

async function look(page) {
  await page.goto(address);
  await page.locator(".cm-content").waitFor();
  await page.waitForTimeout(PAUSE);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".state").getByText("Finished").waitFor();
}

async function bench(page) {
  await page.goto(new URL("bench.html?program=index.html", address).href);
  await page.getByRole("status").getByText("Running").waitFor();
}
