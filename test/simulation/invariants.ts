/** The invariants of the design, held against a world that has come to rest. Each violation is a sentence. */
import { z } from "zod";
import { type ConversationEvent, ConversationEventSchema, type LoggedEvent } from "#contracts/events";
import type { TurnOutcome } from "#contracts/turn-facts";
import { turnDeadlineMs } from "#conversation/accept";
import { sayings } from "./agents.ts";
import { brokenDeeds, doneTwice } from "./deeds.ts";
import type { Scene } from "./simulate.ts";

/** Beyond the deadline: the alarm that finds a cut-off turn, and clocks that do not agree. */
const graceMs = 15_000;
/** Of the router and the knowledge agent, with their retry. */
const attemptsPerStart = 2;

const EventRowSchema = z.object({ seq: z.int(), at: z.int(), body: z.string() });

export function isAtRest(scene: Scene): boolean {
  const { storage, customers, road, operator, erased } = scene;
  if (erased.isWanted) {
    const isForgotten = erased.isDone && !storage.isDirty && numberIn(scene, "SELECT count(*) AS n FROM outbox") === 0;
    return isForgotten && customers.every(({ isGone, isErased }) => isGone || isErased) && !isEngineBusy(scene);
  }
  const head = numberIn(scene, "SELECT coalesce(max(seq), 0) AS n FROM event");
  const waiting =
    numberIn(scene, "SELECT count(*) AS n FROM turn WHERE status IN ('pending', 'running')") +
    numberIn(scene, "SELECT count(*) AS n FROM outbox") +
    numberIn(scene, "SELECT count(*) AS n FROM turn_facts") +
    deedsUnderWay(scene);
  if (storage.isDirty || head === 0 || waiting > 0 || isEngineBusy(scene)) return false;
  const hasRead = customers.every(
    ({ isGone, log, messages, deciding }) =>
      isGone || (log.length === head && deciding.isDone && messages.every(({ ackedAs, refused }) => ackedAs !== null || refused !== null)),
  );
  return hasRead && (!operator || road.opened.every(({ id }) => operator.closed.has(id)));
}

export async function violationsOf(scene: Scene): Promise<string[]> {
  const { customers, erased } = scene;
  const events = eventsIn(scene);
  const found = customers.flatMap(({ complaints }) => complaints);
  if (!isAtRest(scene)) found.push(...whatDoesNotRest(scene));
  found.push(...doneTwice(scene));
  if (erased.isDone) return [...found, ...(await remains(scene))];
  const log = events.map(({ event }) => event);
  return [
    ...found,
    ...storedOnce(scene, events),
    ...orderHolds(scene, events),
    ...oneEndEach(events),
    ...(await oneTicketEach(scene, log)),
    ...personIsNotInterrupted(log),
    ...factsAreKept(scene, events),
    ...callsAreBounded(scene),
    ...brokenDeeds(scene, log),
  ];
}

/** 1. An acknowledged message is stored exactly once, where it was said to be. */
function storedOnce({ customers }: Scene, events: readonly LoggedEvent[]): string[] {
  const stored = events.flatMap(({ seq, event }) => (event.type === "customer.message" ? [{ seq, id: event.id, text: event.text }] : []));
  const doubled = stored
    .filter(({ id }, i) => stored.findIndex((other) => other.id === id) !== i)
    .map(({ id }) => `1: ${id} is stored twice`);
  const lost = customers
    .flatMap(({ messages }) => messages)
    .filter(({ id, text, ackedAs }) => ackedAs !== null && !stored.some((one) => one.id === id && one.text === text && one.seq === ackedAs))
    .map(({ id, ackedAs }) => `1: ${id} was acknowledged as ${ackedAs} and is not stored there`);
  return [...doubled, ...lost];
}

