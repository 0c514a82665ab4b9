/** One conversation for a program: promises and loops around the visitor's side of it, which is the widget's. */
import { openConversation } from "#browser/conversation/conversation";
import type { Surroundings } from "#browser/conversation/surroundings";
import { draftText } from "#browser/conversation/transcript";
import { type Guard, anything, number, record, text } from "#browser/wire/guards";
import { type Call, callDesk, type Told } from "#browser/wire/http";
import type { Conversation, LoggedEvent, Snapshot } from "./api.ts";
import { DeskRefusal } from "./desk-refusal.ts";
import { Bell } from "./feed.ts";

const isHandoff = record<{ handoff: string; seq: number }>({ handoff: text, seq: number });
const isConfirmed = record<{ proposal: string; decision: string; seq: number }>({ proposal: text, decision: text, seq: number });
const isNoted = record<{ seq: number }>({ seq: number });

type Waiting = { resolve: (stored: { id: string; seq: number }) => void; reject: (error: DeskRefusal) => void };

const refusalOf = ({ code, message, retryAfterS }: Told): DeskRefusal => new DeskRefusal(code, message, retryAfterS);

export function makeConversation(desk: string, surroundings: Surroundings): Conversation {
  let events: LoggedEvent[] = [];
  const changed = new Bell();
  const sending = new Map<string, Waiting>();

  const settle = (id: string, how: (waiting: Waiting) => void): void => {
    const waiting = sending.get(id);
    sending.delete(id);
    if (waiting) how(waiting);
  };
  const failAll = (error: DeskRefusal): void => {
    for (const id of sending.keys()) settle(id, ({ reject }) => reject(error));
  };

  const session = openConversation(desk, surroundings, {
    changed: () => changed.ring(),
    happened: () => undefined,
    logged: (placed) => {
      events.push(placed);
      // The ack was lost with the line, and the log shows the message.
      const { seq, event } = placed;
      if (event?.type === "customer.message") settle(event.id, ({ resolve }) => resolve({ id: event.id, seq }));
    },
    acknowledged: (id, seq) => settle(id, ({ resolve }) => resolve({ id, seq })),
    refused: (id, told) => {
      session.discard(id);
      settle(id, ({ reject }) => reject(refusalOf(told)));
    },
    turnedAway: (told) => failAll(refusalOf(told)),
    forgotten: () => {
      events = [];
    },
  });

  async function pass(distrust = false): ReturnType<Conversation["pass"]> {
    const admission = await session.enter(distrust);
    switch (admission.to) {
      case "enter": {
        const { id, token, expiresAt } = admission.pass;
        return { id, token, expiresAt };
      }
      case "refused":
        throw refusalOf(admission);
      case "gone":
        throw new DeskRefusal("not_found", "this conversation cannot be reopened");
      case "other":
        throw new DeskRefusal("identity_conflict", "this conversation belongs to another customer");
      case "later":
        throw new DeskRefusal("unreachable", "the desk cannot be reached");
    }
  }

  /** A call to this conversation over HTTP; once more with a fresh token, when the desk's clock says that ours has expired. */
  async function call<T>(path: string, guard: Guard<T>, how: Call): Promise<T> {
    const ask = async (distrust: boolean) => {
      const { id, token } = await pass(distrust);
      return callDesk(new URL(`/v1/conversations/${id}${path}`, desk), guard, { ...how, token, fetch: surroundings.fetch });
    };
    let answer = await ask(false);
    if (!answer.ok && answer.refusal.code === "expired_token") answer = await ask(true);
    if (!answer.ok) throw refusalOf(answer.refusal);
    return answer.value;
  }

  function snapshot(): Snapshot {
    const { transcript, line, pending, personTyping } = session.snapshot();
    const { state, activity, draft } = transcript;
    return {
      state,
      line,
      activity,
      answer: draft && { turn: draft.turn, text: draftText(draft) },
      pending: pending.map(({ id, text: said, delivery }) => ({ id, text: said, delivery })),
      personTyping,
    };
  }

  async function* log(after = 0): AsyncGenerator<LoggedEvent, void> {
    let cursor = after;
    while (!changed.still) {
      const read = events;
      // A log that was forgotten is followed by that of another conversation.
      if (read.length < cursor && after === 0) cursor = 0;
      const next = read[cursor];
      if (next === undefined) await changed.next();
      else {
        cursor += 1;
        yield next;
      }
    }
  }

  async function* watch(): AsyncGenerator<Snapshot, void> {
    while (!changed.still) {
      const next = changed.next();
      yield snapshot();
      await next;
    }
  }

  return {
    resume: () => session.resume("always"),
    send: (words) =>
      new Promise((resolve, reject) => {
        if (changed.still) throw new DeskRefusal("disconnected", "this client has hung up");
        sending.set(session.send(words), { resolve, reject });
      }),
    log,
    watch,
    snapshot,
    identify: session.identify,
    handoff: async () => {
      const asked = await call("/handoff", isHandoff, { method: "POST" });
      session.resume("always");
      return asked;
    },
    feedback: (turn, rating, reason) =>
      call("/feedback", isNoted, { method: "POST", body: { turn, rating, ...(reason === undefined ? {} : { reason }) } }),
    confirm: (proposal, accept) => call("/confirm", isConfirmed, { method: "POST", body: { proposal, accept } }),
    stop: session.stop,
    typing: session.typing,
    close: async () => {
      if (session.begun()) await call("/close", anything, { method: "POST" });
    },
    erase: async () => {
      if (session.begun()) await call("", anything, { method: "DELETE" });
      session.vanish();
      failAll(new DeskRefusal("disconnected", "the conversation was erased"));
    },
    pass: () => pass(),
    reconnect: session.reconnect,
    disconnect: () => {
      session.dispose();
      changed.silence();
      failAll(new DeskRefusal("disconnected", "this client has hung up; the message stays in its storage"));
    },
  };
}
