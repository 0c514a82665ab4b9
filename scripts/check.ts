/**
 * `npm run check`: asks every gate about this tree and prints a table; what a refusing gate has to say follows in full. Exits with 1 when
 * one refuses. `npm run check -- lint floors` asks only those whose name has one of the words.
 */
import { availableParallelism } from "node:os";
import { build } from "./build.ts";
import { gates } from "./check/gates.ts";
import type { Gate, Verdict } from "./check/gate.ts";
import { repository } from "./repository.ts";

type Answer = Verdict & { name: string; seconds: number };

const words = process.argv.slice(2);
const asked = gates.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (asked.length === 0) throw new Error(`No gate is called ${words.join(" or ")}. There are: ${gates.map(({ name }) => name).join(", ")}.`);

await build();
const answers = await askAll(asked);
for (const { name, output } of answers.filter(({ ok }) => !ok)) console.log(`\n── ${name} ──\n${output.trim()}`);
const refused = answers.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(refused.length === 0 ? `\nAll ${answers.length} gates are open.` : `\nRefused: ${refused.join(", ")}.`);
process.exitCode = refused.length === 0 ? 0 : 1;

/** As many at once as there are cores, each printed when it has answered. */
async function askAll(waiting: Gate[]): Promise<Answer[]> {
  const queue = [...waiting];
  const given: Answer[] = [];
  const work = async () => {
    for (let gate = queue.shift(); gate !== undefined; gate = queue.shift()) {
      const answer = await ask(gate);
      given.push(answer);
      console.log(row(answer));
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  return given;
}

async function ask(gate: Gate): Promise<Answer> {
  const startedAt = performance.now();
  const verdict = await verdictOf(gate);
  return { ...verdict, name: gate.name, seconds: (performance.now() - startedAt) / 1000 };
}

/** A gate that breaks is closed. */
async function verdictOf({ check }: Gate): Promise<Verdict> {
  try {
    return await check(repository);
  } catch (error) {
    return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function row({ name, ok, seconds, note = "" }: Answer): string {
  return `${name.padEnd(22)}${(ok ? "ok" : "failed").padEnd(8)}${seconds.toFixed(1).padStart(5)} s  ${note}`.trimEnd();
}
