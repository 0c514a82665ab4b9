/** Messages from other ticket systems: which are believed, and what they say. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyWebhook, webhookSigner } from "#adapters/wire/standard-webhooks";
import { readWebhookEvent } from "#adapters/tickets/webhook-desk";
import { readZendeskEvent } from "#adapters/tickets/zendesk-events";
import { ZendeskDouble, type ZendeskTicket } from "../../../doubles/zendesk.ts";
import { ManualClock } from "../../../fakes/manual-clock.ts";

const secret = (words: string): string => `whsec_${btoa(words.padEnd(32, "."))}`;
const [old, current] = [secret("old"), secret("current")];
const handoff = `${"b".repeat(32)}-h2`;
const reply = JSON.stringify({ type: "ticket.replied", data: { ticket: handoff, id: "r1", author: "Mara", text: "hello" } });
const headersOf = (secrets: string[], body: string, at = new Date()): Headers => new Headers(webhookSigner(secrets)("msg_1", at, body));

test("a webhook that one of the secrets has signed is read", () => {
  expect(readWebhookEvent([current, old], headersOf([old], reply), reply)).toEqual({
    ok: true,
    value: { delivery: "msg_1", ticket: { handoff }, type: "replied", id: "wh-r1", author: "Mara", text: "hello" },
  });
});

test("while a secret is exchanged both sign, so that whoever has either one believes it", () => {
  const headers = headersOf([current, old], reply);
  expect([current, old].map((one) => verifyWebhook([one], headers, reply).ok)).toEqual([true, true]);
});

test("forged, stale, unsigned and changed webhooks are refused, each for its reason", () => {
  const reasonOf = (headers: Headers, body = reply) => {
    const read = readWebhookEvent([current], headers, body);
    return read.ok ? "believed" : read.error.reason;
  };
  expect(reasonOf(headersOf([old], reply))).toBe("forged");
  expect(reasonOf(headersOf([current], reply), `${reply} `)).toBe("forged");
  expect(reasonOf(headersOf([current], reply, new Date(Date.now() - 6 * 60_000)))).toBe("stale");
  expect(reasonOf(headersOf([current], reply, new Date(Date.now() + 6 * 60_000)))).toBe("stale");
  expect(reasonOf(new Headers())).toBe("unsigned");
  expect(reasonOf(headersOf([current], "{}"), "{}")).toBe("malformed");
  expect(reasonOf(headersOf([current], "no json"), "no json")).toBe("malformed");
});

const ticket: ZendeskTicket = { id: 35_001, external_id: handoff, comments: [], audits: [] };
const zendeskSecret = "a-signing-secret-of-zendesk";

async function zendeskSays(type: string, event: object, { secrets = [zendeskSecret], ageMs = 0, body = (text: string) => text } = {}) {
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const request = await new ZendeskDouble(clock).event(zendeskSecret, ticket, type, event, "event-1");
  return readZendeskEvent(secrets, new Headers(request.headers), body(request.body), clock.now() + ageMs);
}

const comment = (more: object = {}) => ({
  comment: { id: "901", body: "It leaves today.", is_public: true, author: { id: "7", is_staff: true, name: "Mara" }, ...more },
});

test("a public comment of an agent is a reply to the customer", async () => {
  expect(await zendeskSays("comment_added", comment())).toEqual({
    ok: true,
    value: { delivery: "event-1", ticket: { handoff }, type: "replied", id: "zd-901", author: "Mara", text: "It leaves today." },
  });
});

test.each([
  ["an internal note", comment({ is_public: false })],
  ["a comment of the requester", comment({ author: { id: "8", is_staff: false, name: "Robin" } })],
])("%s is not said to the customer", async (_what, event) => {
  expect(await zendeskSays("comment_added", event)).toMatchObject({ ok: true, value: { type: "ignored" } });
});

test.each([
  ["SOLVED", "closed"],
  ["CLOSED", "closed"],
  ["PENDING", "ignored"],
])("a ticket that becomes %s is %s", async (status, type) => {
  expect(await zendeskSays("status_changed", { current: status, previous: "OPEN" })).toMatchObject({ ok: true, value: { type } });
});

test("an event that nobody here has heard of is passed over, so that it is not sent for ever", async () => {
  expect(await zendeskSays("brand_changed", { current: "1" })).toMatchObject({ ok: true, value: { type: "ignored" } });
});

test("forged, stale and changed events of Zendesk are refused; either of two secrets is believed", async () => {
  const event = comment();
  expect(await zendeskSays("comment_added", event, { secrets: ["another-secret-of-zendesk"] })).toMatchObject({
    error: { reason: "forged" },
  });
  expect(await zendeskSays("comment_added", event, { ageMs: 5 * 60_000 + 1 })).toMatchObject({ error: { reason: "stale" } });
  expect(await zendeskSays("comment_added", event, { ageMs: -5 * 60_000 - 1 })).toMatchObject({ error: { reason: "stale" } });
  expect(await zendeskSays("comment_added", event, { body: (text) => text.replace("today", "never") })).toMatchObject({
    error: { reason: "forged" },
  });
  expect(await zendeskSays("comment_added", event, { secrets: ["another-secret-of-zendesk", zendeskSecret] })).toMatchObject({ ok: true });
});

test("whatever comes, it is refused with a reason and never believed", async () => {
  const known = fc.constantFrom(
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
    "x-zendesk-webhook-signature",
    "x-zendesk-webhook-signature-timestamp",
  );
  const value = fc.string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(known, value), fc.string(), async (headers, body) => {
      expect(readWebhookEvent([current], new Headers(headers), body).ok).toBe(false);
      expect((await readZendeskEvent([zendeskSecret], new Headers(headers), body, 0)).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
