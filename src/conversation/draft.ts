/**
 * What the agents would answer now, for a person to edit: the support plan runs on the customer's latest words, speaks to nobody and stores nothing. When the latest
 * words ask for nothing that articles could answer ("let me talk to somebody"), the words before them are tried.
 */
import type { AgentPorts } from "#agents/registry";
import { ResolutionSchema } from "#agents/resolution/resolution";
import type { ConversationPorts } from "#compose/conversation-ports";
import type { Draft } from "#contracts/desk";
import { runTurn } from "#turn/run-turn";
import { saidBefore } from "./exchanges.ts";
import type { Records } from "./records.ts";

/** The newest of the customer's messages that are tried. */
const mostQuestions = 3;
const withinMs = 20_000;

export async function draftAnswer(records: Records, id: string, ports: ConversationPorts & { agents: AgentPorts }): Promise<Draft> {
  const asked = records.log.latest(["customer.message"], mostQuestions).toReversed();
  const nothing: Draft = { text: "", citations: [], question: "", confidence: 0 };
  for (const { seq, event } of asked) {
    if (event.type !== "customer.message") continue;
    const { records: steps } = await runTurn(
      event.text,
      { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: ports.assistant },
      {
        run: `${id}-draft-${seq}`,
        ports: ports.agents,
        journal: { done: () => undefined, record: () => undefined },
        clock: ports.clock,
        randomness: ports.randomness,
        telemetry: ports.telemetry,
        signal: AbortSignal.timeout(withinMs),
        status: () => undefined,
        delta: () => undefined,
      },
      ports.agents.models?.has("resolution") ? saidBefore(records, seq) : [],
    );
    const step = steps.get("resolution");
    const resolution = step?.outcome === "done" ? ResolutionSchema.safeParse(step.output).data : undefined;
    if (resolution?.answered)
      return { text: resolution.text, citations: [...resolution.citations], question: event.text, confidence: resolution.confidence };
    if (nothing.question === "") nothing.question = event.text;
  }
  return nothing;
}
