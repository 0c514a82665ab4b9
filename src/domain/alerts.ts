/**
 * Alert rules as data, and what becomes of one: quiet → pending → firing → quiet again. Pure: whoever judges says what the value is and what time it is. A rule fires once for each time that something
 * is wrong, however often it is judged, and does not flutter: it has to hold for a while to fire, and to stay well below its threshold for a while to be over.
 */
import { z } from "zod";
import { type CounterName, counters, type HistogramName, histograms } from "#domain/metrics";

const isCounter = (name: string): name is CounterName => Object.hasOwn(counters, name);
const isHistogram = (name: string): name is HistogramName => Object.hasOwn(histograms, name);
const CounterSchema = z.string().refine(isCounter, "no such counter; docs/observability.md lists them");
const HistogramSchema = z.string().refine(isHistogram, "no such histogram; docs/observability.md lists them");
const SecondsSchema = z.int().min(0).max(86_400);

export const SeveritySchema = z.enum(["critical", "error", "warning", "info"]);

const MeasureSchema = z.union([
  z.strictObject({ quantile: z.number().gt(0).lt(1), of: HistogramSchema, overS: z.int().min(60).max(3_600), atLeast: z.int().min(1) }),
  z.strictObject({ perMinute: CounterSchema, overS: z.int().min(60).max(3_600) }),
  z.strictObject({ gauge: z.string().regex(/^[a-z_]{1,60}$/) }),
]);

export const AlertRuleSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "lower-case letters, digits and '-'"),
    title: z.string().trim().min(1).max(200),
    severity: SeveritySchema,
    unit: z.string().max(30).default(""),
    measure: MeasureSchema,
    above: z.number(),
    clearsAt: z.number(),
    forS: SecondsSchema,
    clearsAfterS: SecondsSchema,
    example: HistogramSchema.optional(),
  })
  .refine(({ above, clearsAt }) => clearsAt <= above, {
    path: ["clearsAt"],
    message: "must not be above `above`, or the alert could never settle",
  });
export type AlertRule = z.infer<typeof AlertRuleSchema>;

export const AlertsSchema = z
  .strictObject({
    /** Absent: the desk's own. */
    runbook: z
      .string()
      .trim()
      .max(500)
      .regex(
        /^https?:\/\/\S+$/,
        "must be an address that opens from a telephone, https://…; left out, alerts lead to the runbook at the desk",
      )
      .optional(),
    rules: z.array(AlertRuleSchema).max(50),
  })
  .refine(({ rules }) => new Set(rules.map(({ name }) => name)).size === rules.length, {
    path: ["rules"],
    message: "two rules have the same name",
  });
export type Alerts = z.infer<typeof AlertsSchema>;

/**
 * Where whoever is woken by `rule` reads what to do: its place in the runbook that alerts.yaml names, or at the desk.
 * @param deskUrl the desk's own address; without it a place at the desk is a path only.
 */
export function runbookOf({ runbook }: Alerts, rule: string, deskUrl: string | undefined): string {
  return runbook === undefined ? `${deskUrl?.replace(/\/+$/, "") ?? ""}/desk/runbook/${rule}` : `${runbook}#${rule}`;
}

export const AlertStateSchema = z.object({
  phase: z.enum(["quiet", "pending", "firing"]),
  /** When this phase began. */
  sinceMs: z.number(),
  value: z.number().nullable(),
  /** While firing: since when the value has been low enough to be over. */
  clearSinceMs: z.number().nullable(),
  acknowledged: z.object({ by: z.string(), atMs: z.number() }).nullable(),
  /** Trace id of an example; kept while firing. */
  example: z.string().nullable(),
});
export type AlertState = z.infer<typeof AlertStateSchema>;

export const quiet = (nowMs: number): AlertState => ({
  phase: "quiet",
  sinceMs: nowMs,
  value: null,
  clearSinceMs: null,
  acknowledged: null,
  example: null,
});

export type Judged = { state: AlertState; change: "fired" | "resolved" | null };

/** @param value null when nobody could measure: nothing changes then, in neither direction. */
export function judge(rule: AlertRule, before: AlertState, value: number | null, example: string | null, nowMs: number): Judged {
  if (value === null) return { state: before, change: null };
  const state = { ...before, value };
  switch (before.phase) {
    case "quiet":
      return value > rule.above
        ? pendingOrFiring(rule, { ...state, phase: "pending", sinceMs: nowMs, example }, nowMs)
        : { state, change: null };
    case "pending":
      if (value <= rule.above) return { state: { ...quiet(nowMs), value }, change: null };
      return pendingOrFiring(rule, { ...state, example: example ?? before.example }, nowMs);
    case "firing": {
      if (value > rule.clearsAt) return { state: { ...state, clearSinceMs: null, example: before.example ?? example }, change: null };
      const clearSinceMs = before.clearSinceMs ?? nowMs;
      if (nowMs - clearSinceMs < rule.clearsAfterS * 1000) return { state: { ...state, clearSinceMs }, change: null };
      return { state: { ...quiet(nowMs), value }, change: "resolved" };
    }
  }
}

function pendingOrFiring(rule: AlertRule, state: AlertState, nowMs: number): Judged {
  if (nowMs - state.sinceMs < rule.forS * 1000) return { state, change: null };
  return { state: { ...state, phase: "firing", sinceMs: nowMs, clearSinceMs: null, acknowledged: null }, change: "fired" };
}
