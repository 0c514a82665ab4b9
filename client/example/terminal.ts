/**
 * A chat in the terminal, against a running desk: `npm run chat`, or `npm run chat -- --url https://desk.example`. It keeps its conversation in a file, so that it goes on where it
 * was; Ctrl-C leaves. `/person` asks for a person, `/close` closes, `/erase` deletes what was said.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { ConversationEvent, Store } from "../api.ts";
import { createEdgedesk } from "../edgedesk.ts";

const { values } = parseArgs({
  options: { url: { type: "string", default: "http://localhost:8787" }, keep: { type: "string", default: ".edgedesk/chat.json" } },
});
const { conversation } = createEdgedesk({ url: values.url, storage: file(values.keep) });
const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "› " });

console.log(`${values.url}: type a question. /person, /close and /erase do what they say; Ctrl-C leaves.`);
conversation.resume();
void showLog();
void showActivity();
terminal.on("close", () => conversation.disconnect());
terminal.prompt();
for await (const line of terminal) {
  await obey(line.trim()).catch((error: unknown) => print(`! ${error instanceof Error ? error.message : String(error)}`));
  terminal.prompt();
}

async function obey(line: string): Promise<void> {
  if (line === "") return;
  if (line === "/person") await conversation.handoff();
  else if (line === "/close") await conversation.close();
  else if (line === "/erase") await conversation.erase();
  else await conversation.send(line);
}

async function showLog(): Promise<void> {
  for await (const { event } of conversation.log()) {
    const words = event === null ? null : wordsFor(event);
    if (words !== null) print(words);
  }
}

/** What the agents do, in the title of the window: the log's lines stay where they are. */
async function showActivity(): Promise<void> {
  for await (const { activity, answer, line } of conversation.watch()) {
    if (process.stdout.isTTY) process.stdout.write(`\u001B]0;${line === "open" ? (answer?.text ?? activity?.phase ?? "") : line}\u0007`);
  }
}

function wordsFor(event: ConversationEvent): string | null {
  switch (event.type) {
    case "customer.message":
      return `you: ${event.text}`;
    case "answer.completed":
      return [event.text, ...event.citations.map(({ n, title, url }) => `   [${n}] ${title} (${url})`)].join("\n");
    case "operator.message":
      return `${event.operator}: ${event.text}`;
    case "operator.joined":
      return `— ${event.operator} is here`;
    case "operator.left":
      return `— ${event.operator} has left`;
    case "turn.failed":
    case "handoff.requested":
    case "ticket.opened":
      return `— ${event.text}`;
    case "conversation.closed":
      return "— closed";
    default:
      return null;
  }
}

function print(words: string): void {
  process.stdout.write(`\r${words}\n`);
  terminal.prompt(true);
}

/** Only its owner reads it: it has the right to the conversation. */
function file(path: string): Store {
  const stored: unknown = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const kept = new Map(Object.entries(stored ?? {}).map(([key, value]): [string, string] => [key, String(value)]));
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
    },
  };
}
