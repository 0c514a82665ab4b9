/** What the inbox shows of a conversation, read from its tables: never from what was pushed before, so that any push repairs all that were lost. */
import { composeBrief } from "#agents/escalation/compose-brief";
import { RoutedSchema, type Routed } from "#agents/router/router";
import type { LoggedEvent } from "#contracts/events";
import type { Summary } from "#contracts/inbox";
import { type Brief, BriefSchema } from "#contracts/tickets";
import { handoffId, turnId } from "#domain/ids";
import { dueAtMs, type Waits } from "#domain/waiting";
import { exchangesOf } from "./exchanges.ts";
import type { Records } from "./records.ts";

/** Events that are looked at, newest. */
const looksBack = 40;
const snippetLength = 160;

/** Null for a conversation that never began or was erased. */
export function summaryOf(records: Records, id: string, waits: Waits): Summary | null {
  const standing = records.standing();
  const started = records.log.at(1);
  const last = records.log.at(records.log.head);
  if (!standing || !started || !last) return null;
  const said = records.log.latest(["customer.message", "answer.completed", "operator.message"], looksBack);
  const routed = lastRouted(records, id);
  const handoff = records.handoffs.latest();
  const brief = briefOf(records, id);
  const since = waitingSince(records);
  const customer = records.customer.read();
  return {
    id,
    seq: records.log.head,
    state: standing.state,
    owner: standing.assignee,
    customer: customer && { subject: customer.subject, name: customer.name },
    title: brief?.title ?? shortened(firstWords(said)),
    snippet: shortened(textOf(said.at(-1))),
    speaker: speakerOf(said.at(-1)),
    isAnswering: records.turns.nextUnfinished() !== undefined,
    intent: routed?.intent ?? null,
    sentiment: routed?.sentiment ?? null,
    language: routed?.language ?? null,
    reason: standing.state === "waiting" || standing.state === "human" ? (handoff?.reason ?? null) : null,
    priority: brief?.priority ?? "normal",
    waitingSince: since,
    dueAt: since === null ? null : new Date(dueAtMs(Date.parse(since), brief?.priority ?? "normal", waits)).toISOString(),
    unread: standing.state === "waiting" || standing.state === "human" ? unread(said) : 0,
    ticket: handoff?.ticket?.number ?? null,
    settledAs: records.desk.settled()?.reason ?? null,
    startedAt: started.at,
    updatedAt: last.at,
  };
}

/** The brief of the newest handoff: as its agent wrote it, or composed from the log until it has. Null without a handoff. */
export function briefOf(records: Records, id: string): Brief | null {
  const handoff = records.handoffs.latest();
  if (!handoff) return null;
  const step = records.steps.of(handoffId(id, handoff.n)).find((record) => record.step === "escalation" && record.outcome === "done");
  const written = step ? BriefSchema.safeParse(step.output).data : undefined;
  if (written) return written;
  const routed = lastRouted(records, id);
  return composeBrief({
    reason: handoff.reason,
    category: routed?.intent ?? "general",
    sentiment: routed?.sentiment ?? 0,
    exchanges: exchangesOf(records),
  });
}

/** Since when the customer waits for a person: since asking, since being given back to the queue, or since the first words that the person has not answered. */
export function waitingSince(records: Records): string | null {
  const standing = records.standing();
  const marks = records.log.latest(
    ["handoff.requested", "operator.joined", "operator.left", "operator.message", "customer.message"],
    looksBack,
  );
  if (standing?.state === "waiting")
    return marks.findLast(({ event }) => event.type === "handoff.requested")?.at ?? marks.at(-1)?.at ?? null;
  if (standing?.state !== "human") return null;
  const at = marks.findLastIndex(({ event }) => event.type === "operator.joined" || event.type === "operator.message");
  const anchor = marks[at];
  if (anchor?.event.type === "operator.joined") return anchor.at;
  return marks.slice(at + 1).find(({ event }) => event.type === "customer.message")?.at ?? null;
}

function lastRouted(records: Records, id: string): Routed | null {
  const step = records.steps.of(turnId(id, records.turns.count())).find((record) => record.step === "router" && record.outcome === "done");
  return step ? (RoutedSchema.safeParse(step.output).data ?? null) : null;
}

function unread(said: readonly LoggedEvent[]): number {
  const answered = said.findLastIndex(({ event }) => event.type === "operator.message");
  return said.slice(answered + 1).filter(({ event }) => event.type === "customer.message").length;
}

const firstWords = (said: readonly LoggedEvent[]): string => textOf(said.find(({ event }) => event.type === "customer.message"));

const textOf = (logged: LoggedEvent | undefined): string => (logged && "text" in logged.event ? (logged.event.text ?? "") : "");

function speakerOf(logged: LoggedEvent | undefined): Summary["speaker"] {
  switch (logged?.event.type) {
    case "customer.message":
      return "customer";
    case "answer.completed":
      return "ai";
    case "operator.message":
      return "operator";
    default:
      return null;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= snippetLength ? line : `${line.slice(0, snippetLength - 1).toWellFormed()}…`;
}
