import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { sectionsOf } from "#browser/desk/runbook/sections";
import { exampleFor, measured, snapshotOf } from "#alerts/measure";
import { type AlertRule, AlertRuleSchema, type AlertState, AlertsSchema, judge, quiet, runbookOf } from "#domain/alerts";
import { emptyDistribution, type Figures, seriesOf } from "#domain/figures";
import { histograms } from "#domain/metrics";

const repository = join(import.meta.dirname, "..", "..", "..");
const minuteMs = 60_000;

const rule = (more: Partial<AlertRule> = {}): AlertRule =>
  AlertRuleSchema.parse({
    name: "slow",
    title: "Slow",
    severity: "warning",
    measure: { quantile: 0.95, of: "turn_own_seconds", overS: 300, atLeast: 20 },
    above: 0.5,
    clearsAt: 0.4,
    forS: 300,
    clearsAfterS: 120,
    ...more,
  });

/** Judges minute by minute. @returns what happened, by minute. */
function story(of: AlertRule, values: readonly (number | null)[]): Record<number, string> {
  let state: AlertState = quiet(0);
  const changes: Record<number, string> = {};
  for (const [minute, value] of values.entries()) {
    const judged = judge(of, state, value, null, minute * minuteMs);
    state = judged.state;
    if (judged.change) changes[minute] = judged.change;
  }
  return changes;
}

