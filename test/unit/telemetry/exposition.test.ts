import { expect, test } from "vitest";
import { type Figures, seriesOf } from "#domain/figures";
import { contentTypes, dialectFor, exposition } from "#http/exposition";
import { MalformedText, parseOpenMetrics } from "../../../eval/openmetrics/parse.ts";

const bounds = 13;
const distribution = (buckets: Record<number, number>, trace?: string) => ({
  buckets: Array.from({ length: bounds }, (_, i) => buckets[i] ?? 0),
  sum: 1.25,
  examples: Array.from({ length: bounds }, (_, i) =>
    trace !== undefined && buckets[i] ? { value: 0.3, trace, atMs: 1_700_000_000_123 } : null,
  ),
});

const figures: Figures = {
  counters: {
    [seriesOf("messages", [])]: 12,
    [seriesOf("turns", ["answered", "billing", "embedded"])]: 7,
    [seriesOf("turns", ["handed_off", 'a "strange"\\\n intent', "none"])]: 1,
    [seriesOf("of_another_release", ["x"])]: 9,
    "no series at all": 9,
  },
  histograms: {
    [seriesOf("turn_seconds", ["answered"])]: distribution({ 2: 5, 12: 1 }, "0af7651916cd43dd8448eb211c80319c"),
    [seriesOf("turn_own_seconds", [])]: distribution({}),
  },
};
const gauges = [
  { name: "budget_spent_ratio", help: "Share of the budget.", samples: [{ labels: {}, value: 0.25 }] },
  { name: "breaker_open", help: "Open?", samples: [{ labels: { model: "workers-ai/@cf/a" }, value: 1 }] },
];

test("what we emit is OpenMetrics to the letter, examples and strange labels included", () => {
  const families = parseOpenMetrics(exposition(figures, gauges, "openmetrics"));
  const turns = families.find(({ name }) => name === "edgedesk_turns");
  expect(turns).toMatchObject({ type: "counter", samples: [{ value: 7 }, { value: 1 }] });
  expect(turns?.samples[1]?.labels.get("intent")).toBe('a "strange"\\\n intent');
  const seconds = families.find(({ name }) => name === "edgedesk_turn_seconds");
  expect(seconds).toMatchObject({ type: "histogram", unit: "seconds" });
  expect(seconds?.samples.find(({ exemplar }) => exemplar)?.exemplar?.labels.get("trace_id")).toBe("0af7651916cd43dd8448eb211c80319c");
  expect(seconds?.samples.find(({ name }) => name.endsWith("_count"))?.value).toBe(6);
  expect(families.some(({ name }) => name.includes("another_release"))).toBe(false);
});

test("a counter without labels is there from the beginning", () => {
  const families = parseOpenMetrics(exposition({ counters: {}, histograms: {} }, [], "openmetrics"));
  expect(families.find(({ name }) => name === "edgedesk_turn_restarts")?.samples).toMatchObject([{ value: 0 }]);
});

test("the older format has no end mark, no examples, and _total in the names of counters", () => {
  const text = exposition(figures, gauges, "text");
  expect(text).not.toMatch(/# EOF|# UNIT|trace_id/);
  expect(text).toContain("# TYPE edgedesk_turns_total counter\n");
  expect(text).toContain("# TYPE edgedesk_turn_seconds histogram\n");
});

test("Prometheus gets the newer format, whoever takes plain text alone the older one", () => {
  expect(dialectFor("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")).toBe("openmetrics");
  expect(dialectFor(undefined)).toBe("openmetrics");
  expect(dialectFor("*/*")).toBe("openmetrics");
  expect(dialectFor("text/plain")).toBe("text");
  expect(contentTypes.openmetrics).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
});

// Inventions of our own; the public test texts are read by `npm run eval -- openmetrics --test FILE`.
test.each([
  ["nothing at all", ""],
  ["no end mark", "shelves 3\n"],
  ["words behind the end mark", "shelves 3\n# EOF\nmore"],
  ["a negative counter", "# TYPE sold counter\nsold_total -2\n# EOF\n"],
  ["a counter without its suffix", "# TYPE sold counter\nsold 2\n# EOF\n"],
  ["help behind the samples", "shelves 3\n# HELP shelves How many.\n# EOF\n"],
  ["a family in two places", "# TYPE sold counter\nsold_total 1\n# TYPE shelves gauge\nshelves 3\n# TYPE sold counter\n# EOF\n"],
  ["a histogram without +Inf", '# TYPE wait histogram\nwait_bucket{le="1.0"} 1\n# EOF\n'],
  ["buckets that fall", '# TYPE wait histogram\nwait_bucket{le="1.0"} 2\nwait_bucket{le="+Inf"} 1\n# EOF\n'],
  ["a count that is not the last bucket", '# TYPE wait histogram\nwait_bucket{le="+Inf"} 1\nwait_count 2\nwait_sum 1\n# EOF\n'],
  ["an example on a gauge", '# TYPE shelves gauge\nshelves 3 # {trace_id="a"} 1\n# EOF\n'],
  ["a unit that the name does not end with", "# TYPE wait gauge\n# UNIT wait seconds\nwait 1\n# EOF\n"],
  ["the same sample twice", 'shelves{room="a"} 3\nshelves{room="a"} 4\n# EOF\n'],
  ["a label twice", 'shelves{room="a",room="b"} 3\n# EOF\n'],
])("our reader refuses %s", (_what, text) => {
  expect(() => parseOpenMetrics(text)).toThrow(MalformedText);
});
