/** What takes the place of a recording: today's router, the articles of a folder, models that are really asked. Breakers and budgets of these live as long as the command. */
import { articleVersion } from "#adapters/knowledge/article-version";
import { Ladders } from "#adapters/models/ladders";
import { modelOf } from "#adapters/models/providers";
import { workersClock } from "#adapters/platform/workers-clock";
import { loadModel } from "#adapters/routing/shipped-router";
import { chosenModels } from "#config/chosen-models";
import { readEnvironment } from "#config/environment";
import type { Support } from "#config/support";
import { cutIntoSections } from "#embedded/articles/sections";
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import { buildSectionIndex } from "#embedded/retrieval/section-index";
import { routeMessage } from "#embedded/routing/route";
import type { Knowledge } from "#ports/knowledge";
import type { MessageRouter } from "#ports/message-router";
import type { ModelAccount, ModelPorts } from "#ports/models";
import { breakerOfOneRun, spendingOfOneRun } from "./one-run.ts";
import { routerModelBytes } from "../build/router-model.ts";
import { explainFolder, readFolder } from "../knowledge/folder.ts";
import { inRepository } from "../repository.ts";
import { silentTelemetry } from "../../test/fakes/silent-telemetry.ts";
import { ReplayError } from "./recording.ts";
import type { ReplaySettings } from "./settings.ts";

/** Trained from `support/intents` as it is now. */
export function todaysRouter({ handoffIntents }: ReplaySettings): MessageRouter {
  const model = loadModel(routerModelBytes(inRepository("support")).bytes);
  return { handoffIntents, route: async (text) => routeMessage(model, text) };
}

/** @throws ReplayError for a folder that could not be imported either. */
export async function articlesOf(folder: string, { synonyms, desk }: Support): Promise<Knowledge> {
  const read = await readFolder(folder);
  if (!read.ok) throw new ReplayError(explainFolder(read.error));
  const articles = await Promise.all(read.value.map(async ({ draft }) => ({ ...draft, version: await articleVersion(draft) })));
  // In the order in which the desk reads them: what chance finds is measured by drawing from that order.
  const ordered = articles.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const index = buildSectionIndex(ordered.flatMap(cutIntoSections), { synonyms });
  const threshold = desk.answer_threshold ?? ANSWERABLE_FROM;
  return {
    prepare: async () => undefined,
    async search(question, { limit, perArticle }) {
      const passages = searchSections(index, question, { limit, ...(perArticle === undefined ? {} : { perArticle }) });
      return { passages, answerability: answerability(index, question, passages), threshold, revision: 0, source: "isolate" };
    },
  };
}

/** Null for "embedded". @throws SettingError for a profile that is not there or has no server. */
export function askedModels(
  { profile, url, name }: { profile: string; url: string | undefined; name: string | undefined },
  support: Support,
  { instructions }: ReplaySettings,
): ((account: ModelAccount) => ModelPorts) | null {
  const key = process.env["MODELS_KEY"];
  const environment = readEnvironment({
    SIGNING_KEY: "a replay signs nothing, and needs a key all the same",
    MODELS: profile,
    ...(url === undefined ? {} : { MODELS_URL: url }),
    ...(name === undefined ? {} : { MODELS_NAME: name }),
    ...(key === undefined ? {} : { MODELS_KEY: key }),
  });
  const chosen = chosenModels(environment, support.models, { workersAi: false, vectorize: false });
  if (!chosen) return null;
  const { MODELS_URL, MODELS_KEY } = environment;
  const providers = MODELS_URL === undefined ? {} : { openAiCompatible: { url: MODELS_URL, key: MODELS_KEY } };
  const made = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const model = modelOf(id, providers);
      return model ? [{ id, model, price: support.models.prices[id] ?? { input: 0, output: 0 } }] : [];
    });
  const clock = workersClock;
  const shared = {
    models: {
      router: made(chosen.router),
      resolution: made(chosen.resolution),
      escalation: made(chosen.escalation),
      judge: made(chosen.judge),
    },
    limits: support.models.limits,
    conversationCap: support.models.caps.conversation,
    instructions,
    breaker: breakerOfOneRun(),
    spending: spendingOfOneRun(support.models.caps),
    clock,
    telemetry: silentTelemetry,
  };
  return (account) => new Ladders({ ...shared, account });
}
