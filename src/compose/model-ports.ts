/** Models, wired: the profile that MODELS names, with breakers and budgets that all conversations share. */
import { type LaddersOptions, Ladders } from "#adapters/models/ladders";
import { modelOf, type ProviderSettings } from "#adapters/models/providers";
import { SharedBreaker } from "#adapters/models/shared-breaker";
import { SharedSpending } from "#adapters/models/shared-spending";
import { workersClock } from "#adapters/platform/workers-clock";
import type { Environment } from "#config/environment";
import type { ModelAccount, ModelPorts } from "#ports/models";
import { breakerMemory, chosen, environment, spendingMemory, support } from "./isolate.ts";
import { perDeployment } from "./per-deployment.ts";
import { telemetryPort } from "./telemetry-ports.ts";

type Made = LaddersOptions["models"];

/** A provider's model is dear to make, for its schemas, and holds nothing of whoever asks it. */
const madeModels: (env: Env) => Made | null = perDeployment((env) => {
  const ids = chosen(env);
  if (!ids) return null;
  const providers = providersOf(environment(env), env);
  const { prices } = support().models;
  const known = new Map<string, Made["router"]>();
  const made = (id: string): Made["router"] => {
    const model = modelOf(id, providers);
    return model ? [{ id, model, price: prices[id] ?? { input: 0, output: 0 } }] : [];
  };
  const ladder = (of: readonly string[]): Made["router"] =>
    of.flatMap((id) => {
      const model = known.get(id) ?? made(id);
      known.set(id, model);
      return model;
    });
  return {
    router: ladder(ids.router),
    resolution: ladder(ids.resolution),
    escalation: ladder(ids.escalation),
    judge: ladder(ids.judge),
  };
});

/** Undefined on a desk without models. @param background keeps work alive that nobody waits for. */
export function modelPorts(env: Env, background: (work: Promise<void>) => void): ((account: ModelAccount) => ModelPorts) | undefined {
  const models = madeModels(env);
  if (!models) return undefined;
  const { models: settings, brand, policies, intents } = support();
  const shared = {
    models,
    limits: settings.limits,
    conversationCap: settings.caps.conversation,
    instructions: { company: brand.name, policies, allowedLinkHosts: brand.allowed_link_hosts, intents },
    breaker: sharedBreaker(env, background),
    spending: sharedSpending(env, background),
    clock: workersClock,
    telemetry: telemetryPort(env, background),
  };
  return (account) => new Ladders({ ...shared, account });
}

export const sharedBreaker = (env: Env, background: (work: Promise<void>) => void): SharedBreaker =>
  new SharedBreaker({
    memory: breakerMemory,
    objectOf: (model) => env.PROVIDER_HEALTH.getByName(model),
    clock: workersClock,
    background,
  });

export const sharedSpending = (env: Env, background: (work: Promise<void>) => void): SharedSpending =>
  new SharedSpending({
    memory: spendingMemory,
    object: env.SPENDING.getByName("all"),
    caps: support().models.caps,
    clock: workersClock,
    background,
  });

export const providersOf = ({ MODELS_URL, MODELS_KEY, AI_GATEWAY }: Environment, env: Env): ProviderSettings => ({
  ...(env.AI ? { workersAi: { binding: env.AI, gateway: AI_GATEWAY } } : {}),
  ...(MODELS_URL === undefined ? {} : { openAiCompatible: { url: MODELS_URL, key: MODELS_KEY } }),
});
