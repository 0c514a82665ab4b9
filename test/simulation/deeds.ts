/**
 * What must hold of every proposal, in the log and in the books of the company's system: nothing runs that the customer has not confirmed, nothing is done twice, what was confirmed ends in words that are true, and where
 * nobody can say what became of it a person is asked to look. Each violation is a sentence.
 */
import type { ConversationEvent } from "#contracts/events";
import { mostAttempts } from "#domain/proposals";
import { sayings } from "./agents.ts";
import { tries } from "./ride-office.ts";
import type { Scene } from "./simulate.ts";

type Proposed = Extract<ConversationEvent, { type: "tool.proposed" }>;

export function brokenDeeds(scene: Scene, log: readonly ConversationEvent[]): string[] {
  return log.flatMap((event) => (event.type === "tool.proposed" ? ofProposal(scene, log, event) : []));
}

/** Holds whatever became of the conversation. */
export function doneTwice({ rides }: Scene): string[] {
  const paid = rides.requests.filter((request) => request.paid).map(({ ride }) => ride);
  return [...new Set(paid)]
    .filter((ride) => timesIn(paid, ride) > 1)
    .map((ride) => `11: ${ride} was paid back ${timesIn(paid, ride)} times`);
}

function ofProposal(scene: Scene, log: readonly ConversationEvent[], proposed: Proposed): string[] {
  const { proposal, input } = proposed;
  const own = log.flatMap((event, at) => ("proposal" in event && event.proposal === proposal ? [{ event, at }] : []));
  const decisions = own.flatMap(({ event }) => (event.type === "tool.decided" ? [event.decision] : []));
  const ends = own.flatMap(({ event, at }) => (event.type === "tool.finished" ? [{ outcome: event.outcome, at }] : []));
  const requests = scene.rides.requests.filter(({ ride }) => ride === input["ride"]);
  const isPaid = requests.some(({ paid }) => paid);
  const isConfirmed = decisions.includes("confirmed");
  const isWithdrawn = decisions.includes("withdrawn");
  const [end] = ends;
  const wrong: [boolean, string][] = [
    [requests.length > 0 && !isConfirmed, `was sent, and its decisions are ${decisions.join(", ") || "none"}`],
    [requests.length > 0 && isWithdrawn, "was sent and withdrawn"],
    [isConfirmed && !hasAgreed(scene, log, proposed), "was confirmed by nobody"],
    [decisions.filter((decision) => decision !== "withdrawn").length > 1, `was decided ${decisions.length} times`],
    [ends.length !== (isConfirmed && !isWithdrawn ? 1 : 0), `has ${ends.length} ends after ${decisions.join(", ") || "no decision"}`],
    [end?.outcome === "done" && !isPaid, "is said to be done, and is not"],
    [end !== undefined && end.outcome !== "done" && end.outcome !== "unknown" && isPaid, `is said to be ${end?.outcome}, and is done`],
    [end?.outcome === "unknown" && !isPersonAsked(log, end.at), "is unknown, and nobody was asked to look"],
    [requests.length > tries * (mostAttempts + scene.host.deaths), `was sent ${requests.length} times`],
  ];
  return wrong.flatMap(([is, what]) => (is ? [`11: ${proposal.slice(-2)} ${what}`] : []));
}

/** Pressed, or a yes was written while it waited. */
function hasAgreed({ customers }: Scene, log: readonly ConversationEvent[], { proposal }: Proposed): boolean {
  const from = log.findIndex((event) => event.type === "tool.proposed" && event.proposal === proposal);
  const until = log.findIndex((event) => event.type === "tool.decided" && event.proposal === proposal && event.decision === "confirmed");
  const isWritten = log.slice(from, until).some((event) => event.type === "customer.message" && event.text === sayings.consent);
  return isWritten || customers.some(({ deciding }) => deciding.agreed.has(proposal));
}

/** A person is asked in the same breath, or had been asked for, or has the floor. */
function isPersonAsked(log: readonly ConversationEvent[], at: number): boolean {
  if (log[at + 1]?.type === "handoff.requested") return true;
  const last = log
    .slice(0, at)
    .findLast(
      ({ type }) =>
        type === "handoff.requested" || type === "operator.joined" || type === "operator.left" || type === "conversation.closed",
    );
  return last?.type === "handoff.requested" || last?.type === "operator.joined" || (last?.type === "operator.left" && last.to === "queue");
}

const timesIn = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;
