/**
 * What the desk refused, in words: beside the message that it is about, or above the conversation. A message that a cap of the day holds back from the AI may still be read by a person: once one was asked for, it goes out by
 * itself. That is not kept on the device: who returns sends it by hand.
 */
import { refusedMessage } from "#browser/wire/frames";
import { retryIn, type Told } from "#browser/wire/http";
import type { Listener } from "./listener.ts";
import type { Outbox } from "./outbox.ts";
import type { Surroundings } from "./surroundings.ts";

export type Refusals = {
  /** Above the conversation; null: nothing is wrong. */
  trouble: () => string | null;
  /** Something else is tried now. */
  pass: () => void;
  /** Messages that only a person would answer today. */
  heldBack: ReadonlySet<string>;
  release: () => void;
  forget: () => void;
  /** An error frame. @returns whether it is about a message of ours; if not, about something else. */
  refuse: (frame: { code: string; message: string }) => boolean;
  /** No conversation can be had. @returns whether that is so for the day: what waits to be said or asked for must then not go on waiting in silence. */
  turnAway: (told: Told) => boolean;
};

type Setting = { explain: Surroundings["explain"]; outbox: Pick<Outbox, "refuse" | "retry" | "pending">; listener: Listener };

const isForToday = (code: string): boolean => code === "no_more_starts_today" || code === "no_more_messages_today";

export function makeRefusals({ explain, outbox, listener }: Setting): Refusals {
  let trouble: string | null = null;
  const heldBack = new Set<string>();
  return {
    trouble: () => trouble,
    pass: () => {
      trouble = null;
    },
    heldBack,
    release: () => {
      for (const id of heldBack) outbox.retry(id);
      heldBack.clear();
    },
    forget: () => heldBack.clear(),
    refuse: (frame) => {
      const told = { code: frame.code, message: frame.message, ...retryIn(frame) };
      const message = refusedMessage(frame);
      const why = explain(told);
      if (message === null || !outbox.refuse(message, why)) {
        trouble = why;
        return false;
      }
      if (isForToday(told.code)) heldBack.add(message);
      listener.refused?.(message, told);
      return true;
    },
    turnAway: (told) => {
      trouble = explain(told);
      if (isForToday(told.code)) for (const { id } of outbox.pending()) outbox.refuse(id, trouble);
      listener.turnedAway?.(told);
      return isForToday(told.code);
    },
  };
}
