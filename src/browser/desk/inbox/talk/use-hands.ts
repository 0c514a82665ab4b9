/** Changing hands: taking over, taking over from a colleague, giving back, closing. What the server refuses is said, and what it has decided is read again. */
import { useState } from "react";
import type { SettledReason } from "#contracts/desk";
import { type Guard, number, record } from "#browser/wire/guards";
import { notify } from "../../shell/notices.ts";
import { useOperator } from "../../shell/operator.ts";
import type { LiveTalk, TalkState } from "./live-talk.ts";

const isEpoch = record({ epoch: number });
const isClosed = record({ seq: number });

export type Hands = {
  isMine: boolean;
  /** A colleague who has it. */
  other: string | null;
  /** The colleague from whom it is to be taken, while the operator is asked. */
  asking: string | null;
  isBusy: boolean;
  /** @returns whether it is ours. From a colleague it asks first. */
  take: () => Promise<boolean>;
  /** Takes it from the colleague, unless it has changed hands since it was looked at. */
  takeFromOther: () => Promise<boolean>;
  cancel: () => void;
  giveBack: (to: "ai" | "queue") => Promise<void>;
  /** For good, whoever has it, unless it has changed hands since it was looked at. */
  close: (reason: SettledReason) => Promise<void>;
};

export function useHands(talk: LiveTalk, { card }: TalkState): Hands {
  const { ask, name } = useOperator();
  const [asking, setAsking] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isMine = card?.state === "human" && card.owner === name;
  const other = card?.state === "human" && card.owner !== name ? card.owner : null;

  async function act(path: string, body: object, guard: Guard<unknown> = isEpoch): Promise<boolean> {
    setBusy(true);
    const outcome = await ask(`/v1/conversations/${encodeURIComponent(talk.id)}/${path}`, guard, { method: "POST", body });
    await talk.readCard();
    setBusy(false);
    if (!outcome.ok) notify(outcome.refusal.message, "bad");
    return outcome.ok;
  }

  async function take(): Promise<boolean> {
    if (isMine) return true;
    if (other !== null) {
      setAsking(other);
      return false;
    }
    return act("take", { operator: name });
  }

  async function takeFromOther(): Promise<boolean> {
    setAsking(null);
    return card === null ? false : act("take", { operator: name, epoch: card.epoch });
  }

  async function giveBack(to: "ai" | "queue"): Promise<void> {
    if (!isMine) return notify("You do not have this conversation.", "plain");
    if (await act("give-back", { operator: name, to })) notify(to === "ai" ? "The AI answers again." : "Back in the queue.", "good");
  }

  async function close(reason: SettledReason): Promise<void> {
    if (card === null) return;
    const done = await act("settle", { operator: name, reason, epoch: card.epoch }, isClosed);
    if (done) notify("Closed. The customer is asked how it was.", "good");
  }

  return { isMine, other, asking, isBusy, take, takeFromOther, cancel: () => setAsking(null), giveBack, close };
}
