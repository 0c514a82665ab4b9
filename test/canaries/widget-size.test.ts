import { expect, test } from "vitest";
import { widgetSize } from "../../scripts/check/widget-weights.ts";
import { plant } from "./planted-tree.ts";

/** Text that gzip cannot make much smaller. */
const noise = (letters: number): string =>
  Array.from({ length: Math.ceil(letters / 6) }, (_, n) => (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(36).slice(0, 6)).join("");

const small = {
  "public/widget.js": "1",
  "public/widget/panel.js": "1",
  "public/widget/strings-en.js": "1",
  "public/widget/strings-de.js": "1",
};

test("a small widget passes, and its weight is told", async () => {
  expect(await widgetSize.check(plant([], small))).toMatchObject({ ok: true, note: expect.stringMatching(/^launcher \d+ of 30000/) });
});

test("a launcher beyond its budget closes the gate", async () => {
  expect(await widgetSize.check(plant([], { ...small, "public/widget.js": noise(90_000) }))).toMatchObject({ ok: false });
});

test("a chat beyond its budget closes the gate, whichever language is the heaviest", async () => {
  const files = { ...small, "public/widget/panel.js": noise(60_000), "public/widget/strings-de.js": noise(60_000) };
  const verdict = await widgetSize.check(plant([], files));
  expect(verdict).toMatchObject({ ok: false, output: expect.stringContaining("open") });
});
