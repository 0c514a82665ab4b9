import { expect, test } from "vitest";
import { Wakes } from "#conversation/wakes";

type Push = ConstructorParameters<typeof Wakes>[0]["push"];

/** Jobs whose pushes end as the test says, one after the other. */
function scripted(...ends: ("done" | "broken")[]) {
  const pushed: number[] = [];
  const push: Push = async ({ id, fn, time }) => {
    pushed.push(time);
    if (ends[pushed.length - 1] === "broken") throw new Error("storage refused");
    const rest = {
      capability: "host",
      payload: null,
      retry: undefined,
      singleflight: false,
      exclusive: false,
      recoveryLoop: false,
      createdAt: 0,
    };
    return { id, fn, time, ...rest };
  };
  return { pushed, wakes: new Wakes({ push }) };
}

test("an alarm that stands early enough is not written again", async () => {
  const { pushed, wakes } = scripted();
  await wakes.armed(5_000);
  await wakes.armed(9_000);
  expect(pushed).toEqual([5_000]);
  await wakes.armed(3_000);
  expect(pushed).toEqual([5_000, 3_000]);
});

test("after it went off, the next call arms it again", async () => {
  const { pushed, wakes } = scripted();
  await wakes.armed(5_000);
  wakes.fired();
  await wakes.armed(9_000);
  expect(pushed).toEqual([5_000, 9_000]);
});

test("a failure is told to whoever waits, and the next caller tries anew", async () => {
  const { pushed, wakes } = scripted("broken", "done");
  await expect(wakes.armed(5_000)).rejects.toThrow("storage refused");
  await wakes.armed(6_000);
  expect(pushed).toEqual([5_000, 6_000]);
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
