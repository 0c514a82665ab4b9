/**
 * Who speaks for the company. `ai` answers; `waiting` has a handoff open and no person yet (the AI may still help); `human` belongs to a
 * person, and no agent speaks; `closed` takes nothing more. The epoch rises whenever ownership passes to or from a person, and a turn that began
 * under an older epoch is refused when it wants to commit: that fence, not timing, keeps an agent silent after a person took over.
 */
import { z } from "zod";

export const ConversationStateSchema = z.enum(["ai", "waiting", "human", "closed"]);
export type ConversationState = z.infer<typeof ConversationStateSchema>;

export type Ownership = { state: ConversationState; epoch: number };

export type OwnershipChange = "handoff_requested" | "person_joined" | "person_left" | "person_timed_out" | "handoff_settled" | "closed";

/** The ownership after a change. A closed conversation stays closed. */
export function changeOwnership(now: Ownership, change: OwnershipChange): Ownership {
  if (now.state === "closed") return now;
  switch (change) {
    case "handoff_requested":
      // A person who already speaks keeps the floor; asking again does not take it from them.
      return now.state === "human" ? now : { state: "waiting", epoch: now.epoch };
    case "person_joined":
      return { state: "human", epoch: now.epoch + 1 };
    case "handoff_settled":
      // Nobody had joined, so nothing that an agent says is anybody's but the AI's.
      return now.state === "waiting" ? { state: "ai", epoch: now.epoch } : now;
    case "person_left":
      return { state: "ai", epoch: now.epoch + 1 };
    case "person_timed_out":
      return now.state === "human" ? { state: "waiting", epoch: now.epoch + 1 } : now;
    case "closed":
      return { state: "closed", epoch: now.epoch + 1 };
  }
}

/** May what an agent said under `epoch` still be committed? */
export const agentMaySpeak = (now: Ownership, epoch: number): boolean =>
  now.epoch === epoch && (now.state === "ai" || now.state === "waiting");
