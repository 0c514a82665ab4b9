/**
 * Every metric that conversations and shells add to, as data: names, help, labels, bounds. A label's values are a closed set; whatever else somebody passes becomes "other", and null becomes
 * "none", so that no customer and no model can make a new series. Gauges are read when they are asked for and stand in `src/http/gauges.ts`.
 */
import { modelOutcomes } from "./model-outcomes.ts";

type Metric = { help: string; labels: readonly LabelName[] };

/** Closed sets. `null`: known only to the desk that runs (its intents, its models, its tools); given to whoever keeps the figures. */
export const labelValues = {
  agent: ["router", "knowledge", "resolution", "escalation"],
  direction: ["input", "output"],
  ending: ["answered", "handed_off", "refused", "failed", "stopped"],
  intent: null,
  loss: ["buffer_full", "collector_refused", "collector_down"],
  model: null,
  model_outcome: modelOutcomes,
  outcome: ["done", "failed", "timed_out", "skipped"],
  rating: ["up", "down"],
  reason: ["asked_for_person", "accepted_offer", "complaint", "unanswered", "turn_failed", "button"],
  rung: ["embedded", "model"],
  sent: ["sent", "failed"],
  tool: null,
  tool_outcome: ["done", "not_found", "refused", "timed_out", "unreachable", "unavailable", "unreadable", "too_large"],
} as const satisfies Record<string, readonly string[] | null>;
export type LabelName = keyof typeof labelValues;

export const counters = {
  messages: { help: "Customer messages that were accepted.", labels: [] },
  turns: { help: "Turns that ended, by how, by intent and by the rung that answered.", labels: ["ending", "intent", "rung"] },
  turn_restarts: { help: "Turns that a crash cut off and that were begun again.", labels: [] },
  agent_runs: { help: "Steps of plans by agent and outcome.", labels: ["agent", "outcome", "rung"] },
  agent_retries: { help: "Further attempts of agents after the first.", labels: ["agent"] },
  model_calls: { help: "Calls of models, those among it that breaker or budget refused.", labels: ["model", "model_outcome"] },
  model_tokens: { help: "Tokens that models read and wrote.", labels: ["model", "direction"] },
  model_cost_micros: { help: "What models cost, in millionths of a US dollar.", labels: ["model"] },
  tool_calls: { help: "Calls of the company's own systems, by how they ended.", labels: ["tool", "tool_outcome"] },
  handoffs: { help: "Handoffs that were asked for, by reason.", labels: ["reason"] },
  outbox_sends: { help: "Sends of outbox rows to the queue.", labels: ["sent"] },
  workflow_failures: { help: "Starts of a handoff's workflow that failed; the queue brings the message back.", labels: [] },
  tickets_opened: { help: "Tickets whose number was told to the customer.", labels: [] },
  ticket_failures: { help: "Attempts to open a ticket that failed; the workflow tries again.", labels: [] },
  dead_letters: { help: "Messages that the queue gave up.", labels: [] },
  feedback: { help: "Ratings of answers.", labels: ["rating"] },
  sockets_opened: { help: "Sockets that caught up with their conversation.", labels: [] },
  sockets_closed: { help: "Of those, sockets whose end was seen.", labels: [] },
  spans_exported: { help: "Spans that the collector took.", labels: [] },
  spans_lost: { help: "Spans that nobody will see, by why.", labels: ["loss"] },
  figures_lost: { help: "Deltas of these figures that were dropped because an isolate's buffer was full.", labels: [] },
  alerts_sent: { help: "Deliveries of alerts to their destinations.", labels: ["sent"] },
} as const satisfies Record<string, Metric>;
export type CounterName = keyof typeof counters;

/** Upper bounds in seconds; the last bucket has none. */
const reaction = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;
const handoff = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] as const;

export const histograms = {
  turn_seconds: { help: "From the message's acceptance to the end of its turn.", labels: ["ending"], bounds: reaction },
  turn_own_seconds: { help: "The same without the time that models took.", labels: [], bounds: reaction },
  ack_seconds: { help: "From a frame's arrival in the object to its acknowledgement.", labels: [], bounds: reaction },
  first_status_seconds: { help: "From the message's acceptance to the first word on what happens.", labels: [], bounds: reaction },
  first_token_seconds: { help: "From the message's acceptance to the first piece of the answer.", labels: [], bounds: reaction },
  restart_seconds: { help: "From the message's acceptance to its turn's being begun again after a crash.", labels: [], bounds: reaction },
  agent_seconds: { help: "How long an agent's step took, attempts and waits included.", labels: ["agent"], bounds: reaction },
  model_seconds: { help: "How long a call of a model took.", labels: ["model"], bounds: reaction },
  tool_seconds: { help: "How long a call of a tool took, its attempts together.", labels: ["tool"], bounds: reaction },
  queue_wait_seconds: { help: "How long a handoff's message lay in the queue.", labels: [], bounds: handoff },
  handoff_seconds: { help: "From asking for a person to the ticket's number in the conversation.", labels: [], bounds: handoff },
} as const satisfies Record<string, Metric & { bounds: readonly number[] }>;
export type HistogramName = keyof typeof histograms;

type LabelsOf<M extends Metric> = Record<M["labels"][number], string | null>;

/** May be asked later and from elsewhere, so that what is open around the caller has to be looked at before. */
export type TraceOf = () => string | undefined;

/** A counter, its labels, and by how much it grows (default 1; never negative). */
export type Count = { [N in CounterName]: [name: N, labels: LabelsOf<(typeof counters)[N]>, by?: number | undefined] }[CounterName];
/** A histogram, its labels, a value in its unit, and whoever knows the trace id of an example: asked only when one is wanted. */
export type Observation = {
  [N in HistogramName]: [name: N, labels: LabelsOf<(typeof histograms)[N]>, value: number, trace?: TraceOf | undefined];
}[HistogramName];
