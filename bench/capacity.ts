/**
 * `npm run capacity`: what the platform's limits allow and what it costs, computed from a few inputs; docs/scale.md explains the result. Every input can be set:
 * `--conversations 100000` (a month), `--messages 4` (of the customer, a conversation), `--handoffs 0.15` (share of conversations), `--input-tokens`, `--output-tokens`
 * (a turn on the model rungs; 0: embedded), `--sections` (found by meaning). Limits and prices are written in bench/capacity/, with their source.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { costs } from "./capacity/costs.ts";
import { ceilings } from "./capacity/limits.ts";
import { loadOf } from "./capacity/load.ts";

const InputsSchema = z.object({
  conversations: z.coerce.number().positive().optional(),
  messages: z.coerce.number().positive().default(4),
  handoffs: z.coerce.number().min(0).max(1).default(0.15),
  "input-tokens": z.coerce.number().min(0).default(0),
  "output-tokens": z.coerce.number().min(0).default(0),
  sections: z.coerce.number().int().min(0).default(0),
});

const option = { type: "string" } as const;
const { values } = parseArgs({
  options: { conversations: option, messages: option, handoffs: option, "input-tokens": option, "output-tokens": option, sections: option },
});
const inputs = InputsSchema.parse(values);
const sizes = inputs.conversations === undefined ? [1_000, 100_000, 10_000_000, 1_000_000_000] : [inputs.conversations];

const rows = sizes.map((conversationsAMonth) =>
  loadOf({
    conversationsAMonth,
    messages: inputs.messages,
    handoffShare: inputs.handoffs,
    inputTokens: inputs["input-tokens"],
    outputTokens: inputs["output-tokens"],
    sections: inputs.sections,
  }),
);

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toLocaleString("en", { maximumSignificantDigits: 2 });
const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

console.log("Load at the busiest second (ten times the mean), and how much of each limit it takes\n");
console.log(
  table(
    ["limit", ...rows.map(({ conversationsAMonth }) => `${figure(conversationsAMonth)} a month`), "first step when it is near"],
    ceilings.map(({ name, limit, used, next }) => [
      `${name}: ${figure(limit)}`,
      ...rows.map((load) => `${figure(used(load))} (${figure((100 * used(load)) / limit)} %)`),
      next,
    ]),
  ),
);

console.log("\nCost a month, US dollars, list prices without free shares\n");
const names = Object.keys(
  costs(rows[0] ?? loadOf({ conversationsAMonth: 1, messages: 1, handoffShare: 0, inputTokens: 0, outputTokens: 0, sections: 0 })),
);
console.log(
  table(
    ["part", ...rows.map(({ conversationsAMonth }) => `${figure(conversationsAMonth)} a month`)],
    [
      ...names.map((name) => [name, ...rows.map((load) => figure(costs(load)[name] ?? 0))]),
      ["sum", ...rows.map((load) => figure(Object.values(costs(load)).reduce((sum, cost) => sum + cost, 0)))],
      [
        "for 1,000 conversations",
        ...rows.map((load) => figure((1_000 * Object.values(costs(load)).reduce((sum, cost) => sum + cost, 0)) / load.conversationsAMonth)),
      ],
    ],
  ),
);
