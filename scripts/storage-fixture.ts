/**
 * Writes what today's code stores of a conversation that was cut off in mid-turn, for tests of later releases: `node scripts/run.mjs scripts/storage-fixture.ts FILE`.
 * One fixture a released schema; a released one is never written again.
 */
import { existsSync, writeFileSync } from "node:fs";
import { openAlone } from "../test/fixtures/storage/lone-conversation.ts";
import { sayings } from "../test/simulation/agents.ts";
import { SqliteStorage } from "../test/simulation/sqlite-storage.ts";

const [file] = process.argv.slice(2);
if (file === undefined || existsSync(file)) throw new Error("name a file that does not exist yet");

const storedAtMs = Date.parse("2026-11-22T10:00:00Z");
const storage = new SqliteStorage();

const first = openAlone(storage, storedAtMs);
await first.conversation.begin({ locale: "en" });
await first.conversation.post({ id: "m1", text: sayings.answered });
await first.pass(1_000);
await first.conversation.requestHandoff();

// The process dies while the second question is searched: the router has ended, the knowledge agent has not.
const second = openAlone(storage, storedAtMs + 60_000, true);
await second.conversation.post({ id: "m2", text: sayings.answered });
await second.pass(1_000);

writeFileSync(file, storage.dump());
