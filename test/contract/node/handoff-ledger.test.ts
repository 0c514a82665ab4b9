import { MemoryLedger } from "../../fakes/memory-ledger.ts";
import { handoffLedgerSuite } from "../handoff-ledger.ts";

handoffLedgerSuite("ledger in memory", async (clock) => new MemoryLedger({ clock }));
