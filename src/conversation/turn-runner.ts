/**
 * Works off the conversation's unfinished turns, one after the other, oldest first. A turn that a crash cut off is started again under the same id: its
 * finished steps come from the journal. Whatever happens, a turn ends: with a decision, by being stopped, or with a failure that the customer is told of.
 */
import type { AgentPorts } from "#agents/registry";
import { turnId } from "#domain/ids";
import { rootOf, type TraceContext } from "#domain/trace";
import type { Clock } from "#ports/clock";
import type { Randomness } from "#ports/randomness";
import type { Span, Telemetry } from "#ports/telemetry";
import type { Toolbox } from "#ports/tools";
import { phrasesIn } from "#turn/phrases";
import { runTurn, type TurnResult } from "#turn/run-turn";
import type { Audience } from "./audience.ts";
import { commitFailure, commitTurn, type TurnEnd, wireAttempt } from "./commit-turn.ts";
import { DeltaWriter } from "./delta-writer.ts";
import { saidBefore } from "./exchanges.ts";
import { conversationLanguage } from "./language.ts";
import { acceptedAtMs, countRestart, Reactions } from "./reactions.ts";
import type { Records } from "./records.ts";
import { StatusWriter } from "./status-writer.ts";
import { ConversationTools } from "./turn-tools.ts";
import { typedWord } from "./typed-word.ts";
import type { TurnRow } from "./storage/turns.ts";

export type TurnPorts = {
  agents: AgentPorts;
  tools?: Toolbox | undefined;
  /** The name under which the assistant speaks. */
  assistant: string;
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
};

/** What a turn has brought about that others carry on. */
export type TurnConsequences = {
  handedOff: () => void;
  confirmed: () => void;
  /** Every turn has ended. */
  answered: () => void;
};

/** A turn that was started so often and never ended takes the object down with it; it goes to a person instead. */
const mostStarts = 3;

class DeadlinePassed extends Error {}
class Stopped extends Error {}

export class TurnRunner {
  readonly #conversation: string;
  readonly #records: Records;
  readonly #audience: Audience;
  readonly #ports: TurnPorts;
  readonly #then: TurnConsequences;
  #working: Promise<boolean> | null = null;
  #current: { n: number; abort: AbortController } | null = null;
  /** Traces that led to a turn which has not ended, by its number. */
  readonly #links = new Map<number, TraceContext>();

  constructor(conversation: string, records: Records, audience: Audience, ports: TurnPorts, then: TurnConsequences) {
    this.#conversation = conversation;
    this.#records = records;
    this.#audience = audience;
    this.#ports = ports;
    this.#then = then;
  }

