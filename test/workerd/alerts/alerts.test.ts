import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { Webhook } from "standardwebhooks";
import { beforeEach, expect, test, vi } from "vitest";
import { AlertDesk } from "#alerts/alert-desk";
import { AlertListSchema, RunbookSchema } from "#contracts/alerts";
import { emptyDistribution, seriesOf } from "#domain/figures";
import { histograms } from "#domain/metrics";
import { EventsApi } from "../../doubles/events-api.ts";
import { ask, askAsOperator, deskOrigin, refusalOf } from "../desk.ts";

const minuteMs = 60_000;
const api = new EventsApi();
const hooks: { headers: Headers; body: string }[] = [];
/** Far ahead, so that no alarm judges in between. */
let nowMs = Date.parse("2126-11-22T03:00:00Z");
let deltas = 0;

beforeEach(() => {
  vi.spyOn(Date, "now").mockImplementation(() => nowMs);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const body = await request.text();
    if (request.url === env.PAGERDUTY_URL) return api.answer(body);
    hooks.push({ headers: request.headers, body });
    return new Response(null, { status: 204 });
  });
});

const desk = () => env.ALERTS.getByName("desk");

/** Turns that ended since the last minute, in the figures that all isolates share. */
async function turns(n: number, seconds: number, trace: string): Promise<void> {
  const { bounds } = histograms.turn_own_seconds;
  const distribution = emptyDistribution(bounds);
  const bucket = bounds.findIndex((bound) => seconds <= bound);
  distribution.buckets[bucket] = n;
  distribution.sum = n * seconds;
  distribution.examples[bucket] = { value: seconds, trace, atMs: nowMs };
  deltas += 1;
  const told = { from: "an-isolate", n: deltas, counters: {}, waiting: [], arrived: [] };
  await env.FIGURES.getByName("shard-0").add({ ...told, histograms: { [seriesOf("turn_own_seconds", [])]: distribution } });
}

/** A minute passes, in which so many turns took so long; then the rules are judged. */
async function minute(seconds: number, trace = "0af7651916cd43dd8448eb211c80319c"): Promise<void> {
  nowMs += minuteMs;
  await turns(30, seconds, trace);
  await desk().judge();
}

const alertOf = async (rule: string) => {
  const list = AlertListSchema.parse(await (await askAsOperator("/v1/alerts")).json());
  return list.alerts.find((alert) => alert.rule === rule);
};

test("slow turns fire after five minutes, are told once with runbook and example, acknowledged, and resolved when they are fast again", async () => {
  await desk().judge();
  for (let n = 0; n < 4; n++) await minute(0.9);
  expect(await alertOf("slow-turns")).toMatchObject({ phase: "pending" });
  expect(api.accepted).toEqual([]);
  // The service says "later" once; the alert is told all the same.
  api.script.push(() => new Response(null, { status: 429 }));
  for (let n = 0; n < 4; n++) await minute(0.9);
  expect(api.complaints).toEqual([]);
  expect(api.accepted).toHaveLength(1);
  expect(api.accepted[0]).toMatchObject({
    event_action: "trigger",
    dedup_key: "edgedesk:edgedesk-local:slow-turns",
    links: [
      { href: "https://desk.verdanook.example/desk/runbook/slow-turns", text: "Runbook" },
      { href: "https://desk.verdanook.example", text: "Desk" },
    ],
    payload: {
      severity: "warning",
      custom_details: {
        example_trace: "0af7651916cd43dd8448eb211c80319c",
        runbook: "https://desk.verdanook.example/desk/runbook/slow-turns",
      },
    },
  });
  expect(await alertOf("slow-turns")).toMatchObject({ phase: "firing", untold: 0, acknowledged: null });

  expect((await askAsOperator("/v1/alerts/slow-turns/acknowledge", { method: "POST" })).status).toBe(200);
  await minute(0.9);
  expect(api.incidents).toEqual([{ key: "edgedesk:edgedesk-local:slow-turns", state: "acknowledged", triggers: 1 }]);
  expect(await alertOf("slow-turns")).toMatchObject({ phase: "firing", acknowledged: { by: "Support" } });

  for (let n = 0; n < 9; n++) await minute(0.02);
  expect(await alertOf("slow-turns")).toMatchObject({ phase: "quiet", acknowledged: null });
  expect(api.incidents).toEqual([{ key: "edgedesk:edgedesk-local:slow-turns", state: "resolved", triggers: 1 }]);
});

test("the webhook hears the same, each signed", async () => {
  const webhook = new Webhook(env.ALERT_WEBHOOK_SECRET);
  for (const { headers, body } of hooks) {
    const at = new Date(Number(headers.get("webhook-timestamp")) * 1000);
    expect(headers.get("webhook-signature")).toBe(webhook.sign(headers.get("webhook-id") ?? "", at, body));
  }
  const told = hooks.map(({ body }): unknown => JSON.parse(body));
  expect(told).toMatchObject([
    { type: "alert.fired", data: { rule: "slow-turns", runbook: "https://desk.verdanook.example/desk/runbook/slow-turns" } },
    { type: "alert.acknowledged", data: { by: "Support" } },
    { type: "alert.resolved" },
  ]);
  expect(new Set(hooks.map(({ headers }) => headers.get("webhook-id"))).size).toBe(3);
});

test("an event that is refused for good is not tried again, and the desk says so", async () => {
  api.script.push(() => Response.json({ status: "invalid event" }, { status: 400 }));
  await env.DB.prepare("INSERT INTO dead_letters (handoff, conversation, deaths, died_at) VALUES ('h', 'c', 1, 1)").run();
  await minute(0.02);
  await minute(0.02);
  expect(await alertOf("dead-letters")).toMatchObject({ phase: "firing", refused: 1, untold: 0 });
  expect(api.incidents).toHaveLength(1);
});

test("nobody else reads or acknowledges alerts, and what does not fire cannot be acknowledged", async () => {
  expect(await refusalOf(await ask("/v1/alerts"))).toEqual({ status: 401, code: "operator_required" });
  expect(await refusalOf(await ask("/v1/alerts/crashes/acknowledge", { method: "POST" }))).toEqual({
    status: 401,
    code: "operator_required",
  });
  expect((await askAsOperator("/v1/alerts/crashes/acknowledge", { method: "POST" })).status).toBe(404);
});

test("where an alert leads to, an operator reads what to do, and nobody else", async () => {
  const { text } = RunbookSchema.parse(await (await askAsOperator("/v1/runbook")).json());
  expect(text).toContain('<a id="slow-turns"></a>');
  expect(await refusalOf(await ask("/v1/runbook"))).toEqual({ status: 401, code: "operator_required" });
});

test("without DESK_URL an alert leads to where an operator last had the desk open, so that whoever is woken finds the runbook", async () => {
  await askAsOperator("/v1/alerts");
  await runInDurableObject(desk(), async (_instance, state) => {
    // The dead letter of before fires once more.
    state.storage.sql.exec("DELETE FROM alert");
    nowMs += minuteMs;
    await new AlertDesk(state, { ...env, DESK_URL: "" }).judge();
  });
  expect(api.accepted.at(-1)).toMatchObject({
    client_url: deskOrigin,
    links: [
      { href: `${deskOrigin}/desk/runbook/dead-letters`, text: "Runbook" },
      { href: deskOrigin, text: "Desk" },
    ],
  });
});
