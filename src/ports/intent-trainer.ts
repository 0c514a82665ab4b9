/** Teaching the router of the running desk. */
import type { ExampleList, IntentExample, IntentModelFacts } from "#contracts/intents";
import type { Result } from "#domain/result";

export type TeachFailure = { reason: "unknown_label"; label: string; known: string[] };

export interface IntentTrainer {
  facts(): Promise<IntentModelFacts>;
  /** The desk's own examples, newest first. */
  examples(): Promise<ExampleList>;
  /** Stores examples; a text that is there already gets the new label. Nothing is stored when one label is unknown. */
  add(examples: readonly IntentExample[]): Promise<Result<{ added: number }, TeachFailure>>;
  /** Unknown ids are passed over. */
  remove(ids: readonly number[]): Promise<void>;
  /** Learns from the shipped examples and the desk's; takes seconds. From then on, within some seconds, every isolate routes by it. */
  train(): Promise<IntentModelFacts>;
}
