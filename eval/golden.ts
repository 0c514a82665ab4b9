/**
 * `golden`: whole conversations with the real Worker. Each is held `k` times, from the beginning, and passes when every expectation of every time is met:
 * pass^k, the measure of τ-bench (Yao et al. 2024), because a desk that is right two times out of three is not right.
 */
import { inRepository } from "../scripts/repository.ts";
import { InputError, type Evaluation } from "./evaluation.ts";
import { measured, percentile, share } from "./figures.ts";
import { readConversations, type GoldenConversation } from "./golden/conversations.ts";
import { articleIds, openDesk } from "./golden/desk.ts";
import { holdConversation, type Held } from "./golden/hold-conversation.ts";
import { figure } from "./report.ts";

/** Conversations held at the same time: most of one is waiting for its ticket. */
const atOnce = 4;

export const golden: Evaluation = {
  name: "golden",
  usage: "does the real Worker hold whole conversations as expected? Prediction: {name, run, passed, why, replies}",
  options: {
    cases: { type: "string", value: "PATH", help: "a file or folder of conversations (default: support/golden)" },
    only: { type: "string", value: "TEXT", help: "only conversations whose name has TEXT in it" },
    k: { type: "string", value: "N", help: "times that each is held (default: 3)" },
    min: { type: "string", value: "SHARE", help: "least pass^k; below it the exit code is 1 (default: 1)" },
  },
  async run(args, io) {
    const path = args.optionalText("cases") ?? inRepository("support", "golden");
    const k = Math.round(args.number("k", 3, 1, 100));
    const min = args.number("min", 1, 0, 1);
    const only = args.optionalText("only") ?? "";
    const cases = readConversations(path, await articleIds()).filter(({ name }) => name.includes(only));
    if (cases.length === 0) throw new InputError(`no conversation has "${only}" in its name`);
    const desk = await openDesk();
    try {
      const held = await holdAll(desk.url, cases, k, (done) => io.progress(done, cases.length * k, "holding conversations"));
      for (const { name, runs } of held)
        runs.forEach(({ why, replies }, n) => io.predict({ name, run: n + 1, passed: why === null, why, replies }));
      const passing = held.filter(({ runs }) => runs.every(({ why }) => why === null)).length;
      const runs = held.flatMap((one) => one.runs);
      return {
        n: { conversations: cases.length, "times each": k },
        figures: [
          figure("passAllTimes", `pass^${k}`, "share", share(passing, cases.length, "no conversations")),
          figure("passed", "Times passed", "share", share(runs.filter(({ why }) => why === null).length, runs.length, "no runs")),
          figure("turnP50Ms", "A turn, p50", "milliseconds", percentile(times(runs), 50)),
          figure("turnP99Ms", "A turn, p99", "milliseconds", percentile(times(runs), 99)),
        ],
        groups: held.map((one) => ({
          name: one.name,
          n: k,
          figures: [figure("passes", "passes", "count", measured(one.runs.filter(({ why }) => why === null).length))],
        })),
        notes: held.flatMap(({ file, line, name, runs: all }) => {
          const why = all.find((one) => one.why !== null)?.why;
          return why === undefined || why === null ? [] : [`${file}:${line}: ${name}: ${why}`];
        }),
        passed: passing / cases.length >= min,
      };
    } finally {
      await desk.stop();
    }
  },
};

type HeldCase = GoldenConversation & { runs: Held[] };

async function holdAll(desk: string, cases: readonly GoldenConversation[], k: number, onDone: (done: number) => void): Promise<HeldCase[]> {
  const held: HeldCase[] = cases.map((one) => ({ ...one, runs: [] }));
  const open = [...held];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let one = open.shift(); one; one = open.shift()) {
      for (let run = 0; run < k; run += 1) {
        one.runs.push(await holdConversation(desk, one));
        onDone((done += 1));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return held;
}

const times = (runs: readonly Held[]): number[] => runs.flatMap(({ replies }) => replies.map(({ ms }) => ms));
