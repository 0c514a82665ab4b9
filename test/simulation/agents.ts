/** The ports of the agents in a simulated world: they know one subject, and may fail, dawdle or never answer. */
import type { ConversationPorts } from "#compose/conversation-ports";
import type { Passage } from "#domain/knowledge";
import type { Routing } from "#domain/routing";
import type { Findings } from "#ports/knowledge";
import type { Life } from "./object-host.ts";
import type { World } from "./world.ts";

/** What customers say here, by what comes of it. */
export const sayings = {
  answered: "How do I get a refund for a late tram?",
  unknown: "Which espresso machine has a milk frother?",
  courtesy: "hello",
  person: "let me talk to a human",
  consent: "yes please",
} as const;

const passage: Passage = {
  article: "late-trams",
  version: "0123456789abcdef",
  section: "refunds",
  title: "Late trams",
  heading: "Refunds",
  text: "You get a refund for a late tram when it came more than ten minutes late.\n\n1. Open the app.\n2. Choose the ride.\n3. Press Refund.\n\nThe refund is paid within five days.",
  score: 9,
  coverage: 0.95,
};

export function agentPorts(world: World, life: Life, calls: Map<string, number>): ConversationPorts["agents"] {
  const answer = <T>(port: string, make: () => T, signal?: AbortSignal): Promise<T> => {
    const { timeline, dice, faults } = world;
    calls.set(port, (calls.get(port) ?? 0) + 1);
    if (dice.under(faults.portIsAtOnce)) return Promise.resolve(make());
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      if (dice.under(faults.portHangs)) return timeline.say(port, "never answers");
      const fails = dice.under(faults.portFails);
      const ms = dice.under(faults.portIsSlow) ? dice.between(1_000, 12_000) : dice.between(0, 80);
      life.pending += 1;
      timeline.after(ms, () => {
        life.pending -= 1;
        if (life.isOver) return;
        if (fails) reject(new Error(`${port} fails`));
        else resolve(make());
      });
    });
  };
  return {
    router: { handoffIntents: new Set(["escalation"]), route: (text) => answer("router", () => routingOf(text)) },
    knowledge: {
      search: (question, { signal }) => answer("knowledge", () => findingsOf(question), signal),
      prepare: async () => undefined,
    },
  };
}

const routingOf = (text: string): Routing => ({
  intent: "billing",
  confidence: 0.9,
  intents: [{ label: "billing", confidence: 0.9 }],
  wantsPerson: { wanted: text === sayings.person, score: text === sayings.person ? 1 : 0 },
  sentiment: 0,
  language: "en",
  smallTalk: text === sayings.courtesy ? "greeting" : null,
});

const findingsOf = (question: string): Findings => ({
  passages: question === sayings.answered ? [passage] : [],
  answerability: question === sayings.answered ? 0.95 : 0.05,
  threshold: 0.5,
  revision: 1,
  source: "isolate",
});
