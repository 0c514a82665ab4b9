/** Models, wired: the profile that MODELS names, with breakers and budgets that all conversations share. */
import { type LaddersOptions, Ladders } from "#adapters/models/ladders";
import { modelOf, type ProviderSettings } from "#adapters/models/providers";
import { SharedBreaker } from "#adapters/models/shared-breaker";
import { SharedSpending } from "#adapters/models/shared-spending";
import { workersClock } from "#adapters/platform/workers-clock";
import { chosenModels } from "#config/chosen-models";
import type { Environment } from "#config/environment";
import type { ModelAccount, ModelPorts } from "#ports/models";
import { boundIn, breakerMemory, environment, spendingMemory, support } from "./isolate.ts";
import { telemetryPort } from "./telemetry-ports.ts";

/** Undefined on a desk without models. @param background keeps work alive that nobody waits for. */
export function modelPorts(env: Env, background: (work: Promise<void>) => void): ((account: ModelAccount) => ModelPorts) | undefined {
  const settings = environment(env);
  const { models, brand, policies, intents } = support();
  const chosen = chosenModels(settings, models, boundIn(env));
  if (!chosen) return undefined;
  const providers = providersOf(settings, env);
  const free = { input: 0, output: 0 };
  const made = (ids: readonly string[]): LaddersOptions["models"]["router"] =>
    ids.flatMap((id) => {
      const model = modelOf(id, providers);
      return model ? [{ id, model, price: models.prices[id] ?? free }] : [];
    });
  const clock = workersClock;
  const shared = {
    models: {
      router: made(chosen.router),
      resolution: made(chosen.resolution),
      escalation: made(chosen.escalation),
      judge: made(chosen.judge),
    },
    limits: models.limits,
    conversationCap: models.caps.conversation,
    instructions: { company: brand.name, policies, allowedLinkHosts: brand.allowed_link_hosts, intents },
    breaker: sharedBreaker(env, background),
    spending: sharedSpending(env, background),
    clock,
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
