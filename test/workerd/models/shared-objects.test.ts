import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";

const cap = { tokens: 1_000, micros: 1_000 };
const caps = { visitorDay: cap, day: { tokens: 1_500, micros: 1_500 } };
const spend = { tokens: 600, micros: 10 };

test("what one conversation sees fail, all others know, even after the object has slept", async () => {
  const health = env.PROVIDER_HEALTH.getByName("openai-compatible/broken");
  for (let n = 0; n < 3; n++) await health.report({ succeeded: 0, failed: 1 });
  expect((await env.PROVIDER_HEALTH.getByName("openai-compatible/broken").read()).openings).toBe(1);
  await evictDurableObject(health);
  expect(await env.PROVIDER_HEALTH.getByName("openai-compatible/broken").takeProbe()).toMatchObject({
    granted: false,
    breaker: { openings: 1 },
  });
  expect((await env.PROVIDER_HEALTH.getByName("openai-compatible/well").read()).openings).toBe(0);
});

test("nobody gets past a cap, however many ask at once", async () => {
  const spending = env.SPENDING.getByName("a-day-of-tests");
  const asked = Array.from({ length: 20 }, () => spending.reserve({ day: "2026-11-22", visitor: "one", spend }, caps));
  expect((await Promise.all(asked)).filter(({ over }) => over === null)).toHaveLength(1);
  expect(await spending.reserve({ day: "2026-11-22", visitor: "two", spend }, caps)).toMatchObject({ over: null });
  expect(await spending.reserve({ day: "2026-11-22", visitor: "three", spend }, caps)).toMatchObject({ over: "day" });
  expect(await spending.reserve({ day: "2026-11-23", visitor: "three", spend }, caps)).toMatchObject({ over: null });
});

test("a settlement below the estimate gives the rest back", async () => {
  const spending = env.SPENDING.getByName("settled");
  await spending.reserve({ day: "2026-11-22", visitor: "one", spend }, caps);
  const told = await spending.addAll(
    "2026-11-22",
    new Map([
      ["one", { tokens: -500, micros: -4 }],
      ["two", { tokens: 7, micros: 1 }],
    ]),
  );
  expect(told).toEqual({
    day: { tokens: 107, micros: 7 },
    visitors: new Map([
      ["one", { tokens: 100, micros: 6 }],
      ["two", { tokens: 7, micros: 1 }],
    ]),
  });
});
