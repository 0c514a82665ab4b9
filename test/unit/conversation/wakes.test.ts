import { expect, test } from "vitest";
import { type Alarm, Wakes } from "#conversation/wakes";

/** An alarm whose settings end as the test says, one after the other. */
function scripted(...ends: ("done" | "broken")[]) {
  const set: number[] = [];
  const alarm: Alarm = {
    set: async (atMs) => {
      set.push(atMs);
      if (ends[set.length - 1] === "broken") throw new Error("storage refused");
    },
  };
  return { set, wakes: new Wakes(alarm) };
}

test("an alarm that stands early enough is not written again", async () => {
  const { set, wakes } = scripted();
  await wakes.armed(5_000);
  await wakes.armed(9_000);
  expect(set).toEqual([5_000]);
  await wakes.armed(3_000);
  expect(set).toEqual([5_000, 3_000]);
});

test("after it went off, the next call arms it again", async () => {
  const { set, wakes } = scripted();
  await wakes.armed(5_000);
  wakes.fired();
  await wakes.armed(9_000);
  expect(set).toEqual([5_000, 9_000]);
});

test("a failure is told to whoever waits, and the next caller tries anew", async () => {
  const { set, wakes } = scripted("broken", "done");
  await expect(wakes.armed(5_000)).rejects.toThrow("storage refused");
  await wakes.armed(6_000);
  expect(set).toEqual([5_000, 6_000]);
});

test("callers resolve in the order in which they called", async () => {
  const { wakes } = scripted();
  const order: string[] = [];
  await Promise.all([
    wakes.armed(5_000).then(() => order.push("first")),
    wakes.armed(4_000).then(() => order.push("second")),
    wakes.armed(9_000).then(() => order.push("third")),
  ]);
  expect(order).toEqual(["first", "second", "third"]);
});
