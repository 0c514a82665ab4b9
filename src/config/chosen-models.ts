/** The profile that MODELS names, with what it needs. A missing or wrong setting is one sentence that says what to do. */
import { type Environment, SettingError } from "./environment.ts";
import type { FindingModels, ModelAgent, Models } from "./models.ts";

/** What the deployment binds, as far as profiles ask for it. */
export type Bound = { workersAi: boolean; vectorize: boolean };

/** Ids of each agent's models, best first, and how articles are found by meaning, if they are. */
export type ChosenModels = Record<ModelAgent, string[]> & { knowledge: FindingModels | null };

/** Null on a desk without models. Throws `SettingError`. */
export function chosenModels(environment: Environment, models: Models, bound: Bound): ChosenModels | null {
  const { MODELS, MODELS_URL, MODELS_NAME, MODELS_EMBEDDING } = environment;
  if (MODELS === "embedded") return null;
  const profile = models.profiles[MODELS];
  if (!profile) {
    const names = ["embedded", ...Object.keys(models.profiles)].map((name) => `"${name}"`).join(", ");
    throw new SettingError(`MODELS: "${MODELS}" is no profile of support/models.yaml; choose one of ${names}`);
  }
  const named = (ids: readonly string[]): string[] =>
    MODELS_NAME === undefined
      ? [...ids]
      : [...new Set(ids.map((id) => (id.startsWith("openai-compatible/") ? `openai-compatible/${MODELS_NAME}` : id)))];
  const ladders = {
    router: named(profile.router),
    resolution: named(profile.resolution),
    escalation: named(profile.escalation),
    judge: named(profile.judge),
  };
  const knowledge = MODELS_EMBEDDING === undefined ? (profile.knowledge ?? null) : ofServer(MODELS_EMBEDDING);
  const finding = knowledge ? [knowledge.embedding, knowledge.reranker ?? knowledge.embedding] : [];
  const needs = (provider: string): boolean => [...Object.values(ladders).flat(), ...finding].some((id) => id.startsWith(`${provider}/`));
  if (needs("openai-compatible") && MODELS_URL === undefined)
    throw new SettingError(
      `MODELS_URL is missing: the profile "${MODELS}" asks an OpenAI-compatible server; set it to the server's base, such as http://localhost:11434/v1`,
    );
  if (needs("workers-ai") && !bound.workersAi)
    throw new SettingError(
      `AI is missing: the profile "${MODELS}" asks Workers AI, which runs only where the [ai] binding is: deploy with --env production`,
    );
  if (knowledge?.vectors === "vectorize" && !bound.vectorize)
    throw new SettingError(
      `SECTIONS is missing: the profile "${MODELS}" keeps vectors in Vectorize, which is bound where [[env.production.vectorize]] is; with "vectors: d1" they need no index`,
    );
  return { ...ladders, knowledge };
}

/** An embedding model that was named by hand is one of the OpenAI-compatible server; its vectors need no account either. */
const ofServer = (name: string): FindingModels => ({ embedding: `openai-compatible/${name}`, vectors: "d1" });
