/** The profile that MODELS names, with what it needs. A missing or wrong setting is one sentence that says what to do. */
import { type Environment, SettingError } from "./environment.ts";
import type { ModelAgent, Models } from "./models.ts";

/** Ids of each agent's models, best first; null on a desk without models. Throws `SettingError`. */
export function chosenModels(environment: Environment, models: Models, hasWorkersAi: boolean): Record<ModelAgent, string[]> | null {
  const { MODELS, MODELS_URL, MODELS_NAME } = environment;
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
  const ladders = { router: named(profile.router), resolution: named(profile.resolution), escalation: named(profile.escalation) };
  const needs = (provider: string): boolean => Object.values(ladders).some((ids) => ids.some((id) => id.startsWith(`${provider}/`)));
  if (needs("openai-compatible") && MODELS_URL === undefined)
    throw new SettingError(
      `MODELS_URL is missing: the profile "${MODELS}" asks an OpenAI-compatible server; set it to the server's base, such as http://localhost:11434/v1`,
    );
  if (needs("workers-ai") && !hasWorkersAi)
    throw new SettingError(
      `AI is missing: the profile "${MODELS}" asks Workers AI, which runs only where the [ai] binding is: deploy with --env production`,
    );
  return ladders;
}
