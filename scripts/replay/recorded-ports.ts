/** The ports of a replayed turn: what router, search and models gave when it was recorded, unless something of today takes their place. Each waits until its turn may go on. */
import { FindingsSchema } from "#agents/findings";
import { RoutedSchema } from "#agents/router/router";
import type { ConversationPorts } from "#compose/conversation-ports";
import type { ConversationExport } from "#contracts/conversations";
import { RoutingSchema } from "#domain/routing";
import type { Knowledge } from "#ports/knowledge";
import type { MessageRouter } from "#ports/message-router";
import type { ModelAccount, ModelAgent, ModelPorts } from "#ports/models";
import { callsOf, runOf, stepOf } from "./recording.ts";
import { RecordedModels } from "./recorded-models.ts";
import type { ReplaySettings } from "./settings.ts";

/** What takes the place of the recording. Absent: the recording. */
export type Instead = {
  router?: MessageRouter;
  knowledge?: Knowledge;
  /** Null: no models at all. */
  models?: ((account: ModelAccount) => ModelPorts) | null;
};

/** The turn that is being worked on, and whether it may go on. */
export type Stage = { current(): number; released(turn: number): Promise<void> };

export function recordedAgents(
  recording: ConversationExport,
  stage: Stage,
  instead: Instead,
  settings: ReplaySettings,
): Pick<ConversationPorts, "agents" | "models"> {
  const step = (name: string) => stepOf(runOf(recording, stage.current()), name);
  const wait = (): Promise<void> => stage.released(stage.current());

  const router: MessageRouter = {
    handoffIntents: settings.handoffIntents,
    async route(text) {
      await wait();
      if (instead.router) return instead.router.route(text);
      const record = recordedStep("router");
      const { own, ...routed } = RoutedSchema.parse(record.output);
      return own ?? RoutingSchema.parse(routed);
    },
  };
  const knowledge: Knowledge = {
    prepare: async () => undefined,
    async search(question, options) {
      await wait();
      if (instead.knowledge) return instead.knowledge.search(question, options);
      return { ...FindingsSchema.parse(recordedStep("knowledge").output), revision: 0, source: "isolate" };
    },
  };
  const recordedStep = (name: string) => {
    const record = step(name);
    if (record?.outcome !== "done") throw new Error(`recorded: ${record?.reason ?? "nothing"}`);
    return record;
  };
  if (instead.models === null) return { agents: { router, knowledge } };
  if (instead.models !== undefined) return { agents: { router, knowledge }, models: instead.models };
  const recorded = {
    of: (agent: ModelAgent) => {
      const record = step(agent);
      return record?.rung === "model" || (record?.calls?.length ?? 0) > 0 ? callsOf(record) : null;
    },
    isSilent: (agent: ModelAgent) => step(agent)?.outcome === "timed_out",
  };
  // One for each turn, so that a call is taken once.
  const byTurn = new Map<number, RecordedModels>();
  const models = (): RecordedModels => {
    const known = byTurn.get(stage.current()) ?? new RecordedModels(recorded, settings.instructions, settings.limits);
    byTurn.set(stage.current(), known);
    return known;
  };
  const ofThisTurn: ModelPorts = {
    instructions: settings.instructions,
    prepare: async () => undefined,
    has: (agent) => models().has(agent),
    maxInputTokens: (agent) => models().maxInputTokens(agent),
    ladder: (agent, scope) => models().ladder(agent, scope),
  };
  return { agents: { router, knowledge, models: ofThisTurn } };
}
