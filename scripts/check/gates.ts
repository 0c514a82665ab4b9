/** Every gate of `npm run check`, the slow ones first so that the quick ones fill the gaps. */
import { dryRun } from "./dry-run.ts";
import { floors } from "./floors.ts";
import { toolGate } from "./gate.ts";
import type { Gate } from "./gate.ts";
import { generatedTypes } from "./worker-configuration.ts";
import { lock } from "./lock.ts";
import { names } from "./names.ts";
import { sizes } from "./sizes.ts";
import { widgetSize } from "./widget-weights.ts";
import { types } from "./type-check.ts";

export const lint = toolGate("lint", "oxlint", "--deny-warnings");
export const format = toolGate("format", "oxfmt", "--check", ".");
export const deadCode = toolGate("dead code", "knip", "--no-progress", "--no-config-hints");
export const dryRunEmbedded = dryRun("dry run, embedded");
export const dryRunProduction = dryRun("dry run, production", "--env", "production");

export const gates: Gate[] = [
  dryRunEmbedded,
  dryRunProduction,
  generatedTypes,
  deadCode,
  lint,
  floors,
  types,
  format,
  sizes,
  widgetSize,
  names,
  lock,
];
