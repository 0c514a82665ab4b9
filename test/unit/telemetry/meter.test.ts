import { expect, test } from "vitest";
import { emptyMeterMemory, Meter, meterLimits } from "#adapters/telemetry/meter";
import { mostNoted, mostSeries } from "#adapters/telemetry/tallies";
import { type Delta, seriesOf } from "#domain/figures";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { standstill } from "../../fakes/standstill.ts";

const models = Array.from({ length: mostSeries + 10 }, (_, n) => `model-${n}`);

/** A meter whose object takes what it is told, or refuses it as often as is said. */
function metering(refusals = 0) {
  const clock = new ManualClock("2026-11-23T00:00:00Z");
  const told: Delta[] = [];
  let left = refusals;
  const add = async (delta: Delta): Promise<void> => {
    told.push(structuredClone(delta));
    if (left-- > 0) throw new Error("the object is being moved");
  };
  const meter = new Meter({
    memory: emptyMeterMemory(),
    sinkOf: () => ({ add }),
    known: { intent: new Set(["billing"]), model: new Set(models), tool: new Set() },
    clock,
    background: (work) => void work,
    newName: () => "an-isolate",
  });
  const pass = async (ms: number): Promise<void> => {
    await standstill();
    clock.advance(ms);
    await standstill();
  };
  return { meter, told, pass, clock };
}

const turn = (intent: string | null) => ({ ending: "answered", intent, rung: "embedded" });

test("what happens is told two seconds later, and at most every ten seconds", async () => {
  const { meter, told, pass } = metering();
  meter.count("messages", {});
  await pass(meterLimits.firstMs - 1);
  expect(told).toEqual([]);
  await pass(1);
  expect(told).toMatchObject([{ from: "an-isolate", n: 1, counters: { [seriesOf("messages", [])]: 1 } }]);
  meter.count("messages", {}, 3);
  await pass(meterLimits.gatherMs - 1);
  expect(told).toHaveLength(1);
  await pass(1);
  expect(told[1]).toMatchObject({ n: 2, counters: { [seriesOf("messages", [])]: 3 } });
  await pass(10 * meterLimits.gatherMs);
  expect(told).toHaveLength(2);
  meter.count("messages", {});
  await pass(meterLimits.firstMs);
  expect(told).toHaveLength(3);
});

test("a label's value outside its set is other, no value is none, and both are one series each", async () => {
  const { meter, told, pass } = metering();
  for (const intent of ["billing", "made up", "invented", null, "billing"]) meter.count("turns", turn(intent));
  await pass(meterLimits.firstMs);
  expect(told[0]?.counters).toEqual({
    [seriesOf("turns", ["answered", "billing", "embedded"])]: 2,
    [seriesOf("turns", ["answered", "other", "embedded"])]: 2,
    [seriesOf("turns", ["answered", "none", "embedded"])]: 1,
  });
});

test("series whose labels begin alike are told apart", async () => {
  const { meter, told, pass } = metering();
  for (const rung of ["embedded", "model", null, "model"]) meter.count("agent_runs", { agent: "router", outcome: "done", rung });
  meter.count("agent_retries", { agent: "router" });
  await pass(meterLimits.firstMs);
  expect(told[0]?.counters).toEqual({
    [seriesOf("agent_runs", ["router", "done", "embedded"])]: 1,
    [seriesOf("agent_runs", ["router", "done", "model"])]: 2,
    [seriesOf("agent_runs", ["router", "done", "none"])]: 1,
    [seriesOf("agent_retries", ["router"])]: 1,
  });
});

test("a value lies in the first bucket whose bound it does not pass, and one trace stands for each bucket", async () => {
  const { meter, told, pass } = metering();
  for (const [seconds, trace] of [
    [0.005, "a"],
    [0.006, "b"],
    [0.007, "c"],
    [31, undefined],
    [-1, undefined],
  ] as const)
    meter.observe("ack_seconds", {}, seconds, () => trace);
  await pass(meterLimits.firstMs);
  const { buckets, sum, examples } = told[0]?.histograms[seriesOf("ack_seconds", [])] ?? { buckets: [], sum: 0, examples: [] };
  expect(buckets).toEqual([2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(sum).toBeCloseTo(31.018);
  expect(examples.flatMap((example, bucket) => (example ? [[bucket, example.trace]] : []))).toEqual([
    [0, "a"],
    [1, "b"],
  ]);
});

test("more than is noted before it is added up is in what is told all the same, each value with the time at which it was seen", async () => {
  const { meter, told, pass, clock } = metering();
  const [counted, seen] = [3 * mostNoted.counted + 7, 3 * mostNoted.seen + 7];
  for (let n = 0; n < counted; n++) meter.count("messages", {}, 2);
  for (let n = 0; n < seen; n++) meter.observe("ack_seconds", {}, 0.1);
  const atMs = clock.now();
  meter.observe("turn_own_seconds", {}, 0.1, () => "a");
  await pass(meterLimits.firstMs);
  expect(told[0]?.counters).toEqual({ [seriesOf("messages", [])]: 2 * counted });
  const { buckets = [] } = told[0]?.histograms[seriesOf("ack_seconds", [])] ?? {};
  expect(buckets.reduce((sum, n) => sum + n, 0)).toBe(seen);
  const { examples = [] } = told[0]?.histograms[seriesOf("turn_own_seconds", [])] ?? {};
  expect(examples.filter((example) => example !== null)).toEqual([{ value: 0.1, trace: "a", atMs }]);
});

test("a delta that was refused goes again as it was, and what came since follows in the next", async () => {
  const { meter, told, pass } = metering(1);
  meter.count("messages", {});
  await pass(meterLimits.firstMs);
  meter.count("messages", {}, 4);
  await pass(meterLimits.gatherMs);
  await pass(meterLimits.gatherMs);
  expect(told.map(({ n, counters }) => [n, counters[seriesOf("messages", [])]])).toEqual([
    [1, 1],
    [1, 1],
    [2, 4],
  ]);
});

test("what was told is not told again", async () => {
  const { meter, told, pass } = metering();
  meter.count("messages", {});
  meter.observe("ack_seconds", {}, 0.1);
  await pass(meterLimits.firstMs);
  meter.count("turn_restarts", {});
  await pass(meterLimits.gatherMs);
  expect(told[1]).toMatchObject({ counters: { [seriesOf("turn_restarts", [])]: 1 }, histograms: {} });
  expect(Object.keys(told[1]?.counters ?? {})).toHaveLength(1);
});

test("beyond its cap an isolate refuses new series, counts what it refused, and goes on with those that it has", async () => {
  const { meter, told, pass } = metering();
  for (const model of models) meter.count("model_cost_micros", { model }, 1);
  meter.count("model_cost_micros", { model: "model-0" }, 1);
  await pass(meterLimits.firstMs);
  const { counters = {} } = told[0] ?? {};
  expect(Object.keys(counters).length).toBe(mostSeries + 1);
  expect(counters[seriesOf("figures_lost", [])]).toBe(10);
  expect(counters[seriesOf("model_cost_micros", ["model-0"])]).toBe(2);
});
