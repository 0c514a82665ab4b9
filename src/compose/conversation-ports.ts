/** Everything that a conversation needs from outside, wired. */
import { objectInbox } from "#adapters/platform/object-inbox";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersQueue } from "#adapters/platform/workers-queue";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import { D1Ratings } from "#adapters/ratings/d1-ratings";
import { countTurn } from "#adapters/telemetry/count-turn";
import type { Clock } from "#ports/clock";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { Knowledge, SemanticKnowledge } from "#ports/knowledge";
import type { Waits } from "#domain/waiting";
import type { InboxFeed } from "#ports/inbox";
import type { ModelAccount, ModelPorts } from "#ports/models";
import type { MessageRouter } from "#ports/message-router";
import type { Randomness } from "#ports/randomness";
import type { RatingStore } from "#ports/ratings";
import type { Toolbox } from "#ports/tools";
import type { Remains } from "#ports/remains";
import type { Retention } from "#ports/retention";
import type { Telemetry } from "#ports/telemetry";
import type { TurnEnded, TurnFactsStore } from "#ports/turn-facts";
import type { AddressCaps } from "#ports/address-caps";
import { addressCaps } from "./address-caps.ts";
import { environment, support, ticketSettings } from "./isolate.ts";
import { collectedFacts } from "./facts-ports.ts";
import { knowledgePorts } from "./knowledge-ports.ts";
import { modelPorts } from "./model-ports.ts";
import { toolbox } from "./tool-ports.ts";
import { remainsOf } from "./remains.ts";
import { routingPorts } from "./routing-ports.ts";
import { telemetryPort } from "./telemetry-ports.ts";

export type ConversationPorts = {
  agents: {
    router: MessageRouter;
    knowledge: Knowledge;
    models?: ModelPorts | undefined;
    semantics?: SemanticKnowledge | undefined;
  };
  /** Models for one conversation; absent on a desk that has none. */
  models?: ((account: ModelAccount) => ModelPorts) | undefined;
  /** Search by meaning for one conversation; absent on a desk that finds by words alone. */
  semantics?: ((account: ModelAccount) => SemanticKnowledge) | undefined;
  /** Absent on a desk that has none. */
  tools?: Toolbox | undefined;
  /** The name under which the assistant speaks. */
  assistant: string;
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
  queue: HandoffQueue;
  turnFacts: Pick<TurnFactsStore, "keep">;
  /** Called once a turn has ended and that is stored: for whoever counts. Must not throw, and is not called again after a crash. */
  turnEnded?: ((ended: TurnEnded) => void) | undefined;
  ratings: Pick<RatingStore, "keep">;
  /** Tickets have twins in another system, which hear what is said. */
  twins?: boolean | undefined;
  /** Absent: an address may say as much as it likes. */
  addressCaps?: AddressCaps | undefined;
  /** Absent: nobody keeps a list of conversations. */
  inbox?: InboxFeed | undefined;
  /** How long customers may wait; absent: as usual. */
  waits?: (() => Promise<Waits>) | undefined;
  /** What is kept of a conversation outside of its object. */
  remains: Pick<Remains, "clear">;
  retention: Retention;
};

/** @param background the object's `waitUntil`. */
export function conversationPorts(env: Env, background: (work: Promise<void>) => void): ConversationPorts {
  environment(env);
  const telemetry = telemetryPort(env, background);
  const ofKnowledge = telemetryPort(env, background, { about: { agent: "knowledge" } });
  const { knowledge, finding, settings } = knowledgePorts(env, background, ofKnowledge);
  return {
    agents: { router: routingPorts(env, background).router, knowledge },
    semantics: finding?.knowledge,
    assistant: support().brand.assistant.name,
    tools: toolbox(env),
    models: modelPorts(env, background),
    clock: workersClock,
    randomness: workersRandomness,
    telemetry,
    turnEnded: (ended) => countTurn(telemetry, ended),
    queue: workersQueue(env.HANDOFFS),
    turnFacts: collectedFacts(env),
    ratings: new D1Ratings({ database: env.DB }),
    twins: ticketSettings(env).TICKETS !== "desk",
    addressCaps: addressCaps(env),
    inbox: objectInbox(env.INBOX),
    waits: () => settings.current(),
    remains: remainsOf(env),
    retention: {
      known: async () => (await settings.current()).retentionDays,
      stored: async () => (await settings.stored()).retentionDays,
    },
  };
}
