/** How soon a customer notices something: the first status and the first piece of the answer of a turn that no crash has cut off, each told once. */
import type { TraceOf } from "#domain/metrics";
import { rootOf } from "#domain/trace";
import { turnId } from "#domain/ids";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import { turnDeadlineMs } from "./accept.ts";
import type { TurnRow } from "./storage/turns.ts";

/** When the message was stored. */
export const acceptedAtMs = ({ dueAtMs }: TurnRow): number => dueAtMs - turnDeadlineMs;

/** The frame's way from its arrival to its acknowledgement, in the trace of the turn that it began. After the fact, so that the customer waits for none of it. */
export function noteAcknowledged(
  { telemetry, clock }: { telemetry: Telemetry; clock: Clock },
  conversation: string,
  turn: number | null,
  frameAtMs: number,
): void {
  const id = turn === null ? null : turnId(conversation, turn);
  const seconds = (clock.now() - frameAtMs) / 1000;
  if (id === null) return telemetry.observe("ack_seconds", {}, seconds);
  telemetry.observe("ack_seconds", {}, seconds, () => rootOf(id).traceId);
  telemetry.past("acknowledge the frame", () => ({
    fields: { conversation_id: conversation, turn_id: id },
    options: { kind: "server", parent: rootOf(id), startedAtMs: frameAtMs },
  }));
}

/** A crash has cut the turn off, and it is begun again. */
export function countRestart({ telemetry, clock }: { telemetry: Telemetry; clock: Clock }, conversation: string, turn: TurnRow): void {
  telemetry.count("turn_restarts", {});
  telemetry.observe("restart_seconds", {}, (clock.now() - acceptedAtMs(turn)) / 1000, () => rootOf(turnId(conversation, turn.n)).traceId);
}

export class Reactions {
  readonly #telemetry: Telemetry;
  readonly #clock: Clock;
  readonly #sinceMs: number;
  readonly #trace: TraceOf;
  #hasStatus: boolean;
  #hasToken: boolean;

  constructor({ telemetry, clock }: { telemetry: Telemetry; clock: Clock }, conversation: string, turn: TurnRow) {
    this.#telemetry = telemetry;
    this.#clock = clock;
    this.#sinceMs = acceptedAtMs(turn);
    this.#trace = () => rootOf(turnId(conversation, turn.n)).traceId;
    this.#hasStatus = turn.starts > 1;
    this.#hasToken = turn.starts > 1;
  }

  status(): void {
    if (this.#hasStatus) return;
    this.#hasStatus = true;
    this.#telemetry.observe("first_status_seconds", {}, (this.#clock.now() - this.#sinceMs) / 1000, this.#trace);
  }

  token(): void {
    if (this.#hasToken) return;
    this.#hasToken = true;
    this.#telemetry.observe("first_token_seconds", {}, (this.#clock.now() - this.#sinceMs) / 1000, this.#trace);
  }
}
