/** The conversation's own budget: what its models have cost, read from the journal once and counted on from there. */
import type { ConversationPorts } from "#compose/conversation-ports";
import { nothingSpent, type Spend, sum } from "#domain/spending";
import type { ModelAccount } from "#ports/models";
import type { Records } from "./records.ts";

/** The ports with models in them, on a desk with models. */
export function withModels({ models, semantics, ...ports }: ConversationPorts, records: Records): ConversationPorts {
  if (!models && !semantics) return ports;
  const account = accountOf(records);
  return { ...ports, agents: { ...ports.agents, models: models?.(account), semantics: semantics?.(account) } };
}

function accountOf(records: Records): ModelAccount {
  let spent: Spend | null = null;
  const known = (): Spend =>
    (spent ??= records.steps.calls().reduce((total, { tokens, costMicros }) => {
      return sum(total, { tokens: tokens.input + tokens.output, micros: costMicros });
    }, nothingSpent));
  return {
    visitor: () => {
      const event = records.log.at(1)?.event;
      return (event?.type === "conversation.started" ? event.visitor : undefined) ?? "unknown";
    },
    spent: known,
    add: (spend) => {
      spent = sum(known(), spend);
    },
  };
}
