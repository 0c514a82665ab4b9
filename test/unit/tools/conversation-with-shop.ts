/** A whole conversation with the sample tools over a shop that a test scripts: the real object's wiring, tables and toolbox; time stands still until the alarm is due. */
import { WiredConversation } from "#conversation/wired-conversation";
import { Records } from "#conversation/records";
import { EventsPageSchema } from "#contracts/conversations";
import type { ConversationEvent } from "#contracts/events";
import type { HandoffMessage } from "#contracts/handoffs";
import { HttpToolbox, prepareTools } from "#adapters/tools/http-toolbox";
import { keptForEver } from "../../fakes/kept-for-ever.ts";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";
import { smallRouter } from "../../fakes/small-router.ts";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";
import { sampleTools } from "./sample-tools.ts";
import type { Asked, Shop } from "./shop-double.ts";

const id = "c".repeat(32);

export async function conversationWithShop(shop: Shop, locale = "en") {
  const clock = new ManualClock("2026-11-22T09:00:00Z");
  const storage = new SqliteStorage();
  const asked: Asked[] = [];
  const sent: HandoffMessage[] = [];
  const fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const one = { method: init.method ?? "GET", path: url.pathname, key: new Headers(init.headers).get("idempotency-key") };
    asked.push(one);
    return shop(one);
  };
  // The waits between the tries of one attempt are the toolbox's own affair.
  const noWait = { now: () => clock.now(), after: () => () => undefined, sleep: async () => undefined };
  const tools = new HttpToolbox({
    prepared: prepareTools(sampleTools),
    hosts: new Map([["shop", { base: new URL("https://shop.example"), fetch }]]),
    secret: () => "key",
    clock: noWait,
  });
  let alarmAtMs: number | null = null;
  const begun = (): WiredConversation => {
    const conversation = new WiredConversation({
      id,
      storage,
      alarm: { get: async () => alarmAtMs, set: async (atMs) => void (alarmAtMs = atMs) },
      sockets: () => [],
      background: () => undefined,
      ports: {
        agents: {
          router: smallRouter(),
          knowledge: {
            prepare: async () => undefined,
            search: async () => ({ passages: [], answerability: 0, threshold: 0.5, revision: 1, source: "isolate" }),
          },
        },
        assistant: "Nook",
        tools,
        clock,
        randomness: new SeededRandomness(7),
        telemetry: silentTelemetry,
        queue: { send: async (message) => void sent.push(message) },
        turnFacts: { keep: async () => undefined },
        ratings: { keep: async () => undefined },
        remains: { clear: async () => undefined },
        retention: keptForEver,
      },
    });
    conversation.start();
    return conversation;
  };
  let conversation = begun();
  await conversation.begin({ locale, identity: { subject: "vn-1001", name: "Mara Velde", email: null } });
  let messages = 0;

  const events = async (): Promise<ConversationEvent[]> => {
    const page = await conversation.events({ after: 0, limit: 500 });
    return page.ok ? EventsPageSchema.parse(page.value).events.map(({ event }) => event) : [];
  };
  /** The alarm rings now; what is under way has ended when this resolves. Time must not pass while a turn is at work: its limits would end it. */
  const settle = async (): Promise<void> => {
    alarmAtMs = null;
    await conversation.alarm();
  };
  /** Lets the alarm ring at its time. */
  const ring = async (): Promise<void> => {
    if (alarmAtMs === null) throw new Error("no alarm stands");
    clock.advance(Math.max(0, alarmAtMs - clock.now()));
    await settle();
  };
  return {
    asked,
    sent,
    clock,
    events,
    ring,
    settle,
    /** What the tables say, beside the conversation. */
    records: () => new Records(storage, clock, { publish: () => undefined }),
    /** The object is gone and comes back. */
    restart: () => void (conversation = begun()),
    get conversation() {
      return conversation;
    },
    /** Says something; its turn has ended when this resolves. */
    say: async (text: string): Promise<void> => {
      messages += 1;
      await conversation.post({ id: `m${messages}`, text });
      await settle();
    },
    /** As the log has it. */
    last: async <T extends ConversationEvent["type"]>(type: T): Promise<Extract<ConversationEvent, { type: T }> | undefined> =>
      (await events()).findLast((event): event is Extract<ConversationEvent, { type: T }> => event.type === type),
  };
}