test("it fires when the value was above for as long as the rule says, once", () => {
  expect(story(rule(), [1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ 5: "fired" });
});

test("one good minute in between begins the wait anew", () => {
  expect(story(rule(), [1, 1, 1, 1, 0.1, 1, 1, 1, 1, 1, 1])).toEqual({ 10: "fired" });
});

test("between the two thresholds nothing changes, so that it does not flutter", () => {
  expect(story(rule({ forS: 0 }), [0.45, 0.6, 0.45, 0.6, 0.45, 0.45, 0.45])).toEqual({ 1: "fired" });
});

test("it is over when the value was low for long enough, and can fire again", () => {
  expect(story(rule({ forS: 0 }), [1, 0.1, 0.1, 0.1, 0.1, 1])).toEqual({ 0: "fired", 3: "resolved", 5: "fired" });
});

test("a relapse while it clears keeps it firing", () => {
  expect(story(rule({ forS: 0 }), [1, 0.1, 1, 0.1, 0.1, 0.1])).toEqual({ 0: "fired", 5: "resolved" });
});

test("what nobody could measure changes nothing", () => {
  expect(story(rule(), [1, null, 1, null, 1, 1])).toEqual({ 5: "fired" });
  expect(story(rule({ forS: 0 }), [1, null, null, null])).toEqual({ 0: "fired" });
});

function turnsOf(fast: number, slow: number): Figures {
  const { bounds } = histograms.turn_own_seconds;
  const distribution = emptyDistribution(bounds);
  distribution.buckets[1] = fast;
  distribution.buckets[8] = slow;
  distribution.examples[1] = { value: 0.01, trace: "fast", atMs: 2 };
  distribution.examples[8] = { value: 1.5, trace: "slow", atMs: 1 };
  return { counters: { [seriesOf("turn_restarts", [])]: slow }, histograms: { [seriesOf("turn_own_seconds", [])]: distribution } };
}

const seen = (figures: Figures) => ({ figures, waiting: [], gauges: [] });

test("a quantile is that of the last minutes, not of all time", () => {
  const now = turnsOf(10_000, 60);
  const past = [snapshotOf([rule()], turnsOf(0, 0), 0), snapshotOf([rule()], turnsOf(9_990, 10), 10 * minuteMs)];
  const value = measured(rule(), seen(now), snapshotOf([rule()], now, 15 * minuteMs), past);
  expect(value).toBeGreaterThan(1);
  expect(measured(rule(), seen(now), snapshotOf([rule()], now, 15 * minuteMs), past.slice(0, 1))).toBeLessThan(0.1);
});

test("few turns are no evidence, and without a past nobody can tell", () => {
  const now = turnsOf(0, 19);
  const past = [snapshotOf([rule()], turnsOf(0, 0), 0)];
  expect(measured(rule(), seen(now), snapshotOf([rule()], now, 5 * minuteMs), past)).toBe(0);
  expect(measured(rule(), seen(now), snapshotOf([rule()], now, 5 * minuteMs), [])).toBeNull();
});

test("a counter's growth is by the minute, and one that was begun anew grew from nothing", () => {
  const crashes = rule({ name: "crashes", measure: { perMinute: "turn_restarts", overS: 60 } });
  const at = (slow: number, minute: number) => snapshotOf([crashes], turnsOf(0, slow), minute * minuteMs);
  expect(measured(crashes, seen(turnsOf(0, 13)), at(13, 2), [at(5, 0), at(7, 1)])).toBe(6);
  expect(measured(crashes, seen(turnsOf(0, 2)), at(2, 2), [at(50, 1)])).toBe(2);
});

test("a gauge is the largest of its samples, and one that is missing is not measured", () => {
  const breaker = rule({ measure: { gauge: "breaker_open" } });
  const gauges = [{ name: "breaker_open", help: "", samples: [0, 1, 0].map((value) => ({ labels: {}, value })) }];
  const now = snapshotOf([breaker], turnsOf(0, 0), 0);
  expect(measured(breaker, { ...seen(turnsOf(0, 0)), gauges }, now, [])).toBe(1);
  expect(measured(breaker, seen(turnsOf(0, 0)), now, [])).toBeNull();
});

test("the example is a slow one, even when a fast one is newer", () => {
  expect(exampleFor(rule({ example: "turn_own_seconds" }), seen(turnsOf(100, 1)))).toBe("slow");
});

test("every rule that is shipped can be read, and the runbook has a place for it", () => {
  const { rules } = AlertsSchema.parse(parse(readFileSync(join(repository, "support", "alerts.yaml"), "utf8")));
  const [, ...places] = sectionsOf(readFileSync(join(repository, "docs", "runbook.md"), "utf8"));
  for (const { name } of rules) expect(places.map(({ id }) => id)).toContain(name);
  for (const { title, text } of places) expect([title, text]).not.toContain("");
  expect(places.map(({ text }) => text).join()).not.toContain("<a ");
});

test("the runbook's places are cut out of its text, and a paragraph that was wrapped is one line again", () => {
  const text =
    '# Runbook\n\nYou were\nwoken.\n\n<a id="one"></a>\n## one: it is slow\n\n**Look** at\nboth:\n- here\n- there\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
  expect(sectionsOf(text)).toEqual([
    { id: "", title: "Runbook", text: "You were woken." },
    { id: "one", title: "one: it is slow", text: "**Look** at both:\n- here\n- there\n\n| a | b |\n|---|---|\n| 1 | 2 |" },
  ]);
});

test("an alert leads to its place at the desk, or in the company's own runbook; what is no address is refused with what to do", () => {
  const rules = { rules: [] };
  expect(runbookOf(AlertsSchema.parse(rules), "budget", "https://desk.verdanook.example/")).toBe(
    "https://desk.verdanook.example/desk/runbook/budget",
  );
  expect(runbookOf(AlertsSchema.parse(rules), "budget", undefined)).toBe("/desk/runbook/budget");
  const own = AlertsSchema.parse({ ...rules, runbook: "https://wiki.verdanook.example/runbook" });
  expect(runbookOf(own, "budget", "https://desk.verdanook.example")).toBe("https://wiki.verdanook.example/runbook#budget");
  expect(() => AlertsSchema.parse({ ...rules, runbook: "docs/runbook.md" })).toThrow(/opens from a telephone/);
});

test("a threshold that could never be cleared is refused", () => {
  expect(() => rule({ clearsAt: 0.6 })).toThrow(/could never settle/);
});
