/**
 * Messages that the desk has not confirmed. Each keeps its id until it is, so that sending it again cannot double it; a message without an
 * ack in time is shown as not delivered and still goes out after every reconnect. One that the desk refused goes out again only when asked.
 */
import type { Device, Unsent } from "./device.ts";

export type Delivery = "sending" | "sent" | "failed";
export type Pending = Unsent & { delivery: Delivery };

export type Outbox = {
  /** What the log does not show yet, oldest first. */
  pending: () => readonly Pending[];
  /** @returns the message's id. */
  add: (text: string) => string;
  /** Sends everything that is not refused. */
  flush: () => void;
  retry: (id: string) => void;
  discard: (id: string) => void;
  confirm: (id: string) => void;
  /** The log shows it now. */
  seen: (id: string) => void;
  /** False: no such message. */
  refuse: (id: string, why: string) => boolean;
  /** Our copy of the log is gone; what was confirmed will come again with the new one. */
  forgetConfirmed: () => void;
  dispose: () => void;
};

const ackWithinMs = 10_000;

/** `send`: false when there is no line. `late`: an ack did not come. */
export function makeOutbox(device: Device, { send, late }: { send: (message: Unsent) => boolean; late: () => void }): Outbox {
  let confirmed: Unsent[] = [];
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const overdue = new Set<string>();

  const change = (edit: (outbox: readonly Unsent[]) => Unsent[]): void =>
    device.update((memory) => ({ ...memory, outbox: edit(memory.outbox) }));
  const find = (id: string): Unsent | undefined => device.memory().outbox.find((message) => message.id === id);
  const mark = (id: string, refused: string | null): void =>
    change((outbox) => outbox.map((message) => (message.id === id ? { ...message, refused } : message)));

  function settle(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    overdue.delete(id);
  }

  function transmit(message: Unsent): void {
    if (!send(message)) return;
    clearTimeout(waiting.get(message.id));
    const giveUp = (): void => {
      overdue.add(message.id);
      late();
    };
    waiting.set(message.id, setTimeout(giveUp, ackWithinMs));
  }

  function confirm(id: string): void {
    settle(id);
    const message = find(id);
    if (message === undefined) return;
    confirmed.push(message);
    change((outbox) => outbox.filter((one) => one.id !== id));
  }

  return {
    pending: () => [
      ...confirmed.map((message): Pending => ({ ...message, delivery: "sent" })),
      ...device.memory().outbox.map((message): Pending => ({
        ...message,
        delivery: message.refused !== null || overdue.has(message.id) ? "failed" : "sending",
      })),
    ],
    add: (text) => {
      const message: Unsent = { id: crypto.randomUUID(), text: text.toWellFormed(), at: new Date().toISOString(), refused: null };
      change((outbox) => [...outbox, message]);
      transmit(message);
      return message.id;
    },
    flush: () => {
      for (const message of device.memory().outbox) if (message.refused === null) transmit(message);
    },
    retry: (id) => {
      settle(id);
      mark(id, null);
      const message = find(id);
      if (message !== undefined) transmit(message);
    },
    discard: (id) => {
      settle(id);
      change((outbox) => outbox.filter((message) => message.id !== id));
    },
    confirm,
    seen: (id) => {
      confirm(id);
      confirmed = confirmed.filter((message) => message.id !== id);
    },
    refuse: (id, why) => {
      settle(id);
      if (find(id) === undefined) return false;
      mark(id, why);
      return true;
    },
    forgetConfirmed: () => {
      confirmed = [];
    },
    dispose: () => {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
