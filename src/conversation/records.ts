/**
 * The tables of one conversation and the one way to change them: commit, then publish. Everything that a change writes, the events among it, is one
 * SQLite transaction; only after it has committed is anybody told.
 */
import { fail, type Result } from "#domain/result";
import type { TurnEnded } from "#ports/turn-facts";
import { Outbox } from "#outbox/outbox";
import { TurnFactsOutbox } from "#outbox/turn-facts-outbox";
import { RatingOutbox } from "#outbox/rating-outbox";
import type { Clock } from "#ports/clock";
import type { Refusal } from "#ports/conversations";
import type { ObjectSql, ObjectStorage } from "#ports/object-storage";
import type { LoggedEvent } from "#contracts/events";
import { CustomerTable } from "./storage/customer.ts";
import { DeskTable } from "./storage/desk.ts";
import { type Append, EventLog } from "./storage/event-log.ts";
import { HandoffTable } from "./storage/handoffs.ts";
import { openStorage } from "./storage/schema.ts";
import { ProposalTable } from "./storage/proposals.ts";
import { type StandingRow, StandingTable } from "./storage/standing.ts";
import { StepTable } from "./storage/steps.ts";
import { ToolCallTable } from "./storage/tool-calls.ts";
import { TurnTable } from "./storage/turns.ts";

export const refuse = (reason: Refusal["reason"], detail: string): Result<never, Refusal> => fail({ reason, detail });

export type Watchers = {
  /** Told of each event once it is stored. */
  publish: (event: LoggedEvent) => void;
  /** Told of each turn's end once it is stored. */
  turnEnded?: ((ended: TurnEnded) => void) | undefined;
  /** May put down more within a commit's transaction, by what is appended. */
  watched?: ((append: Append) => Append) | undefined;
};

export class Records {
  readonly log: EventLog;
  readonly turns: TurnTable;
  readonly steps: StepTable;
  readonly handoffs: HandoffTable;
  readonly outbox: Outbox;
  readonly customer: CustomerTable;
  readonly turnFacts: TurnFactsOutbox;
  readonly desk: DeskTable;
  readonly now: () => number;
  readonly rating: RatingOutbox;
  readonly toolCalls: ToolCallTable;
  readonly proposals: ProposalTable;
  readonly #standing: StandingTable;
  readonly #tables: readonly { forget(): void }[];
  readonly #sql: ObjectSql;
  readonly #publish: (event: LoggedEvent) => void;
  readonly #turnEnded: (ended: TurnEnded) => void;
  readonly #watched: (append: Append) => Append;
  /** Turns that end in the transaction under way. */
  #ending: TurnEnded[] = [];

  constructor(storage: ObjectStorage, clock: Clock, { publish, turnEnded = () => undefined, watched = (append) => append }: Watchers) {
    this.#watched = watched;
    openStorage(storage);
    this.#sql = storage.sql;
    this.#publish = publish;
    this.#turnEnded = turnEnded;
    this.now = () => clock.now();
    this.log = new EventLog(storage, this.now);
    this.turns = new TurnTable(this.#sql);
    this.steps = new StepTable(this.#sql);
    this.handoffs = new HandoffTable(this.#sql);
    this.customer = new CustomerTable(this.#sql);
    this.toolCalls = new ToolCallTable(this.#sql);
    this.proposals = new ProposalTable(this.#sql);
    this.outbox = new Outbox(this.#sql);
    this.turnFacts = new TurnFactsOutbox(this.#sql);
    this.rating = new RatingOutbox(this.#sql);
    this.desk = new DeskTable(this.#sql);
    this.#standing = new StandingTable(this.#sql);
    const { turns, steps, handoffs, customer, proposals, outbox, turnFacts, rating, desk } = this;
    this.#tables = [this.#standing, turns, steps, handoffs, customer, proposals, outbox, turnFacts, rating, desk];
  }

  /** Null for a conversation that never began or was erased. */
  standing(): StandingRow | null {
    return this.#standing.read();
  }

  setStanding(standing: StandingRow): void {
    this.#standing.write(standing);
  }

  commit<T>(work: (append: Append) => T): T {
    const { result, events } = this.#transact(work);
    const ended = this.#ending.splice(0);
    for (const event of events) this.#publish(event);
    for (const one of ended) this.#turnEnded(one);
    return result;
  }

  /** Within a commit: the facts of a turn that ends with it. */
  noteTurnEnd(ended: TurnEnded): void {
    this.turnFacts.put(ended.facts, this.now());
    this.#ending.push(ended);
  }

  #transact<T>(work: (append: Append) => T): { result: T; events: LoggedEvent[] } {
    try {
      return this.log.transact((append) => work(this.#watched(append)));
    } catch (error) {
      this.#forget();
      this.#ending = [];
      throw error;
    }
  }

  /** The message with this id and its place in the log. */
  message(id: string): { seq: number; text: string } | undefined {
    const row = this.#sql.exec("SELECT seq FROM message WHERE id = ?", id).toArray()[0];
    const logged = row && this.log.at(Number(row.seq));
    if (!logged || !("text" in logged.event) || logged.event.text === undefined) return undefined;
    return { seq: logged.seq, text: logged.event.text };
  }

  addMessage(id: string, seq: number): void {
    this.#sql.exec("INSERT INTO message (id, seq) VALUES (?, ?)", id, seq);
  }

  /** Deletes what was said and done, and remembers only that it was deleted; the outbox keeps that the outside must forget it, too. */
  erase(conversation: string, nowMs: number): void {
    const handoffs = this.handoffs.latest()?.n ?? 0;
    this.log.clear((sql) => {
      const tables = [
        "message",
        "standing",
        "turn",
        "step",
        "handoff",
        "outbox",
        "customer",
        "turn_facts",
        "rating",
        "tool_call",
        "proposal",
        "note",
        "desk",
        "settled",
      ];
      for (const table of tables) sql.exec(`DELETE FROM ${table}`);
      sql.exec("INSERT INTO erased (at, handoffs) VALUES (?, ?)", nowMs, handoffs);
      this.outbox.put(conversation, nowMs);
    });
    this.#forget();
  }

  /** What the tables remember is no longer what is stored. */
  #forget(): void {
    for (const table of this.#tables) table.forget();
  }

  /** How many handoffs there were before it was erased. */
  erasedHandoffs(): number {
    return Number(this.#sql.exec("SELECT coalesce(max(handoffs), 0) AS n FROM erased").one().n);
  }

  erased(): boolean {
    return this.#sql.exec("SELECT 1 FROM erased LIMIT 1").toArray().length > 0;
  }
}
