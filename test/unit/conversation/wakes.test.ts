import { expect, test } from "vitest";
import { type Alarm, Wakes } from "#conversation/wakes";

/** An alarm whose settings end as the test says, one after the other. */
const scripted = (...ends: ("done" | "broken")[]) => standing(null, ...ends);

/** @param stoodAtMs when a former life of the object has set it for. */
function standing(stoodAtMs: number | null, ...ends: ("done" | "broken")[]) {
  const set: number[] = [];
  const alarm: Alarm = {
    get: async () => stoodAtMs,
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

test("an alarm that a former life of the object has set early enough is not written again, and a later one is", async () => {
  const { set, wakes } = standing(4_000);
  await wakes.armed(5_000);
  expect(set).toEqual([]);
  await wakes.armed(3_000);
  expect(set).toEqual([3_000]);
});

/** A message that is stored at 1,000 and makes the alarm wanted at 60,000. */
const message = (wakes: Wakes): Promise<unknown> => wakes.guarded(1_000, () => void wakes.armed(60_000));

test("while a message is stored the alarm stands, and once its turn has ended at once it stands where it is wanted", async () => {
  const { set, wakes } = standing(900_000);
  await wakes.guarded(1_000, () => {
    expect(set).toEqual([6_000]);
    void wakes.armed(60_000);
  });
  wakes.eased(1_050);
  await wakes.armed(900_000);
  expect(set).toEqual([6_000, 60_000]);
});

test("nothing is written for further messages of the talk but what is taken back", async () => {
  const { set, wakes } = standing(900_000);
  await message(wakes);
  wakes.eased(1_000);
  await wakes.guarded(58_000, () => undefined);
  wakes.eased(58_000);
  await wakes.armed(900_000);
  // The second message found the alarm early enough.
  expect(set).toEqual([6_000, 60_000]);
});

test.each([
  ["the turn had to wait", (wakes: Wakes) => wakes.eased(1_200)],
  [
    "another message is just being stored",
    (wakes: Wakes) => {
      void wakes.guarded(1_000, () => undefined);
      wakes.eased(1_000);
    },
  ],
  [
    "something else wants it as early",
    (wakes: Wakes) => {
      void wakes.armedAgainstCrash(1_000);
      wakes.eased(1_000);
    },
  ],
  [
    "it went off meanwhile",
    (wakes: Wakes) => {
      wakes.fired();
      wakes.eased(1_000);
    },
  ],
])("the alarm is not taken back when %s", async (_, meanwhile) => {
  const { set, wakes } = standing(900_000);
  await message(wakes);
  meanwhile(wakes);
  await wakes.armed(900_000);
  expect(set.filter((atMs) => atMs === 60_000)).toEqual([]);
});

test("a message that storage refuses does not keep the alarm where it is for ever", async () => {
  const { set, wakes } = standing(900_000);
  const broken = wakes.guarded(1_000, () => {
    throw new Error("storage refused");
  });
  await expect(broken).rejects.toThrow("storage refused");
  await message(wakes);
  wakes.eased(1_000);
  await wakes.armed(900_000);
  expect(set).toEqual([6_000, 60_000]);
});

test("the alarm rests until later when everything that was asked before is done, and not when something was asked meanwhile", async () => {
  const { set, wakes } = standing(900_000);
  await wakes.armed(60_000);
  await wakes.restingUntil(800_000, wakes.mark());
  expect(set).toEqual([60_000, 800_000]);
  const mark = wakes.mark();
  await wakes.armed(70_000);
  await wakes.restingUntil(900_000, mark);
  expect(set).toEqual([60_000, 800_000, 70_000]);
});

test("the alarm does not come to rest while a message is being stored", async () => {
  const { set, wakes } = standing(900_000);
  const storing = wakes.guarded(1_000, () => undefined);
  await wakes.restingUntil(800_000, wakes.mark());
  await storing;
  expect(set).toEqual([6_000]);
});
