// Every example runs to its end.

import { expect, test } from "./page.mjs";

test("there are at least twelve", async ({ scope }) => {
  await scope.open();
  expect(await scope.choice("Example").locator("option:not([hidden])").count()).toBeGreaterThanOrEqual(12);
});

const SLUGS = [
  ["hello", "goodbye, loop!"],
  ["gather", "finished in"],
  ["sequential", "together:"],
  ["create-task", "switched off before it boiled"],
  ["blocking", "beat 12"],
  ["chain", "here is your roasted"],
  ["queue", "waiting until the queue is empty"],
  ["semaphore", "visitor 10 leaves"],
  ["timeout", "nobody waits an hour for a snail"],
  ["cancel", "welcome back, cancelled"],
  ["as-completed", "5. "],
  ["async-for", "odd squares: [25, 9, 1]"],
  ["task-group", "back at the base: Reinhold lost a boot at camp 3"],
  ["lock", "with a lock:    8 x 10 = 80"],
  ["future", "Otto reads: Dear Loop"],
  ["generators", "I heard a knock / I heard a bell"],
  ["crowd", "the wave is through"],
  ["blank", ""],
];

for (const [slug, end] of SLUGS) {
  test(`${slug} runs to its end`, async ({ scope }) => {
    await scope.open(`./?example=${slug}`);
    await expect(scope.problems).toBeHidden();
    await scope.choice("Speed").selectOption("2");
    await scope.run();
    await scope.expectState("Finished");
    if (end) await expect(scope.log).toContainText(end);
  });
}

test("the list here is the list there", async ({ scope }) => {
  await scope.open();
  const values = await scope.choice("Example").locator("option:not([hidden])").evaluateAll((all) => all.map((o) => o.value));
  expect(values).toEqual(SLUGS.map(([slug]) => slug));
});