/** 2. Numbers have no gaps, and what a customer has read is the log. */
function orderHolds({ customers }: Scene, events: readonly LoggedEvent[]): string[] {
  const gaps = events.filter(({ seq }, i) => seq !== i + 1).map(({ seq }) => `2: ${seq} is not in its place`);
  const strays = customers
    .flatMap(({ log }) => log.filter((read, i) => JSON.stringify(read) !== JSON.stringify(events[i])))
    .map(({ seq }) => `2: somebody has read another ${seq}`);
  return [...gaps, ...strays];
}

/** 3. Every turn has one end, in time. */
function oneEndEach(events: readonly LoggedEvent[]): string[] {
  return events.flatMap(({ at, event }) => {
    if (event.type !== "turn.started") return [];
    const ends = endsOf(event.turn, events);
    if (ends.length !== 1) return [`3: ${event.turn} has ${ends.length} ends`];
    const tookMs = Date.parse(ends[0]?.at ?? at) - Date.parse(at);
    return tookMs > turnDeadlineMs + graceMs ? [`3: ${event.turn} took ${tookMs} ms`] : [];
  });
}

/** A failure is followed by a handoff of the same turn, in the same breath; that is one end. */
function endsOf(turn: string, events: readonly LoggedEvent[]): LoggedEvent[] {
  const own = events.filter(({ event }) => "turn" in event && event.turn === turn);
  const ends = own.filter(
    ({ event }) => event.type === "answer.completed" || event.type === "turn.failed" || event.type === "turn.stopped",
  );
  const hasFailed = ends.some(({ event }) => event.type === "turn.failed");
  return hasFailed ? ends : [...ends, ...own.filter(({ event }) => event.type === "handoff.requested")];
}

/** 4. Each handoff has one ticket, and the customer is told its number once. */
async function oneTicketEach({ road }: Scene, log: readonly ConversationEvent[]): Promise<string[]> {
  const tickets = await road.tickets();
  const asked = log.flatMap((event) => (event.type === "handoff.requested" ? [event.handoff] : []));
  const wrong = asked.flatMap((handoff) => {
    const opened = road.opened.filter((ticket) => ticket.handoff === handoff);
    const told = log.flatMap((event) => (event.type === "ticket.opened" && event.handoff === handoff ? [event.ticket.id] : []));
    if (opened.length !== 1) return [`4: ${handoff} has ${opened.length} tickets`];
    return told.length === 1 && told[0] === opened[0]?.id
      ? []
      : [`4: of ${handoff} the customer was told ${told.join(" and ") || "nothing"}`];
  });
  const unasked = tickets
    .filter(({ handoff }) => !asked.includes(handoff.split(".")[0] ?? ""))
    .map(({ number }) => `4: nobody asked for ${number}`);
  return [...wrong, ...unasked];
}

/** 5. From the moment in which a person joins until they leave, no agent speaks. */
function personIsNotInterrupted(log: readonly ConversationEvent[]): string[] {
  let isHuman = false;
  return log.flatMap((event) => {
    if (event.type === "operator.joined") isHuman = true;
    if (event.type === "operator.left" || event.type === "conversation.closed") isHuman = false;
    const speaks = event.type === "answer.completed" || event.type === "turn.failed" || event.type === "turn.started";
    return isHuman && speaks ? [`5: ${event.turn} speaks while a person has the floor`] : [];
  });
}

/** 8. The facts of every turn reach the desk's database, and say how it ended. */
function factsAreKept({ facts }: Scene, events: readonly LoggedEvent[]): string[] {
  return events.flatMap(({ event }) => {
    if (event.type !== "turn.started") return [];
    const ends = endsOf(event.turn, events).map((end) => end.event.type);
    const kept = facts.rows.get(event.turn)?.outcome;
    const isRight = ends.some((type) => kept !== undefined && endOf[kept] === type);
    return isRight ? [] : [`8: the facts of ${event.turn} say ${kept ?? "nothing"}, and it ended with ${ends.join(", ")}`];
  });
}

