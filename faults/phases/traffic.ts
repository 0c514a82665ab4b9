/**
 * Customers talk, ask for people, lose their lines, and are taken over by people, while the server is killed again and again. Afterwards the faults stop,
 * everybody gets what is owed to them, and every log is read and held against what its client saw.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { LoggedEvent } from "#contracts/events";
import { sampleQuestions } from "../../bench/questions.ts";
import { checkHandoffs } from "../check/check-handoffs.ts";
import { checkVisit } from "../check/check-visit.ts";
import { asOperator, readLog } from "../check/read-log.ts";
import { Tally } from "../check/tally.ts";
import type { Visit } from "../client/history.ts";
import { operator } from "../client/operator.ts";
import { Visitor } from "../client/visitor.ts";
import type { Chances } from "../plan.ts";
import type { Rig } from "../rig.ts";

export type TrafficOptions = {
  /** Customers at any time. */
  visitors: number;
  /** Ends when so much was acknowledged, or handed off, and killed; or when the time is up. */
  enough: { acked: number; handoffs: number; kills: number };
  atMostMs: number;
  /** Between two kills, from 0.5 to 1.5 times as long; longer when the machine is so slow that less was acknowledged since the last. */
  killEveryMs: number;
  ackedBetween: number;
  /** Messages of a visit. */
  messages: number;
  /** Shares of visits, [0, 1]: of those nobody attends, that ask for a person by the button; that a person attends from the start. */
  askingShare: number;
  attendedShare: number;
  /** Chance that, while a message is under way, a person takes over; that the line is cut. */
  takeOverShare: number;
  cutShare: number;
  chances: Chances;
  forgetful?: boolean;
  /** How long the last tickets may take once the faults have stopped. */
  settleMs: number;
  say: (text: string) => void;
};

export type Outcome = {
  tally: Tally;
  visits: number;
  acked: number;
  answeredByTurn: number;
  handoffs: number;
  closed: number;
  kills: number;
  /** From the end of the faults to the last ticket's number in a log. */
  settledAfterMs: number | null;
  /** From there to the last ticket closed by a person. */
  closedAfterMs: number;
  tookMs: number;
};

const longestWithoutKillMs = 20_000;
const answerWithinMs = 20_000;
const ackWithinMs = 60_000;
const lastAckWithinMs = 10 * 60_000;
/** A client that does not send again waits for nothing that is lost. */
const forgottenAfterMs = 5_000;

export async function traffic(rig: Rig, options: TrafficOptions): Promise<Outcome> {
  const startedAt = Date.now();
  const visits: Visit[] = [];
  const abort = new AbortController();
  const stopping = new AbortController();
  await rig.disturb(options.chances);
  const killsBefore = rig.kills;
  const acked = (): number => visits.reduce((sum, { operations }) => sum + operations.filter(({ end }) => end === "ok").length, 0);
  const asked = (): number => visits.reduce((sum, { handoffsAsked }) => sum + handoffsAsked, 0);
  const slot = async (): Promise<void> => {
    while (!stopping.signal.aborted) await oneVisit(rig, options, visits, stopping.signal, abort.signal);
  };
  const slots = Promise.all(Array.from({ length: options.visitors }, slot));
  const isEnough = (): boolean =>
    acked() >= options.enough.acked && asked() >= options.enough.handoffs && rig.kills - killsBefore >= options.enough.kills;
  while (Date.now() - startedAt < options.atMostMs && !isEnough()) {
    const ackedBefore = acked();
    await sleep(options.killEveryMs * (0.5 + rig.unit()));
    const patientUntil = Date.now() + longestWithoutKillMs;
    while (acked() - ackedBefore < options.ackedBetween && Date.now() < patientUntil) await sleep(200);
    await rig.kill(rig.unit() * 300);
    options.say(`  ${rig.kills - killsBefore} kills, ${acked()} acked, ${asked()} asked for a person`);
  }
  stopping.abort();
  const kills = rig.kills - killsBefore;
  await rig.disturb({});
  const calmSince = Date.now();
  await slots;
  abort.abort();
  options.say("  reading the logs");
  const isRead = new AbortController();
  const closing = keepClosing(rig, isRead.signal, options.settleMs);
  const { logs, settledAfterMs } = await settledLogs(rig, visits, calmSince, options.settleMs);
  isRead.abort();
  await closing;
  const tally = new Tally();
  for (const visit of visits) checkVisit(tally, visit, logs.get(visit.conversation) ?? []);
  const tickets = await rig.tickets();
  const closedAfterMs = Math.max(0, ...tickets.map(({ changedAt }) => Date.parse(changedAt) - calmSince));
  const handoffs = checkHandoffs(tally, [...logs.values()], tickets);
  const answeredByTurn = [...logs.values()].flat().filter(({ event }) => event.type === "answer.completed").length;
  return {
    tally,
    visits: visits.length,
    acked: acked(),
    answeredByTurn,
    handoffs,
    closed: tickets.filter(({ status }) => status === "closed").length,
    kills,
    settledAfterMs,
    closedAfterMs,
    tookMs: Date.now() - startedAt,
  };
}