  /**
   * Makes sure that unfinished turns are being worked on. Never rejects.
   * @returns true when none is left; false when storage refused the end of one, which is then still to be worked on.
   */
  wake(): Promise<boolean> {
    const ended = (isDone: boolean): boolean => {
      this.#working = null;
      return isDone;
    };
    this.#working ??= this.#workOff().then(
      () => ended(true),
      (error: unknown) => {
        const reason = error instanceof Error ? error.name : "unknown";
        this.#ports.telemetry.log("error", "turn.unfinished", { conversation_id: this.#conversation, reason });
        return ended(false);
      },
    );
    return this.#working;
  }

  /** Ends the work on a turn at once, after its stop has been committed. */
  abandon(n: number): void {
    if (this.#current?.n === n) this.#current.abort.abort(new Stopped());
  }

  /** The message of this turn came with a trace of its own. */
  link(n: number, trace: TraceContext | null): void {
    if (trace) this.#links.set(n, trace);
  }

  async #workOff(): Promise<void> {
    for (let turn = this.#records.turns.nextUnfinished(); turn; turn = this.#records.turns.nextUnfinished()) {
      const end = await this.#work(turn);
      if (end === "handed_off" || end === "failed") this.#then.handedOff();
    }
    this.#then.answered();
  }

  async #work(found: TurnRow): Promise<TurnEnd> {
    const { clock, telemetry } = this.#ports;
    const id = turnId(this.#conversation, found.n);
    const fields = { conversation_id: this.#conversation, turn_id: id, run_id: id, attempt: found.starts + 1 };
    if (found.starts >= mostStarts) {
      this.#records.turns.begin(found.n);
      return this.#fail(found.n, "defect");
    }
    const leftMs = found.dueAtMs - clock.now();
    this.#records.turns.begin(found.n);
    if (found.starts > 0) countRestart(this.#ports, this.#conversation, found);
    if (leftMs <= 0) return this.#fail(found.n, "deadline");
    const startedAtMs = clock.now();
    const root = rootOf(id);
    const work = async (span: Span): Promise<TurnEnd> => {
      const end = await this.#attempt({ ...found, starts: found.starts + 1 }, leftMs);
      span.set({ outcome: end, took_ms: clock.now() - startedAtMs });
      return end;
    };
    const link = this.#links.get(found.n);
    this.#links.delete(found.n);
    const about = { root, startedAtMs: acceptedAtMs(found), links: link ? [link] : [], kind: "server" } as const;
    const outcome = await telemetry.span("turn", fields, work, about);
    // The span has told its outcome; the line belongs to it by its ids.
    telemetry.log("info", "turn.ended", { ...fields, outcome, took_ms: clock.now() - startedAtMs }, root);
    return outcome;
  }

  async #attempt(turn: TurnRow, leftMs: number): Promise<TurnEnd> {
    const { clock, telemetry } = this.#ports;
    const abort = new AbortController();
    this.#current = { n: turn.n, abort };
    const cancelDeadline = clock.after(leftMs, () => abort.abort(new DeadlinePassed()));
    try {
      const word = this.#ports.tools && typedWord(this.#records, this.#conversation, turn, clock.now());
      if (word) {
        const end = commitTurn(this.#records, this.#conversation, turn, word.result, clock.now(), word.decide);
        this.#then.confirmed();
        return end;
      }
      const result = await this.#run(turn, abort.signal);
      return commitTurn(this.#records, this.#conversation, turn, result, clock.now());
    } catch (error) {
      // After a defect, steps beside the broken one may still be at work.
      abort.abort(error);
      if (error instanceof Stopped) return "stopped";
      const reason = error instanceof DeadlinePassed ? "deadline" : "defect";
      telemetry.log("error", "turn.failed", {
        conversation_id: this.#conversation,
        turn_id: turnId(this.#conversation, turn.n),
        reason: error instanceof Error ? error.name : "unknown",
      });
      return this.#fail(turn.n, reason);
    } finally {
      this.#current = null;
      cancelDeadline();
    }
  }

  async #run(turn: TurnRow, signal: AbortSignal): Promise<TurnResult> {
    const id = turnId(this.#conversation, turn.n);
    const standing = this.#records.standing();
    const message = this.#records.log.at(turn.seq)?.event;
    if (!standing || message?.type !== "customer.message") throw new Error(`turn ${turn.n} has no message to answer`);
    const { clock, telemetry, tools } = this.#ports;
    const language = conversationLanguage(this.#records, turn.seq);
    const about = { records: this.#records, clock, telemetry, conversation: this.#conversation, turn: turn.n };
    const turnTools = tools && new ConversationTools({ ...about, toolbox: tools, say: phrasesIn(language).tools });
    const agents = { ...this.#ports.agents, tools: turnTools };
    const reactions = new Reactions(this.#ports, this.#conversation, turn);
    const statuses = new StatusWriter(clock, (phase) => {
      this.#audience.status(id, phase);
      reactions.status();
    });
    const deltas = new DeltaWriter(clock, (take, index, text) => {
      statuses.close();
      this.#audience.delta(id, wireAttempt(turn.starts, take), index, text);
      reactions.token();
    });
    const run = runTurn(
      message.text,
      {
        state: standing.state,
        offered: standing.offered,
        unansweredInRow: standing.unanswered,
        ticket: standing.state === "waiting" ? (this.#records.handoffs.latest()?.ticket?.number ?? null) : null,
        assistant: this.#ports.assistant,
        language,
      },
      {
        run: id,
        ports: agents,
        journal: this.#records.steps.journal(id, turn.starts > 1),
        clock: this.#ports.clock,
        randomness: this.#ports.randomness,
        telemetry: this.#ports.telemetry,
        signal,
        status: (phase) => statuses.write(phase),
        delta: (take, text) => deltas.write(take, text),
      },
      agents.models?.has("resolution") ? saidBefore(this.#records, turn.seq) : [],
    );
    return run.then(
      (result) => {
        statuses.close();
        deltas.flush();
        return result;
      },
      (error: unknown) => {
        statuses.close();
        deltas.close();
        throw error;
      },
    );
  }

  #fail(n: number, reason: "deadline" | "defect"): TurnEnd {
    const turn = this.#records.turns.get(n);
    return turn ? commitFailure(this.#records, this.#conversation, turn, reason, this.#ports.clock.now()) : "refused";
  }
}