const endOf: Record<TurnOutcome, ConversationEvent["type"]> = {
  answered: "answer.completed",
  asked_back: "answer.completed",
  offered_person: "answer.completed",
  courtesy: "answer.completed",
  notice: "answer.completed",
  handed_off: "handoff.requested",
  failed: "turn.failed",
  stopped: "turn.stopped",
};

/** 7. What fails is asked a bounded number of times. */
function callsAreBounded(scene: Scene): string[] {
  const starts = numberIn(scene, "SELECT coalesce(sum(starts), 0) AS n FROM turn") + scene.host.deaths;
  return [...scene.calls]
    .filter(([, count]) => count > attemptsPerStart * starts)
    .map(([port, count]) => `7: ${port} was called ${count} times in ${starts} starts`);
}

/** 10. What is erased is gone. */
async function remains(scene: Scene): Promise<string[]> {
  const rows = ["event", "message", "standing", "turn", "step", "handoff", "outbox", "turn_facts", "proposal", "tool_call"].filter(
    (table) => numberIn(scene, `SELECT count(*) AS n FROM ${table}`) > 0,
  );
  const tickets = await scene.road.tickets();
  const workflows = JSON.stringify([...scene.road.engine.instances.values()].map(({ message, journal }) => [message, ...journal]));
  const said = Object.values(sayings).filter((text) => workflows.includes(text));
  const waiting = [...scene.road.engine.instances].flatMap(([id, { status, isDead }]) => (status === "waiting" && !isDead ? [id] : []));
  return [
    ...rows.map((table) => `10: ${table} still has rows`),
    ...[...scene.facts.rows.keys()].map((run) => `10: the facts of ${run} are still there`),
    ...tickets.map(({ number }) => `10: ${number} is still there`),
    ...said.map((text) => `10: a workflow remembers "${text}"`),
    ...waiting.map((id) => `10: the workflow ${id} still waits for its ticket to be closed`),
  ];
}

/** 3, 4, 8. Everything comes to rest by itself. */
function whatDoesNotRest(scene: Scene): string[] {
  const turns = numberIn(scene, "SELECT count(*) AS n FROM turn WHERE status IN ('pending', 'running')");
  const outbox = numberIn(scene, "SELECT count(*) AS n FROM outbox");
  const facts = numberIn(scene, "SELECT count(*) AS n FROM turn_facts");
  const deeds = deedsUnderWay(scene);
  const unacked = scene.customers
    .filter(({ isGone }) => !isGone)
    .flatMap(({ messages }) => messages.filter(({ ackedAs, refused }) => ackedAs === null && refused === null));
  return [
    `8: it does not come to rest: ${turns} turns, ${outbox} outbox rows and ${facts} facts wait`,
    ...unacked.map(({ id }) => `1: ${id} is never acknowledged`),
    ...(deeds > 0 ? [`11: ${deeds} confirmed proposals never end`] : []),
    ...(isEngineBusy(scene) ? ["4: a workflow does not end"] : []),
  ];
}

const deedsUnderWay = (scene: Scene): number =>
  scene.world.hasTools ? numberIn(scene, "SELECT count(*) AS n FROM proposal WHERE status IN ('confirmed', 'running')") : 0;

/** One that died after the customer was told may lie there for ever: nothing is left for it to do but to wait. One that died before is poked by the outbox. */
const isEngineBusy = ({ road }: Scene): boolean =>
  [...road.engine.instances.values()].some(({ status, isDead }) => status === "running" && !isDead);

const eventsIn = ({ storage }: Scene): LoggedEvent[] =>
  storage.sql
    .exec("SELECT seq, at, body FROM event ORDER BY seq")
    .toArray()
    .map((row) => {
      const { seq, at, body } = EventRowSchema.parse(row);
      return { seq, at: new Date(at).toISOString(), event: ConversationEventSchema.parse(JSON.parse(body)) };
    });

const numberIn = ({ storage }: Scene, query: string): number => Number(storage.sql.exec(query).one().n);
