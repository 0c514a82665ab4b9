import { expect, test } from "vitest";
import type { Vectors } from "../../../../scripts/knowledge/desk-api.ts";
import { followVectors } from "../../../../scripts/knowledge/vectors.ts";

const state = (ready: number, more: { leftOver?: number; failed?: string[] } = {}): Vectors => ({
  sections: 4,
  ready,
  leftOver: 0,
  failed: [],
  model: "m",
  store: "d1",
  ...more,
});

/** A desk that says these states one after the other, and the last one from then on. */
async function follow(...states: Vectors[]) {
  const lines: string[] = [];
  let resumed = 0;
  const desk = {
    vectors: async () => (states.length > 1 ? (states.shift() ?? null) : (states[0] ?? null)),
    resumeVectors: async () => (resumed += 1),
  };
  const done = await followVectors(desk, { say: (line) => lines.push(line), everyMs: 1, patienceMs: 20 });
  return { done, resumed, said: lines.join("\n") };
}

test("a desk that finds by words alone has nothing to say", async () => {
  expect(await follow(null)).toEqual({ done: true, resumed: 0, said: "" });
});

test("what is done is not asked for again", async () => {
  expect(await follow(state(4))).toMatchObject({ done: true, resumed: 0, said: expect.stringContaining("all 4 sections") });
});

test("unfinished work is sent on its way once, and every step is said until all is done", async () => {
  const { done, resumed, said } = await follow(state(0, { leftOver: 1 }), state(2, { leftOver: 1 }), state(4));
  expect({ done, resumed }).toEqual({ done: true, resumed: 1 });
  expect(said.split("\n")).toEqual([
    "Vectors: 0 of 4 sections, 1 left over to remove",
    "Vectors: 2 of 4 sections, 1 left over to remove",
    "Vectors: 4 of 4 sections",
  ]);
});

test("articles that were given up are named, with what to do", async () => {
  const { done, said } = await follow(state(3), state(3, { failed: ["bicycles"] }));
  expect(done).toBe(false);
  expect(said).toMatch(/Given up .*bicycles.*npm run knowledge -- vectors/);
});

test("work that stands still is left to itself", async () => {
  expect(await follow(state(1))).toMatchObject({ done: false, said: expect.stringContaining("The rest is on its way") });
});
