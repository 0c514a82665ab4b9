/**
 * A desk's turns with models under them: the real support plan, agents, ladders, guard and providers; beside them a small router, given passages, and the shared objects in memory. Time is real, and short
 * where a test sets short limits.
 */
import { type CallLimits, Ladders } from "#adapters/models/ladders";
import { modelOf, type ProviderSettings } from "#adapters/models/providers";
import { type BreakerMemory, SharedBreaker } from "#adapters/models/shared-breaker";
import { SharedSpending, type SpendingObject, type Totals } from "#adapters/models/shared-spending";
import { emptySpendingMemory } from "#adapters/models/spending-memory";
import { workersClock } from "#adapters/platform/workers-clock";
import type { AgentPorts } from "#agents/registry";
import { admissionTo, afterCalls, closedBreaker, withProbe } from "#domain/breaker";
import type { MessageRouter } from "#ports/message-router";
import type { Passage } from "#domain/knowledge";
import type { TurnTools } from "#ports/tools";
import { nothingSpent, type Spend, sum, within } from "#domain/spending";
import { runTurn, type TurnResult } from "#turn/run-turn";
import { MemoryJournal } from "../fakes/memory-journal.ts";
import { SeededRandomness } from "../fakes/seeded-randomness.ts";
import { silentTelemetry } from "../fakes/silent-telemetry.ts";
import { smallRouter } from "../fakes/small-router.ts";

export const refundPassages: Passage[] = [
  ["refund-times", "Refund times", "A refund takes five working days. It goes back to the card that you paid with."],
  ["billing-address", "Change your billing address", "Open Settings and choose Billing. Enter the new address and save it."],
].map(([article = "", title = "", text = ""]) => ({
  article,
  version: "v1",
  section: "",
  title,
  heading: "",
  text,
  score: 3,
  coverage: 0.9,
}));

export type ModelDeskOptions = {
  providers: ProviderSettings;
  /** Ids of the resolution agent's models; the router has the first one. */
  models: readonly string[];
  passages?: readonly Passage[];
  policies?: string;
  allowedLinkHosts?: readonly string[];
  tools?: TurnTools;
  limits?: Partial<CallLimits>;
  /** Ids of the models that look at what the others wrote. */
  judge?: readonly string[];
  /** The embedded engine is sure of nothing. */
  unsure?: boolean;
  caps?: Partial<Record<"conversation" | "visitorDay" | "day", Spend>>;
};

export type PlayedTurn = TurnResult & {
  /** The takes that were streamed, the last of which stands. */
  takes: string[];
};

const plenty: Spend = { tokens: 1e9, micros: 1e9 };

export function modelDesk({
  providers,
  models,
  passages = refundPassages,
  policies = "Be kind.",
  allowedLinkHosts = [],
  limits = {},
  caps = {},
  unsure = false,
  judge = [],
  tools,
}: ModelDeskOptions) {
  const clock = workersClock;
  const background = (): void => undefined;
  const all: CallLimits = { idleMs: 3_000, totalMs: 6_500, maxInputTokens: 6_000, maxOutputTokens: 200, ...limits };
  const madeOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const model = modelOf(id, providers);
      return model ? [{ id, model, price: { input: 1, output: 2 } }] : [];
    });
  const [made, judges] = [madeOf(models), madeOf(judge)];
  const engine = smallRouter();
  const router: MessageRouter = {
    handoffIntents: engine.handoffIntents,
    route: async (text) => {
      const routing = await engine.route(text);
      return unsure ? { ...routing, intent: "general", confidence: 0.3 } : routing;
    },
  };
  const breakers: BreakerMemory = new Map();
  const health = memoryHealth();
  const spent = memorySpending();
  const spendingMemory = emptySpendingMemory();
  let conversations = 0;

  /** Models for a new conversation. */
  function laddersFor(visitor = "somebody"): Ladders {
    let own = nothingSpent;
    return new Ladders({
      telemetry: silentTelemetry,
      models: { router: made.slice(0, 1), resolution: made, escalation: made.slice(0, 1), judge: judges },
      limits: { router: { ...all, totalMs: Math.min(all.totalMs, 2_000) }, resolution: all, escalation: all, judge: all },
      conversationCap: caps.conversation ?? plenty,
      instructions: {
        company: "Nook",
        policies,
        allowedLinkHosts,
        intents: ["billing", "technical", "escalation", "general"].map((name) => ({ name, description: name })),
      },
      breaker: new SharedBreaker({ memory: breakers, objectOf: () => health, clock, background }),
      spending: new SharedSpending({
        memory: spendingMemory,
        object: spent,
        caps: { visitorDay: plenty, day: plenty, ...caps },
        clock,
        background,
      }),
      account: { visitor: () => visitor, spent: () => own, add: (spend) => void (own = sum(own, spend)) },
      clock,
    });
  }

  /** One turn of a new conversation. */
  async function turn(text: string, visitor?: string): Promise<PlayedTurn> {
    conversations += 1;
    const takes: string[] = [];
    const ports: AgentPorts = {
      router,
      models: laddersFor(visitor),
      tools,
      knowledge: { search: async () => ({ passages: [...passages], answerability: 0.9, threshold: 0.5, revision: 1, source: "isolate" }) },
    };
    const result = await runTurn(
      text,
      { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: "Nook assistant" },
      {
        run: `r${conversations}`,
        ports,
        journal: new MemoryJournal(),
        clock,
        randomness: new SeededRandomness(conversations),
        telemetry: silentTelemetry,
        signal: new AbortController().signal,
        status: () => undefined,
        delta: (take, piece) => void (takes[take - 1] = (takes[take - 1] ?? "") + piece),
      },
    );
    return { ...result, takes };
  }
  return { turn, ladders: laddersFor, breakers };
}

function memoryHealth() {
  let breaker = closedBreaker;
  return {
    read: async () => breaker,
    report: async (calls: { succeeded: number; failed: number }) => (breaker = afterCalls(breaker, calls, Date.now())),
    takeProbe: async () => {
      const admission = admissionTo(breaker, Date.now());
      if (admission === "probe") breaker = withProbe(breaker, Date.now());
      return { granted: admission !== "refuse", breaker };
    },
  };
}

function memorySpending(): SpendingObject {
  const visitors = new Map<string, Spend>();
  let day = nothingSpent;
  const totals = (visitor: string): Totals => ({ visitor: visitors.get(visitor) ?? nothingSpent, day });
  const addAll: SpendingObject["addAll"] = async (_day, spends) => {
    for (const [visitor, spend] of spends) {
      day = sum(day, spend);
      visitors.set(visitor, sum(visitors.get(visitor) ?? nothingSpent, spend));
    }
    return { day, visitors };
  };
  return {
    read: async (_day, visitor) => totals(visitor),
    addAll,
    reserve: async (entry, caps) => {
      const known = totals(entry.visitor);
      if (!within(sum(known.day, entry.spend), caps.day)) return { over: "day", totals: known };
      if (!within(sum(known.visitor, entry.spend), caps.visitorDay)) return { over: "visitorDay", totals: known };
      await addAll(entry.day, new Map([[entry.visitor, entry.spend]]));
      return { over: null, totals: totals(entry.visitor) };
    },
  };
}
