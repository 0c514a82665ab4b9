/** The Worker under measurement: each route does one thing through the adapters that the desk uses, over a real D1. */
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex, IsolateMemory } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { ArticleImportSchema } from "#contracts/articles";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";

type Bindings = { DB: D1Database };

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
const nothing = (): void => {};
const telemetry: Telemetry = {
  span: (_name, _fields, work) => work({ set: nothing }),
  context: () => null,
  past: () => undefined,
  log: nothing,
  count: nothing,
  observe: nothing,
  waits: nothing,
  arrived: nothing,
};

/** Never checked again, never too large, waited for however long: what is measured is the search or the load, nothing else. */
const dayMs = 86_400_000;
const limits = { checkAfterMs: dayMs, trustMs: dayMs, patienceMs: dayMs, leaseMs: dayMs, maxCharacters: Infinity };

let memory = new IsolateMemory();

// oxlint-disable-next-line import/no-default-export -- the runtime takes the entry of a Worker from there
export default {
  async fetch(request, { DB: database }) {
    const { pathname, searchParams } = new URL(request.url);
    const store = new D1Articles({ database, clock });
    const fullText = new FullTextKnowledge({ database });
    const isolate = new IsolateIndex({ store, memory, clock, telemetry, limits });
    const question = searchParams.get("q") ?? "";
    switch (pathname) {
      case "/nothing":
        return Response.json({ question });
      case "/import":
        return Response.json(await store.import(ArticleImportSchema.parse(await request.json())));
      case "/load":
        memory = new IsolateMemory();
        return Response.json({
          held: (await new IsolateIndex({ store, memory, clock, telemetry, limits }).current()).kind,
          ...(await store.extent()),
        });
      case "/isolate":
        return Response.json(await new LadderedKnowledge({ isolate, fallback: fullText }).search(question, { limit: 5 }));
      case "/d1":
        return Response.json(await fullText.search(question, { limit: 5 }));
      default:
        return new Response(null, { status: 404 });
    }
  },
} satisfies ExportedHandler<Bindings>;
