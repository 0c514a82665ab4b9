/**
 * The visitor's side of one conversation: what was said (from the log), what is not confirmed yet (from the device), and the socket between
 * them. Guarantees: what the visitor asked for (a message, a person, a rating) is repeated under the same identity after every reconnect until
 * the desk shows that it has it; a gap in the log is read again; what came before stays where it was.
 */
import type { ClientFrame } from "#contracts/frames";
import type { PlacedEvent } from "#browser/wire/events";
import { type Frame, readFrame, refusedMessage } from "#browser/wire/frames";
import { makeConnection } from "./connection.ts";
import { nothing, openDevice } from "./device.ts";
import { makeOutbox } from "./outbox.ts";
import { makeDecisions } from "./decisions.ts";
import { applyDelta, applyEvent, applyStatus, emptyTranscript, isNews, type Transcript } from "./transcript.ts";
import { type Admission, admit, socketAddress } from "./admission.ts";
import type { Listener } from "./listener.ts";
import type { Surroundings } from "./surroundings.ts";
import { makeTyping } from "./typing.ts";
import type { Conversation, Rating } from "./visit.ts";

const recentMs = 24 * 3_600_000;

/** `desk`: origin of the desk. */
export function openConversation(desk: string, surroundings: Surroundings, listener: Listener): Conversation {
  let transcript = emptyTranscript;
  /** The log has been read to its end on this socket. */
  let ready = false;
  let tokenRefused = false;
  let movedOn = false;
  let trouble: string | null = null;
  let unread = 0;
  let entering: Promise<Admission> | null = null;
  const typing = makeTyping(listener.changed);
  const ratings = new Map<string, { rating: Rating; reason?: string }>();

  const device = openDevice(desk, surroundings, (elsewhere) => {
    if (elsewhere) followOtherTab();
    listener.changed();
  });
  const connection = makeConnection({
    ...surroundings,
    address,
    opened: () => say({ v: 1, type: "resume", after: transcript.seq }),
    received: (text) => {
      const frame = readFrame(text);
      if (frame !== null) receive(frame);
      listener.changed();
    },
    changed: () => {
      ready = false;
      listener.changed();
    },
  });
  const outbox = makeOutbox(device, {
    send: ({ id, text }) => ready && say({ v: 1, type: "message", id, text }),
    late: () => {
      connection.reopen();
      listener.changed();
    },
  });
  /** What the host site signed, and for which conversation the desk has seen it. */
  let identity: { token: string; seenIn: string | null } | null = null;
  let passId = device.memory().pass?.id;

  const say = (frame: ClientFrame): boolean => connection.send(JSON.stringify(frame));
  const decisions = makeDecisions((frame) => ready && say(frame), listener.changed);
  const wantPerson = (wantsPerson: boolean): void => device.update((memory) => ({ ...memory, wantsPerson }));

  /** One at a time: two that found no conversation would begin two. */
  function enter(distrust: boolean): Promise<Admission> {
    entering ??= askToEnter(distrust).finally(() => {
      entering = null;
    });
    return entering;
  }

  async function askToEnter(distrust: boolean): Promise<Admission> {
    const { pass } = device.memory();
    const vouched = identity;
    const unseen = vouched !== null && (pass === null || vouched.seenIn !== pass.id) ? vouched.token : null;
    const admission = await admit(desk, surroundings, pass, distrust, unseen);
    if (admission.to === "other") {
      leave();
      return askToEnter(distrust);
    }
    if (admission.to === "enter") {
      if (vouched !== null) vouched.seenIn = admission.pass.id;
      passId = admission.pass.id;
      device.update((memory) => ({ ...memory, pass: admission.pass }));
    }
    return admission;
  }

  async function address(refusedBefore: boolean): Promise<{ url: URL; protocols: string[] } | "later" | "never"> {
    const admission = await enter(refusedBefore || tokenRefused);
    switch (admission.to) {
      case "enter":
        tokenRefused = false;
        return socketAddress(desk, admission.pass);
      case "later":
        return "later";
      case "refused":
        trouble = surroundings.explain(admission.code, admission.message);
        listener.turnedAway?.(admission.code, admission.message);
        return "never";
      case "other":
        return "later";
      case "gone":
        return leaveGone() ? address(false) : "never";
    }
  }

  /** The conversation cannot be reopened. Returns whether there is something to say in a new one. */
  function leaveGone(): boolean {
    movedOn = true;
    forgetLog();
    device.update((memory) => ({ ...memory, pass: null, read: 0 }));
    const { outbox: unsent, wantsPerson } = device.memory();
    return unsent.length > 0 || wantsPerson;
  }

  /** Forgets all of it: what comes next is another conversation. */
  function leave(): void {
    forgetLog();
    movedOn = false;
    trouble = null;
    passId = undefined;
    device.update(() => nothing);
  }

  /** Forgets what was said, not what is still to be said. */
  function forgetLog(): void {
    transcript = emptyTranscript;
    unread = 0;
    ratings.clear();
    outbox.forgetConfirmed();
    listener.forgotten?.();
  }

  function startOver(): void {
    connection.close();
    leave();
  }

  function followOtherTab(): void {
    const { pass } = device.memory();
    if (pass?.id === passId) return;
    passId = pass?.id;
    forgetLog();
    if (pass === null) connection.close();
    else connection.reopen();
  }

  function receive(frame: Frame): void {
    switch (frame.type) {
      case "event":
        return receiveEvent(frame);
      case "ready":
        return becomeReady(frame.seq, frame.state);
      case "ack":
        outbox.confirm(frame.id);
        return listener.acknowledged?.(frame.id, frame.seq);
      case "status":
        transcript = applyStatus(transcript, frame);
        return;
      case "delta":
        transcript = applyDelta(transcript, frame);
        return;
      case "mark":
        return void say({ v: 1, type: "read", mark: frame.mark });
      case "typing":
        return frame.by === "operator" ? typing.seen() : undefined;
      case "error": {
        if (frame.code === "expired_token") {
          tokenRefused = true;
          return connection.reopen();
        }
        if (frame.code === "not_found" && !ready) return leaveGone() ? connection.reopen() : connection.close();
        const why = surroundings.explain(frame.code, frame.message);
        const message = refusedMessage(frame);
        if (message !== null && outbox.refuse(message, why)) return listener.refused?.(message, frame.code, frame.message);
        trouble = why;
        wantPerson(false);
      }
    }
  }

  function receiveEvent(placed: PlacedEvent): void {
    const next = applyEvent(transcript, placed);
    if (next === transcript) return;
    if (next === "gap") {
      // Asked once: until the log has been read again, what follows is the same gap.
      if (ready) say({ v: 1, type: "resume", after: transcript.seq });
      ready = false;
      return;
    }
    transcript = next;
    listener.logged?.(placed);
    const { seq, event } = placed;
    if (event === null) return;
    if (seq > device.memory().read && isNews(event)) unread += 1;
    decisions.settle(event);
    if (event.type === "customer.message") outbox.seen(event.id);
    if (event.type === "operator.message") typing.over();
    if (event.type === "feedback.given") ratings.delete(event.turn);
    if (!ready) return;
    if (event.type === "handoff.requested" || event.type === "operator.joined") wantPerson(false);
    listener.happened(event);
  }

  function becomeReady(seq: number, state: Transcript["state"]): void {
    if (seq < transcript.seq) {
      // The desk's log is shorter than what we have read: it is not the log that we knew.
      forgetLog();
      say({ v: 1, type: "resume", after: 0 });
      return;
    }
    ready = true;
    trouble = null;
    transcript = { ...transcript, state };
    device.update((memory) => ({ ...memory, lastAt: new Date().toISOString(), wantsPerson: memory.wantsPerson && state === "ai" }));
    outbox.flush();
    decisions.tellAgain();
    if (device.memory().wantsPerson) say({ v: 1, type: "handoff" });
    for (const [turn, rating] of ratings) say({ v: 1, type: "feedback", turn, ...rating });
  }

  return {
    snapshot: () => ({
      transcript,
      pending: outbox.pending(),
      line: connection.line(),
      wantsPerson: device.memory().wantsPerson,
      ratings,
      decisions: decisions.waiting,
      movedOn,
      personTyping: typing.shown(),
      trouble,
      unread,
    }),
    resume: (when) => {
      const { pass, outbox: unsent, wantsPerson, lastAt } = device.memory();
      const due = when === "always" || Date.now() - Date.parse(lastAt) < recentMs;
      if (unsent.length > 0 || wantsPerson || (pass !== null && due)) connection.open();
    },
    send: (text) => {
      trouble = null;
      const id = outbox.add(text);
      connection.open();
      return id;
    },
    retry: (id) => {
      outbox.retry(id);
      if (!ready) connection.reopen();
    },
    discard: outbox.discard,
    askPerson: () => {
      trouble = null;
      wantPerson(true);
      if (ready) say({ v: 1, type: "handoff" });
      connection.open();
    },
    rate: (turn, rating, reason) => {
      const feedback = reason === undefined ? { rating } : { rating, reason };
      ratings.set(turn, feedback);
      if (ready) say({ v: 1, type: "feedback", turn, ...feedback });
      listener.changed();
    },
    decide: decisions.decide,
    stop: (turn) => void say({ v: 1, type: "stop", turn }),
    typing: () => {
      if (transcript.state === "human" && typing.mayTell()) say({ v: 1, type: "typing" });
    },
    reconnect: connection.reopen,
    enter,
    begun: () => device.memory().pass !== null,
    markRead: () => {
      unread = 0;
      if (device.memory().read < transcript.seq) device.update((memory) => ({ ...memory, read: transcript.seq }));
    },
    identify: (token) => {
      if (token === (identity?.token ?? null)) return;
      const wasSomebody = identity !== null || transcript.customer !== null;
      identity = token === null ? null : { token, seenIn: null };
      trouble = null;
      const { outbox: unsent, wantsPerson: wanted } = device.memory();
      // A conversation that is not open learns it when it is opened next.
      if (token !== null && (connection.line() !== "idle" || unsent.length > 0 || wanted)) connection.reopen();
      // Who signs out leaves nothing to the next one at this device.
      if (token === null && wasSomebody) startOver();
      listener.changed();
    },
    startOver,
    dispose: () => {
      device.dispose();
      outbox.dispose();
      typing.over();
      connection.dispose();
    },
  };
}
