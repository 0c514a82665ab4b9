/**
 * `npm run simulate`: runs simulated worlds and prints what was violated. `--count N` worlds from `--from S` on (default: 20,000 from 1), `--seed S` one world with its
 * trace, `--break KIND` builds it wrongly on purpose (test/simulation/world.ts has the kinds). Exits with 1 when an invariant was violated.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { simulateMany } from "../test/simulation/campaign.ts";
import { simulate } from "../test/simulation/simulate.ts";
import { breaks } from "../test/simulation/world.ts";

const OptionsSchema = z.object({
  seed: z.coerce.number().int().min(0).optional(),
  from: z.coerce.number().int().min(0).default(1),
  count: z.coerce.number().int().min(1).default(20_000),
  break: z.enum(breaks).nullable().default(null),
});

const { values } = parseArgs({
  options: { seed: { type: "string" }, from: { type: "string" }, count: { type: "string" }, break: { type: "string" } },
});
const options = OptionsSchema.parse(values);

if (options.seed === undefined) await runMany();
else await showOne(options.seed);

async function runMany(): Promise<void> {
  const startedAt = performance.now();
  const { failed, sums } = await simulateMany({ from: options.from, count: options.count, breaks: options.break });
  const facts = Object.entries(sums).map(([name, sum]) => `${sum.toLocaleString("en")} ${name}`);
  console.log(
    `${options.count.toLocaleString("en")} conversations in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${facts.join(", ")}`,
  );
  for (const { seed, violations } of failed.slice(0, 20)) console.log(`seed ${seed}: ${violations.join("; ")}`);
  console.log(`${failed.length} conversations violated an invariant`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function showOne(seed: number): Promise<void> {
  const { trace, violations } = await simulate(seed, options.break);
  console.log([...trace, ...violations.map((violation) => `VIOLATED  ${violation}`)].join("\n"));
  process.exitCode = violations.length === 0 ? 0 : 1;
}
