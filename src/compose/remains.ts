/** Every store that holds something of a conversation outside of its object. What an erasure must reach stands here. */
import { D1HandoffLedger } from "#adapters/operations/d1-handoff-ledger";
import { D1Remains } from "#adapters/operations/d1-remains";
import { RecordedWorkflows } from "#adapters/operations/recorded-workflows";
import { objectInbox } from "#adapters/platform/object-inbox";
import { workersClock as clock } from "#adapters/platform/workers-clock";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { D1Ratings } from "#adapters/ratings/d1-ratings";
import { D1DeadLetters } from "#adapters/tickets/d1-dead-letters";
import type { Remains } from "#ports/remains";
import { factsStore } from "./facts-ports.ts";
import { qualityPorts } from "./quality-ports.ts";
import { ticketPorts } from "./ticket-ports.ts";

export function remainsOf(env: Env): Remains {
  const database = env.DB;
  const ledger = new D1HandoffLedger({ database, clock });
  return new D1Remains({
    database,
    clock,
    workflows: new RecordedWorkflows({ workflows: new WorkersWorkflows(env.HANDOFF_WORKFLOW), ledger }),
    stores: [
      ticketPorts(env).tickets,
      new D1DeadLetters({ database, clock }),
      ledger,
      factsStore(env),
      new D1Ratings({ database }),
      qualityPorts(env).gaps,
      objectInbox(env.INBOX),
    ],
  });
}
