import { env } from "cloudflare:workers";
import { D1HandoffLedger } from "#adapters/operations/d1-handoff-ledger";
import { handoffLedgerSuite } from "../handoff-ledger.ts";

handoffLedgerSuite("ledger in D1", async (clock) => {
  await env.DB.prepare("DELETE FROM handoffs").run();
  return new D1HandoffLedger({ database: env.DB, clock });
});
