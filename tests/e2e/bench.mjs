// How smoothly the timeline moves when it is full: 10,000 lanes and a million events, in a headless browser:
// node tests/e2e/bench.mjs [PICTURE]
//
// Zooming, panning, scrolling and scrubbing each go on for some seconds while every frame is timed. Long are frames of
// more than 50 ms, as the Long Tasks API has it; slow are those of more than 20 ms. What the page itself computes in a
// frame is told too, since other programs on the machine make frames late as well.

import { withPage } from "./browser.mjs";

const PROGRAM = `import asyncio

async def worker(n):
    for turn in range(32):
        await asyncio.sleep((n * 7919 % 1000) / 1000)

async def main():
    await asyncio.gather(*(worker(n) for n in range(9_999)))

asyncio.run(main())
`;
const SECONDS = 4;

/** The milliseconds for which the page's thread has computed. */
async function computed(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
}

/** Does something before each frame for a while, and times the frames. */
async function measure(page, session, name, step) {
  const before = await computed(session);
  const frames = await page.evaluate(
    ([seconds, step]) =>
      new Promise((resolve) => {
        const canvas = document.querySelector(".timeline__canvas");
        const { x, y, width, height } = canvas.getBoundingClientRect();
        const act = new Function("canvas", "x", "y", "width", "height", "frame", step);
        const frames = [];
        const end = performance.now() + seconds * 1000;
        let last = performance.now();
        const next = () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
          if (now > end) return resolve(frames.slice(1));
          act(canvas, x, y, width, height, frames.length);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    [SECONDS, step],
  );
  const each = ((await computed(session)) - before) / frames.length;
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
  const over = (millis) => frames.filter((frame) => frame > millis).length;
  console.log(
    `${name.padEnd(10)} ${String(frames.length).padStart(5)} frames   median ${at(0.5)} ms   95% ${at(0.95)} ms   ` +
      `worst ${at(1)} ms   slow ${over(20)}   long ${over(50)}   computes ${each.toFixed(1)} ms a frame`,
  );
}

await withPage(async (browser, address) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.locator(".cm-content").waitFor();
  await page.getByLabel("Clock", { exact: true }).selectOption("virtual");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(PROGRAM);
  const began = Date.now();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".state").filter({ hasText: /Finished|Ended/ }).waitFor({ timeout: 180_000 });
  const took = (Date.now() - began) / 1000;
  await page.waitForTimeout(1000);
  const label = await page.locator(".timeline__canvas").getAttribute("aria-label");
  console.log(`${label.split(". ")[0]}; ran and recorded in ${took.toFixed(1)} s`);
  const warning = await page.locator(".timeline .pane__warning").textContent();
  if (warning) console.log(warning);

  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const wheel = (options) => `canvas.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ${options} }));`;
  const pointer = (type, at) =>
    `canvas.dispatchEvent(new PointerEvent("pointer${type}", { bubbles: true, pointerId: 1, button: 0, clientX: ${at}, clientY: y + 10 }));`;
  await measure(page, session, "idle", "");
  await measure(page, session, "zoom", wheel("clientX: x + width * 0.6, clientY: y + 100, deltaY: Math.sin(frame / 40) > 0 ? -60 : 60"));
  await measure(page, session, "pan", wheel("clientX: x + width * 0.6, clientY: y + 100, deltaX: Math.sin(frame / 30) > 0 ? 40 : -40"));
  await measure(page, session, "scroll", wheel("clientX: x + 20, clientY: y + 100, deltaY: Math.sin(frame / 60) > 0 ? 400 : -400"));
  await page.keyboard.press("0");
  await page.evaluate(() => (document.querySelector(".timeline__canvas").setPointerCapture = () => {}));
  await measure(
    page,
    session,
    "scrub",
    `if (frame === 1) { ${pointer("down", "x + width * 0.5")} } ` +
      pointer("move", "x + width * (0.6 + 0.35 * Math.sin(frame / 30))"),
  );
  if (process.argv[2]) await page.screenshot({ path: process.argv[2] });
});