async function oneVisit(rig: Rig, options: TrafficOptions, visits: Visit[], stopping: AbortSignal, signal: AbortSignal): Promise<void> {
  const { unit } = rig;
  const visitor = await Visitor.arrive({ url: rig.url, unit, forgetful: options.forgetful ?? false, signal });
  const { visit } = visitor;
  visits.push(visit);
  const atMost = (ms: number): number => (options.forgetful === true ? Math.min(ms, forgottenAfterMs) : ms);
  const attended = unit() < options.attendedShare;
  const asking = !attended && unit() < options.askingShare;
  if (attended) await operator(rig, visit.conversation, "take-over", stopping);
  // With a person one writes several things in a row; who waits for an answer of the AI mostly waits.
  const atOnce = attended ? spokenInARow : 1;
  for (let i = 0; i < options.messages && !stopping.aborted; i++) {
    const operation = visitor.say(`${visit.conversation.slice(0, 8)}-${i}`, questions[Math.floor(unit() * questions.length)] ?? "hello");
    if (asking && i === 0) {
      await visitor.until(() => visitor.settled(operation), atMost(ackWithinMs));
      visitor.askForPerson();
      await visitor.until(() => visitor.state === "waiting", answerWithinMs);
    }
    if (unit() < options.cutShare) setTimeout(() => visitor.cut(), unit() * 30);
    if (!attended && unit() < options.takeOverShare) {
      await sleep(unit() * 15);
      await operator(rig, visit.conversation, "take-over", stopping);
      visitor.say(`${visit.conversation.slice(0, 8)}-${i}-to-a-person`, "Thank you for looking into this.");
      await sleep(unit() * 50);
      await operator(rig, visit.conversation, "give-back", stopping);
    }
    if ((i + 1) % atOnce !== 0) continue;
    // Some do not wait for the answer.
    if (unit() < 0.8) await visitor.until(() => visitor.dealtWith(operation), answerWithinMs);
    else await visitor.until(() => visitor.settled(operation), atMost(ackWithinMs));
    await sleep(unit() * 200);
  }
  if (asking && (await visitor.until(() => visitor.tickets.length > 0, answerWithinMs))) {
    for (const ticket of visitor.tickets) await closeTicket(rig, ticket, signal);
  }
  // Nobody leaves before what was said is acknowledged: on a starved machine that may take minutes.
  await visitor.until(() => visitor.idle, atMost(lastAckWithinMs));
  visitor.leave();
}

const spokenInARow = 7;

const questions = sampleQuestions("mixed");

/** People close whatever is open, until every log has been read, and then what is left. */
async function keepClosing(rig: Rig, isRead: AbortSignal, withinMs: number): Promise<void> {
  while (!isRead.aborted) {
    await closeAll(rig, withinMs);
    await sleep(500);
  }
  await closeAll(rig, withinMs);
}

/** By several people at a time. */
async function closeAll(rig: Rig, withinMs: number): Promise<void> {
  const open = (await rig.tickets()).filter(({ status }) => status !== "closed").map(({ id }) => id);
  const person = async (): Promise<void> => {
    for (let id = open.pop(); id !== undefined; id = open.pop()) await closeTicket(rig, id, AbortSignal.timeout(withinMs));
  };
  await Promise.all(Array.from({ length: readAtOnce }, person));
}

/** A person closes the ticket at the desk, through the product's own route. */
async function closeTicket(rig: Rig, ticket: string, signal: AbortSignal): Promise<void> {
  const init = {
    method: "PATCH",
    headers: { ...asOperator, "content-type": "application/json" },
    body: JSON.stringify({ status: "closed" }),
  };
  for (let tries = 0; tries < 100 && !signal.aborted; tries++) {
    const answer = await fetch(`${rig.url}/v1/tickets/${ticket}`, { ...init, signal: AbortSignal.timeout(4_000) }).catch(() => null);
    if (answer !== null && answer.status < 500) return;
    await sleep(200);
  }
}

const readAtOnce = 8;

type Logs = Map<string, readonly LoggedEvent[]>;

/** Reads every log, and those that still owe something again, until nothing is owed or the time is up. */
async function settledLogs(
  rig: Rig,
  visits: readonly Visit[],
  calmSince: number,
  settleMs: number,
): Promise<{ logs: Logs; settledAfterMs: number | null }> {
  const logs: Logs = new Map();
  let owing = visits.map(({ conversation }) => conversation);
  for (;;) {
    for (let i = 0; i < owing.length; i += readAtOnce) {
      const some = owing.slice(i, i + readAtOnce);
      const read = await Promise.all(some.map((conversation) => readLog(rig.directUrl, conversation)));
      some.forEach((conversation, n) => logs.set(conversation, read[n] ?? []));
    }
    owing = owing.filter((conversation) => owes(logs.get(conversation) ?? []));
    const tookMs = Date.now() - calmSince;
    if (owing.length === 0) return { logs, settledAfterMs: lastTicketAfter(logs, calmSince) };
    if (tookMs > settleMs) return { logs, settledAfterMs: null };
    await sleep(500);
  }
}

/** A handoff without a number, or a turn without an end. */
function owes(log: readonly LoggedEvent[]): boolean {
  const ended = new Set(log.flatMap(({ event }) => ("turn" in event && endings.has(event.type) ? [event.turn] : [])));
  const numbered = new Set(log.flatMap(({ event }) => (event.type === "ticket.opened" ? [event.handoff] : [])));
  return log.some(
    ({ event }) =>
      (event.type === "turn.started" && !ended.has(event.turn)) || (event.type === "handoff.requested" && !numbered.has(event.handoff)),
  );
}

const endings: ReadonlySet<string> = new Set(["answer.completed", "handoff.requested", "turn.failed", "turn.stopped"]);

function lastTicketAfter(logs: Logs, calmSince: number): number {
  const times = [...logs.values()].flat().flatMap(({ at, event }) => (event.type === "ticket.opened" ? [Date.parse(at)] : []));
  return Math.max(0, times.reduce((latest, at) => Math.max(latest, at), 0) - calmSince);
}
