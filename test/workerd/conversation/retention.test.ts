import { createExecutionContext, createScheduledController, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { D1Settings } from "#adapters/settings/d1-settings";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import worker from "#index";
import { eventually } from "../eventually.ts";
import { askAsOperator, conversationOf, knowTrams, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";
import { letMinutesPass, letSendsBeDue, nextAlarmOf } from "../time.ts";

beforeAll(knowTrams);
beforeEach(() => keepFor(30));

async function keepFor(retentionDays: number | null): Promise<void> {
  const response = await askAsOperator("/v1/settings", { method: "PATCH", body: { retentionDays } });
  if (!response.ok) throw new Error(await response.text());
}

const letDaysPass = (visitor: Visitor, days: number): Promise<void> => letMinutesPass(visitor, days * 24 * 60);

/** In days from now. */
async function nextLookOf(visitor: Visitor): Promise<number> {
  const atMs = await nextAlarmOf(visitor);
  if (atMs === null) throw new Error("no alarm stands");
  return (atMs - Date.now()) / (24 * 3_600_000);
}

const wake = async (visitor: Visitor): Promise<void> => void (await runDurableObjectAlarm(conversationOf(visitor)));

const ticketsOf = async ({ id }: Visitor): Promise<number> =>
  Number(await env.DB.prepare("SELECT count(*) AS n FROM tickets WHERE conversation = ?1").bind(id).first("n"));

test("a conversation in which nothing happened for longer than it is kept goes by its own alarm, with its ticket, and its workflow ends", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text: "let me talk to a human" });
  await socket.event("ticket.opened");
  await letDaysPass(visitor, 31);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual([]);
  expect(await ticketsOf(visitor)).toBe(0);
  await eventually(async () =>
    expect(await (await env.HANDOFF_WORKFLOW.get(`${visitor.id}-h1`)).status()).toMatchObject({ status: "complete" }),
  );
  expect(await conversationOf(visitor).post({ id: "m2", text: "hello?" })).toMatchObject({ ok: false, error: { reason: "not_found" } });
});

test("one that is younger stays, and looks again when its time comes", async () => {
  const visitor = await startConversation();
  await letDaysPass(visitor, 20);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual(["conversation.started"]);
  const inDays = await nextLookOf(visitor);
  expect(inDays).toBeCloseTo(10, 1);
});

test("a conversation that is begun and never written in goes, too", async () => {
  const visitor = await startConversation();
  await letDaysPass(visitor, 0);
  await wake(visitor);
  expect(await nextLookOf(visitor)).toBeCloseTo(30, 1);
  await letDaysPass(visitor, 30);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual([]);
});

test("a desk that keeps everything looks once a month and erases nothing", async () => {
  await keepFor(null);
  const visitor = await startConversation();
  await letDaysPass(visitor, 4_000);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual(["conversation.started"]);
  expect(await nextLookOf(visitor)).toBeCloseTo(30, 1);
});

test("nothing is erased while the settings cannot be read", async () => {
  const visitor = await startConversation();
  const stored = vi.spyOn(D1Settings.prototype, "stored").mockRejectedValue(new Error("D1 is away"));
  onTestFinished(() => stored.mockRestore());
  await letDaysPass(visitor, 4_000);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual(["conversation.started"]);
  stored.mockRestore();
  await letDaysPass(visitor, 0);
  await wake(visitor);
  expect(await storyOf(visitor)).toEqual([]);
});

test("what the outside does not forget at once is forgotten when it answers again", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text: "let me talk to a human" });
  await socket.event("ticket.opened");
  const forget = vi.spyOn(D1Tickets.prototype, "forget").mockRejectedValue(new Error("D1 is away"));
  onTestFinished(() => forget.mockRestore());
  await conversationOf(visitor).erase();
  expect(await ticketsOf(visitor)).toBe(1);
  forget.mockRestore();
  await letSendsBeDue(visitor);
  await wake(visitor);
  expect(await ticketsOf(visitor)).toBe(0);
});

test("a ticket that comes after the erasure is swept away by the clock, three times over, and then nothing is known of the conversation", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).erase();
  const late = () =>
    env.DB.prepare(
      "INSERT INTO tickets (handoff, conversation, reason, status, brief, opened_at, changed_at) VALUES (?1, ?2, 'button', 'open', '{}', 0, 0)",
    )
      .bind(`${visitor.id}-h1`, visitor.id)
      .run();
  const isKnown = async (): Promise<boolean> =>
    (await env.DB.prepare("SELECT 1 FROM erasures WHERE conversation = ?1").bind(visitor.id).first()) !== null;
  const cronComes = () =>
    worker.scheduled(
      createScheduledController({ scheduledTime: new Date("2026-11-22T00:00:00Z"), cron: "* * * * *" }),
      env,
      createExecutionContext(),
    );
  await late();
  await cronComes();
  expect(await ticketsOf(visitor)).toBe(1);
  for (let sweep = 1; sweep <= 3; sweep++) {
    expect(await isKnown()).toBe(true);
    await env.DB.prepare("UPDATE erasures SET next_sweep_at = 0 WHERE conversation = ?1").bind(visitor.id).run();
    await cronComes();
    expect(await ticketsOf(visitor)).toBe(0);
    await late();
  }
  expect(await isKnown()).toBe(false);
});

test("how long conversations are kept is set in whole days from 1 on, or for ever", async () => {
  for (const retentionDays of [0, 1.5, -1, 4_000, "7"])
    expect(await refusalOf(await askAsOperator("/v1/settings", { method: "PATCH", body: { retentionDays } }))).toMatchObject({
      status: 400,
    });
  await keepFor(null);
  expect(await (await askAsOperator("/v1/settings")).json()).toMatchObject({ retentionDays: null });
});
