/** Everything that the way from outbox to ticket needs from outside, wired. */
import { D1HandoffLedger } from "#adapters/operations/d1-handoff-ledger";
import { RecordedWorkflows } from "#adapters/operations/recorded-workflows";
import { objectConversations } from "#adapters/platform/object-conversations";
import { workersClock } from "#adapters/platform/workers-clock";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { D1DeadLetters } from "#adapters/tickets/d1-dead-letters";
import type { Clock } from "#ports/clock";
import type { Conversations } from "#ports/conversations";
import type { DeadLetters } from "#ports/dead-letters";
import type { HandoffLedger } from "#ports/handoff-ledger";
import type { HandoffWorkflows } from "#ports/handoff-workflows";
import type { Telemetry } from "#ports/telemetry";
import { telemetryPort } from "./telemetry-ports.ts";
import { type TicketPorts, ticketPorts } from "./ticket-ports.ts";

export type EscalationPorts = TicketPorts & {
  conversations: Conversations;
  workflows: HandoffWorkflows;
  deadLetters: DeadLetters;
  ledger: HandoffLedger;
  telemetry: Telemetry;
  clock: Clock;
};

/** @param background keeps work alive that nobody waits for. */
export function escalationPorts(env: Env, background: (work: Promise<void>) => void): EscalationPorts {
  const ledger = new D1HandoffLedger({ database: env.DB, clock: workersClock });
  return {
    conversations: objectConversations(env.CONVERSATIONS),
    ...ticketPorts(env),
    workflows: new RecordedWorkflows({ workflows: new WorkersWorkflows(env.HANDOFF_WORKFLOW), ledger }),
    deadLetters: new D1DeadLetters({ database: env.DB, clock: workersClock }),
    ledger,
    // A queue hands out its next batch when this one has ended, with all that it keeps alive: nothing is gathered here.
    telemetry: telemetryPort(env, background, { gatherMs: 0 }),
    clock: workersClock,
  };
}
