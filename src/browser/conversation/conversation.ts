/**
 * The visitor's side of one conversation: what was said (from the log), what is not confirmed yet (from the device), and the socket between
 * them. Guarantees: what the visitor asked for (a message, a person, a rating) is repeated under the same identity after every reconnect until
 * the desk shows that it has it; a gap in the log is read again; what came before stays where it was.
 */
import type { ClientFrame } from "#contracts/frames";
import type { PlacedEvent } from "#browser/wire/events";
import { type Frame, readFrame } from "#browser/wire/frames";
import { makeConnection } from "./connection.ts";
import { type Memory, nothing, openDevice } from "./device.ts";
import { makeDepartures } from "./departures.ts";
import { makeOutbox } from "./outbox.ts";
import { makeDecisions } from "./decisions.ts";
import { applyDelta, applyEvent, applyStatus, emptyTranscript, type Transcript } from "./transcript.ts";
import { socketAddress } from "./admission.ts";
import { makeEntrance } from "./entrance.ts";
import type { Listener } from "./listener.ts";
import type { Surroundings } from "./surroundings.ts";
import { makeRefusals } from "./refusals.ts";
import { makeTyping } from "./typing.ts";
import { makeUnread } from "./unread.ts";
import type { Conversation } from "./visit.ts";
import { makeWishes } from "./wishes.ts";

const recentMs = 24 * 3_600_000;

/** `desk`: origin of the desk. */
export function openConversation(desk: string, surroundings: Surroundings, listener: Listener): Conversation {
  let transcript = emptyTranscript;
  /** The log has been read to its end on this socket. */
  let ready = false;
  let tokenRefused = false;
  let movedOn = false;
  const typing = makeTyping(listener.changed);
  const unread = makeUnread();

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
  const refusals = makeRefusals({ explain: surroundings.explain, outbox, listener });
  let passId = device.memory().pass?.id;
  const say = (frame: ClientFrame): boolean => connection.send(JSON.stringify(frame));
  const decisions = makeDecisions((frame) => ready && say(frame), listener.changed);
  const wishes = makeWishes((frame) => ready && say(frame), listener.changed);
  const departures = makeDepartures({
    desk,
    surroundings,
    device,
    transcript: () => transcript,
    leave: (memory) => {
      connection.close();
      leave(memory);
    },
    open: connection.open,
  });
  const entrance = makeEntrance(desk, surroundings, device, {
    entered: (pass) => {
      passId = pass.id;
      device.update((memory) => ({ ...memory, pass }));
    },
    mistaken: () => leave(nothing),
  });
  const wantPerson = (wantsPerson: boolean): void => device.update((memory) => ({ ...memory, wantsPerson }));

  async function address(refusedBefore: boolean): Promise<{ url: URL; protocols: string[] } | "later" | "never"> {
    const admission = await entrance.enter(refusedBefore || tokenRefused);
    switch (admission.to) {
      case "enter":
        tokenRefused = false;
        return socketAddress(desk, admission.pass);
      case "later":
      case "other":
        return "later";
      case "refused":
        if (refusals.turnAway(admission)) wantPerson(false);
        return "never";
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

  /** What comes next is another conversation. `memory`: what the device knows from now on. */
  function leave(memory: Memory): void {
    forgetLog();
    movedOn = false;
    refusals.pass();
    passId = memory.pass?.id;
    device.update(() => memory);
  }

  /** Forgets what was said, not what is still to be said. */
  function forgetLog(): void {
    transcript = emptyTranscript;
    unread.forget();
    wishes.forget();
    refusals.forget();
    outbox.forgetConfirmed();
    listener.forgotten?.();
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
        if (refusals.refuse(frame)) return;
        wishes.refused();
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
    unread.add(seq, event);
    wishes.seen(event);
    decisions.settle(event);
    if (event.type === "customer.identified") device.update((memory) => ({ ...memory, identified: true }));
    if (event.type === "customer.message") outbox.seen(event.id);
    if (event.type === "operator.message") typing.over();
    if (!ready) return;
    if (event.type === "handoff.requested" || event.type === "operator.joined") {
      wantPerson(false);
      refusals.release();
    }
    keepUnread();
    listener.happened(event);
  }

  /** So that pages which have not loaded the chat show the number, too. */
  function keepUnread(): void {
    const count = unread.after(device.memory().read);
    if (device.memory().unread !== count) device.update((memory) => ({ ...memory, unread: count }));
  }

  function becomeReady(seq: number, state: Transcript["state"]): void {
    if (seq < transcript.seq) {
      // The desk's log is shorter than what we have read: it is not the log that we knew.
      forgetLog();
      say({ v: 1, type: "resume", after: 0 });
      return;
    }
    ready = true;
    refusals.pass();
    transcript = { ...transcript, state };
    device.update((memory) => ({ ...memory, lastAt: new Date().toISOString(), wantsPerson: memory.wantsPerson && state === "ai" }));
    outbox.flush();
    decisions.tellAgain();
    if (device.memory().wantsPerson) say({ v: 1, type: "handoff" });
    wishes.repeat();
    keepUnread();
  }

  return {
    snapshot: () => ({
      transcript,
      pending: outbox.pending(),
      heldBack: refusals.heldBack,
      line: connection.line(),
      wantsPerson: device.memory().wantsPerson,
      ratings: wishes.ratings,
      decisions: decisions.waiting,
      contact: wishes.contact() ?? transcript.contact,
      verdict: wishes.verdict()?.score ?? transcript.score,
      movedOn,
      personTyping: typing.shown(),
      trouble: refusals.trouble(),
      unread: ready ? unread.after(device.memory().read) : device.memory().unread,
      earlier: device.memory().earlier,
    }),
    resume: (when) => {
      const { pass, outbox: unsent, wantsPerson, lastAt } = device.memory();
      const due = when === "always" || Date.now() - Date.parse(lastAt) < recentMs;
      if (unsent.length > 0 || wantsPerson || (pass !== null && due)) connection.open();
    },
    send: (text) => {
      refusals.pass();
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
      refusals.pass();
      wantPerson(true);
      if (ready) say({ v: 1, type: "handoff" });
      connection.open();
    },
    rate: wishes.rate,
    leaveContact: wishes.leaveContact,
    judge: wishes.judge,
    decide: decisions.decide,
    stop: (turn) => void say({ v: 1, type: "stop", turn }),
    typing: () => {
      if (transcript.state === "human" && typing.mayTell()) say({ v: 1, type: "typing" });
    },
    reconnect: connection.reopen,
    enter: entrance.enter,
    begun: () => device.memory().pass !== null,
    markRead: () => {
      const { read, unread: kept } = device.memory();
      if (read < transcript.seq || (ready && kept > 0))
        device.update((memory) => ({ ...memory, read: Math.max(read, transcript.seq), unread: 0 }));
    },
    identify: (token) => {
      if (token === entrance.vouchedBy()) return;
      const wasSomebody = entrance.vouchedBy() !== null || device.memory().identified;
      entrance.vouch(token);
      refusals.pass();
      const { outbox: unsent, wantsPerson: wanted } = device.memory();
      // A conversation that is not open learns it when it is opened next.
      if (token !== null && (connection.line() !== "idle" || unsent.length > 0 || wanted)) connection.reopen();
      // Who signs out leaves nothing to the next one at this device.
      if (token === null && wasSomebody) departures.vanish();
      listener.changed();
    },
    ...departures,
    dispose: () => {
      device.dispose();
      outbox.dispose();
      typing.over();
      connection.dispose();
    },
  };
}
