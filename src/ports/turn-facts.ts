/** Where the facts of ended turns are kept, over all conversations. Methods throw when the store does not answer. */
import type { Rung } from "#contracts/events";
import type { ModelCall } from "#contracts/model-calls";
import type { ToldFacts, TurnFacts } from "#contracts/turn-facts";
import type { RunsPage, RunsQuery, Usage, UsageQuery } from "#contracts/usage";

export interface TurnFactsStore {
  /** Keeps one row for each run; a later one takes the place of an earlier one. */
  keep(facts: readonly ToldFacts[]): Promise<void>;
  /** Turns, tokens and money of a span of time, in groups. */
  usage(query: UsageQuery): Promise<Usage>;
  /** Ended turns of all conversations, newest first. */
  runs(query: RunsQuery): Promise<RunsPage>;
  /** Removes what belongs to a conversation that is erased. */
  forget(conversation: string): Promise<void>;
}

/** What one agent did in the turn. */
export type AgentFacts = {
  agent: string;
  outcome: "done" | "failed" | "timed_out" | "skipped";
  rung: Rung | null;
  attempts: number;
  tookMs: number;
  calls?: readonly ModelCall[] | undefined;
};

/** A turn has ended, and that is stored. */
export type TurnEnded = { facts: TurnFacts; agents: readonly AgentFacts[] };
