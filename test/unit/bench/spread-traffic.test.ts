import { expect, test } from "vitest";
import type { Done } from "../../../bench/load/work.ts";
import { shareOf } from "../../../bench/sustained/shares.ts";
import { trafficText } from "../../../bench/sustained/text.ts";
import { figuresOf } from "../../../bench/sustained/traffic.ts";

const doneOf = (over: Partial<Done>): Done => ({
  tookMs: 10_000,
  ackMs: Array.from({ length: 1_000 }, () => 20),
  statusMs: [],
  deltaMs: [],
  doneMs: Array.from({ length: 1_000 }, () => 30),
  addedMs: [],
  ends: { answered: 990, handed_off: 10, failed: 0 },
  errors: {},
  unsaid: 0,
  ...over,
});

test("the shares of several processes are the whole", () => {
  const shares = [0, 1, 2].map((i) => shareOf(1_000, 3, i));
  expect(shares).toEqual([334, 333, 333]);
});

test("what several processes carried is added, and every sample counts once", () => {
  const figures = figuresOf([doneOf({}), doneOf({ ackMs: Array.from({ length: 1_000 }, () => 40) })], 200, 10_000);
  expect(figures).toMatchObject({ carried: 200, seconds: 10, isCarried: true, ends: { answered: 1_980, handed_off: 20, failed: 0 } });
  expect(figures.ack).toMatchObject({ n: 2_000, p50: 20, p95: 40 });
});

test("a rate is not carried when one of the processes did not carry its share, however good the others are", () => {
  const good = doneOf({ ackMs: Array.from({ length: 100_000 }, () => 5) });
  const late = doneOf({ ackMs: Array.from({ length: 1_000 }, () => 6_000) });
  expect(figuresOf([good, late], 200, 10_000).isCarried).toBe(false);
  expect(figuresOf([good, doneOf({ unsaid: 1 })], 200, 10_000)).toMatchObject({ isCarried: false, unsaid: 1 });
  const broken = figuresOf([doneOf({ errors: { reset: 2 } }), doneOf({ errors: { reset: 1, refused: 1 } })], 200, 10_000);
  expect(broken).toMatchObject({ isCarried: false, errors: { reset: 3, refused: 1 } });
});

test("a rate that was given up early by one is told with the time for which it was offered", () => {
  const given = doneOf({ tookMs: 4_000, ackMs: Array.from({ length: 200 }, () => 5_500) });
  expect(figuresOf([doneOf({}), given], 200, 10_000)).toMatchObject({ seconds: 4, carried: 150 });
});

test("figures of several processes say what they stand for, and those of one do not", () => {
  const block = {
    sockets: 1_000,
    offered: 200,
    ...figuresOf([doneOf({}), doneOf({})], 200, 10_000),
    residentMb: { open: 1, quarters: [1, 1, 1, 1] },
    cores: { server: 1, load: 0.1 },
  };
  expect(trafficText([{ ...block, processes: 2 }])).toMatch(
    /2 processes of the server with 100 a second each.*: carried[\s\S]*nothing of one database/,
  );
  expect(trafficText([{ ...block, processes: 1 }])).not.toMatch(/database/);
});
