/**
 * What an isolate keeps between requests: the parsed environment, what was shipped, the index over the articles, settings and model. All of it can be made
 * again; nothing that matters lives here only. No promise is kept, because one that belongs to a request dies with it.
 */
import routerExamples from "../../dist/router-examples.json";
import routerModel from "../../dist/router-model.bin";
import supportFile from "../../dist/support.json";
import { z } from "zod";
import { type StaleCell, staleCell } from "#adapters/isolate/stale-cell";
import { IsolateMemory } from "#adapters/knowledge/isolate-index";
import type { BreakerMemory } from "#adapters/models/shared-breaker";
import { emptySpendingMemory } from "#adapters/models/spending-memory";
import { emptyMeterMemory } from "#adapters/telemetry/meter";
import { emptySpanBuffer } from "#adapters/telemetry/span-exporter";
import { loadModel, type ShippedRouter } from "#adapters/routing/shipped-router";
import { type ModelInForce, shippedModel } from "#adapters/routing/trained-model";
import type { KeySets } from "#adapters/people/access-tokens";
import type { OperatorCell } from "#adapters/people/d1-operators";
import type { LoadedVectors } from "#adapters/vectors/d1-vectors";
import { type Environment, readEnvironment } from "#config/environment";
import { type ChosenModels, chosenModels } from "#config/chosen-models";
import { unsetSettings } from "#adapters/settings/d1-settings";
import { settingsOfFiles } from "#config/support-settings";
import { toolHosts } from "#config/tool-hosts";
import { type Support, SupportSchema } from "#config/support";
import { readTicketSettings, type TicketSettings } from "#config/tickets";
import { IntentExampleSchema } from "#contracts/intents";
import type { Settings, SettingsView } from "#contracts/settings";
import { perDeployment } from "./per-deployment.ts";

export const knowledgeMemory = new IsolateMemory();
/** What is known of the models' health and cost; the truth is in their objects. */
export const breakerMemory: BreakerMemory = new Map();
export const spendingMemory = emptySpendingMemory();
export const vectorsCell: StaleCell<LoadedVectors | null> = staleCell(null);
/** What happened here and was not told yet. */
export const meterMemory = emptyMeterMemory();
export const spanBuffer = emptySpanBuffer();

/** The keys of the Access team, roles, and what was noted in the audit log lately. */
export const accessKeys: KeySets = new Map();
export const operatorCell: OperatorCell = staleCell([]);
export const noted = new Set<string>();

/** Computed at the first call, because what it costs is not owed by requests that do not need it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const support: () => Support = once(() => SupportSchema.parse(supportFile));

/** As the files of `support/` have them. */
export const defaultSettings: () => Settings = once(() => settingsOfFiles(support()));
export const settingsCell: () => StaleCell<SettingsView> = once(() => staleCell(unsetSettings(defaultSettings())));

const ExamplesFileSchema = z.object({ fingerprint: z.string(), examples: z.unknown() });
const ExamplesSchema = z.array(IntentExampleSchema);

export const shippedRouter: () => ShippedRouter = once(() => {
  const { intents } = support();
  const { fingerprint, examples } = ExamplesFileSchema.parse(routerExamples);
  return {
    model: loadModel(new Uint8Array(routerModel)),
    fingerprint,
    examples: () => ExamplesSchema.parse(examples),
    labels: new Set(intents.map(({ name }) => name)),
    handoffIntents: new Set(intents.filter(({ handoff }) => handoff).map(({ name }) => name)),
  };
});

export const modelCell: () => StaleCell<ModelInForce> = once(() => staleCell(shippedModel(shippedRouter())));

/** Throws `SettingError`. */
export const ticketSettings: (env: Env) => TicketSettings = perDeployment(readTicketSettings);

/** Throws `SettingError` for a missing or wrong setting. */
export const environment: (env: Env) => Environment = perDeployment((env) => {
  const parsed = readEnvironment(env);
  // The profile is looked up now, so that a name nobody configured is told at once and not at the first question.
  ticketSettings(env);
  chosenOf(parsed, env);
  toolHosts(parsed.TOOL_HOSTS, parsed.DEMO_SHOP);
  return parsed;
});

/** The models that MODELS names; null on a desk without. */
export const chosen: (env: Env) => ChosenModels | null = perDeployment((env) => chosenOf(environment(env), env));

const chosenOf = (settings: Environment, env: Env): ChosenModels | null =>
  chosenModels(settings, support().models, { workersAi: env.AI !== undefined, vectorize: env.SECTIONS !== undefined });
