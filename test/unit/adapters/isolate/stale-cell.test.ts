import { expect, test } from "vitest";
import { type CellReader, currentValue, freshValue, type StaleCell, staleCell } from "#adapters/isolate/stale-cell";
import { ManualClock } from "../../../fakes/manual-clock.ts";

/** A store that answers when the test says so, and a reader of it. */
function stored() {
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const cell: StaleCell<string> = staleCell("initial");
  const loads: { held: string; answer: (value: string) => void; fail: () => void }[] = [];
  const behind: Promise<void>[] = [];
  const reader: CellReader<string> = {
    clock,
    background: (work) => void behind.push(work),
    load: (held) =>
      new Promise((resolve, reject) => {
        loads.push({ held, answer: resolve, fail: () => reject(new Error("the store is away")) });
      }),
  };
  const read = () => currentValue(cell, reader);
  /** Answers the load that is under way and lets everything that follows from it happen. */
  const answer = async (value: string) => {
    loads.at(-1)?.answer(value);
    await Promise.resolve();
    await Promise.all(behind.slice(-1));
  };
  return { clock, cell, loads, behind, reader, read, answer };
}

test("the first reader waits for the store, and those after it ask for nothing", async () => {
  const { loads, read, answer } = stored();
  const first = read();
  await answer("one");
  expect(await first).toBe("one");
  expect(await read()).toBe("one");
  expect(loads).toHaveLength(1);
});

test("the first reader waits for half a second at most, and what comes late serves the next", async () => {
  const { clock, loads, read, answer } = stored();
  const first = read();
  clock.advance(499);
  expect(await Promise.race([first, Promise.resolve("still waiting")])).toBe("still waiting");
  clock.advance(1);
  expect(await first).toBe("initial");
  await answer("one");
  expect(await read()).toBe("one");
  expect(loads).toHaveLength(1);
});

test("while one reader waits for the first value, another takes what is there", async () => {
  const { loads, read, answer } = stored();
  const first = read();
  expect(await read()).toBe("initial");
  await answer("one");
  expect(await first).toBe("one");
  expect(loads).toHaveLength(1);
});

test("an old value is served at once and refreshed behind the reader's back", async () => {
  const { clock, loads, read, answer } = stored();
  const first = read();
  await answer("one");
  await first;
  clock.advance(4_999);
  expect(await read()).toBe("one");
  expect(loads).toHaveLength(1);
  clock.advance(1);
  expect(await read()).toBe("one");
  expect(loads.map(({ held }) => held)).toEqual(["initial", "one"]);
  await answer("two");
  expect(await read()).toBe("two");
  expect(loads).toHaveLength(2);
});

test("a refresh that fails keeps what is there, and is tried again after its lease", async () => {
  const { clock, loads, behind, read, answer } = stored();
  const first = read();
  await answer("one");
  await first;
  clock.advance(5_000);
  await read();
  loads.at(-1)?.fail();
  await Promise.all(behind);
  clock.advance(9_999);
  expect(await read()).toBe("one");
  expect(loads).toHaveLength(2);
  clock.advance(1);
  expect(await read()).toBe("one");
  expect(loads).toHaveLength(3);
});

test("a refresh whose request died is taken over by a later reader", async () => {
  const { clock, loads, read, answer } = stored();
  const first = read();
  await answer("one");
  await first;
  clock.advance(5_000);
  // This one never comes back.
  await read();
  clock.advance(10_000);
  await read();
  expect(loads).toHaveLength(3);
  await answer("three");
  expect(await read()).toBe("three");
});

test("an operator's read asks the store each time, and everybody sees it", async () => {
  const { cell, loads, reader, read } = stored();
  const fresh = freshValue(cell, reader);
  loads.at(-1)?.answer("one");
  expect(await fresh).toBe("one");
  expect(await read()).toBe("one");
  const again = freshValue(cell, reader);
  loads.at(-1)?.answer("two");
  expect(await again).toBe("two");
  expect(loads).toHaveLength(2);
});

test("an operator's read that fails is told, and keeps what is there", async () => {
  const { cell, loads, reader } = stored();
  const fresh = freshValue(cell, reader);
  loads.at(-1)?.fail();
  await expect(fresh).rejects.toThrow("the store is away");
  expect(cell.value).toBe("initial");
});

test("what an operator has just changed is not undone by a check that began before", async () => {
  const { clock, cell, loads, behind, reader, read, answer } = stored();
  const first = read();
  await answer("one");
  await first;
  clock.advance(5_000);
  await read();
  const older = loads.at(-1);
  clock.advance(10);
  const changed = freshValue(cell, reader);
  loads.at(-1)?.answer("changed");
  await changed;
  older?.answer("one");
  await Promise.all(behind);
  expect(await read()).toBe("changed");
});
