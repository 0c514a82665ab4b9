/**
 * What an isolate keeps between requests: the parsed environment, the trained router, the index over the articles. All of it can be made again; nothing
 * that matters lives here only. No promise is kept, because one that belongs to a request dies with it.
 */
import routerModel from "../../dist/router-model.bin";
import supportFile from "../../dist/support.json";
import { IsolateMemory } from "#adapters/knowledge/isolate-index";
import { EmbeddedRouter, loadModel } from "#adapters/routing/embedded-router";
import { type Environment, readEnvironment } from "#config/environment";
import { type Support, SupportSchema } from "#config/support";

export const knowledgeMemory = new IsolateMemory();

/** Computed at the first call, because what it costs is not owed by requests that do not need it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const support: () => Support = once(() => SupportSchema.parse(supportFile));

export const router: () => EmbeddedRouter = once(
  () =>
    new EmbeddedRouter({
      model: loadModel(routerModel),
      handoffIntents: new Set(
        support()
          .intents.filter((intent) => intent.handoff)
          .map((intent) => intent.name),
      ),
    }),
);

const environments = new WeakMap<object, Environment>();

/** Throws `SettingError` for a missing or wrong setting. */
export function environment(env: Env): Environment {
  const known = environments.get(env) ?? readEnvironment(env);
  environments.set(env, known);
  return known;
}
