/** What one step says to the customer while it works, and to the journal. Whatever is streamed after something was taken back is a higher take, which replaces the lower one. */
import type { AgentContext } from "#agents/agent";
import type { ModelCall } from "#contracts/model-calls";
import type { Phase } from "#contracts/frames";

/** How a run speaks: `take` from 1; text of a higher one replaces that of a lower one. */
export type RunVoice = { status: (phase: Phase) => void; delta: (take: number, text: string) => void };

export class StepVoice {
  /** From 1. */
  take = 1;
  readonly calls: ModelCall[] = [];
  readonly #context: RunVoice;
  #streamed = false;

  constructor(context: RunVoice) {
    this.#context = context;
  }

  /** The voice of the next attempt (from 1): what an earlier one streamed is taken back. */
  next(attempt: number): Pick<AgentContext, "status" | "delta" | "restart" | "called"> {
    this.#restart();
    return {
      status: this.#context.status,
      delta: (text) => {
        this.#streamed = true;
        this.#context.delta(this.take, text);
      },
      restart: () => this.#restart(),
      called: (call) => void this.calls.push(attempt > 1 ? { ...call, attempt } : call),
    };
  }

  #restart(): void {
    if (!this.#streamed) return;
    this.#streamed = false;
    this.take += 1;
  }
}
