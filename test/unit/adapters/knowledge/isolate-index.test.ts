import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { ISOLATE_LIMITS, IsolateIndex, IsolateMemory, type Held } from "#adapters/knowledge/isolate-index";
import type { ArticleStore, KnowledgeExtent, StoredSection } from "#ports/articles";
import { bicycles, lostProperty, refunds } from "../../../contract/help-articles.ts";
import { ManualClock } from "../../../fakes/manual-clock.ts";
import { MemoryArticles } from "../../../fakes/memory-articles.ts";
import { silentTelemetry } from "../../../fakes/silent-telemetry.ts";

const { checkAfterMs, trustMs, patienceMs, leaseMs } = ISOLATE_LIMITS;

/** A store that counts what it is asked, and can fail or fall silent. */
class WatchedStore extends MemoryArticles {
  checks = 0;
  loads = 0;
  mood: "well" | "failing" | "silent" = "well";
  duringLoad: (() => Promise<unknown>) | undefined;
  /** Until it resolves, checks that have read the extent do not return. */
  held: Promise<void> | undefined;

  override async extent(): Promise<KnowledgeExtent> {
    this.checks += 1;
    if (this.mood === "failing") throw new Error("D1 does not answer");
    if (this.mood === "silent") return new Promise(() => {});
    const extent = await super.extent();
    await this.held;
    return extent;
  }

  override async *allSections(): AsyncIterable<StoredSection[]> {
    this.loads += 1;
    yield* super.allSections();
    await this.duringLoad?.();
  }
}

let clock: ManualClock;
let store: WatchedStore;
let memory: IsolateMemory;
let isolate: IsolateIndex;

beforeEach(async () => {
  clock = new ManualClock("2026-11-22T10:00:00Z");
  store = new WatchedStore({ clock });
  await put(store, bicycles);
  memory = new IsolateMemory();
  isolate = openIndex();
});

const openIndex = (limits: Partial<typeof ISOLATE_LIMITS> = {}) =>
  new IsolateIndex({ store, memory, clock, telemetry: silentTelemetry, limits });
const put = (into: ArticleStore, ...articles: (typeof bicycles)[]) => into.import({ articles, remove: [], dryRun: false });
const articlesOf = (held: Held): string[] => (held.kind === "index" ? [...new Set(held.index.sections.map(({ article }) => article))] : []);

test("the first question loads the index", async () => {
  expect(articlesOf(await isolate.current())).toEqual(["bicycles"]);
});

test("an index that was checked a moment ago is served without asking the store", async () => {
  await isolate.current();
  const { checks } = store;
  clock.advance(checkAfterMs);
  await isolate.current();
  expect(store.checks).toBe(checks);
});

test("some seconds after a check the index is served at once, and checked behind the customer's back", async () => {
  await isolate.current();
  await put(store, refunds);
  clock.advance(checkAfterMs + 1);
  expect(articlesOf(await isolate.current())).toEqual(["bicycles"]);
  await turnOfTheLoop();
  expect(articlesOf(await isolate.current())).toEqual(["bicycles", "refund-late-tram"]);
});

test("a store that has fallen silent never delays a question while the last check is trusted", async () => {
  await isolate.current();
  store.mood = "silent";
  clock.advance(trustMs);
  expect(articlesOf(await isolate.current())).toEqual(["bicycles"]);
});

test("an index that nobody checked for a minute is checked first", async () => {
  await isolate.current();
  await put(store, refunds);
  clock.advance(trustMs + 1);
  expect(articlesOf(await isolate.current())).toEqual(["bicycles", "refund-late-tram"]);
});

test("a check that takes too long is not waited for", async () => {
  await isolate.current();
  store.mood = "silent";
  clock.advance(trustMs + 1);
  const waiting = isolate.current();
  await turnOfTheLoop();
  clock.advance(patienceMs);
  expect(articlesOf(await waiting)).toEqual(["bicycles"]);
});

test("a failed check keeps the index, and the next questions do not wait for another", async () => {
  await isolate.current();
  store.mood = "failing";
  clock.advance(trustMs + 1);
  expect(articlesOf(await isolate.current())).toEqual(["bicycles"]);
  expect(articlesOf(await isolate.current({ fresh: true }))).toEqual(["bicycles"]);
  const { checks } = store;
  await isolate.current();
  expect(store.checks).toBe(checks);
});

test("a load that fails leaves nothing held, and the next question tries again", async () => {
  store.mood = "failing";
  expect(await isolate.current()).toEqual({ kind: "nothing" });
  store.mood = "well";
  expect(articlesOf(await isolate.current())).toEqual(["bicycles"]);
});

test("many questions at once load once", async () => {
  const questions = Array.from({ length: 20 }, () => openIndex().current());
  await turnOfTheLoop();
  clock.advance(patienceMs - 1);
  const held = await Promise.all(questions);
  expect(held.map(articlesOf)).toEqual(Array.from({ length: 20 }, () => ["bicycles"]));
  expect(store.loads).toBe(1);
});

test("a load whose request died is taken over when its lease ends", async () => {
  store.mood = "silent";
  void openIndex().current();
  await turnOfTheLoop();
  store.mood = "well";
  clock.advance(leaseMs - 1);
  const waiting = isolate.current();
  await turnOfTheLoop();
  expect(store.loads).toBe(0);
  clock.advance(10);
  expect(articlesOf(await waiting)).toEqual(["bicycles"]);
});

test("articles that change while they are read are read again", async () => {
  store.duringLoad = async () => {
    store.duringLoad = undefined;
    await put(store, lostProperty);
  };
  const held = await isolate.current();
  expect(articlesOf(held)).toEqual(["bicycles", "lost-property"]);
  expect(held).toMatchObject({ revision: (await store.extent()).revision });
});

test("articles that never stop changing are held as first read, and the next check mends it", async () => {
  let n = 0;
  store.duringLoad = () => put(store, { ...bicycles, body: `Bicycles, take ${(n += 1)}.` });
  const held = await isolate.current();
  expect(held.kind).toBe("index");
  store.duringLoad = undefined;
  expect(await isolate.current({ fresh: true })).toMatchObject({ revision: (await store.extent()).revision });
});

test("articles beyond the limit are not held, until they fit", async () => {
  const small = openIndex({ maxCharacters: 200 });
  await put(store, lostProperty);
  expect(await small.current()).toMatchObject({ kind: "too_large" });
  expect(store.loads).toBe(0);
  await store.import({ articles: [], remove: ["lost-property"], dryRun: false });
  expect(articlesOf(await small.current({ fresh: true }))).toEqual(["bicycles"]);
});

test("a fresh question does not believe a check that began before it", async () => {
  await isolate.current();
  clock.advance(checkAfterMs + 1);
  const gate = Promise.withResolvers<void>();
  store.held = gate.promise;
  await isolate.current();
  await turnOfTheLoop();
  await put(store, refunds);
  const fresh = openIndex().current({ fresh: true });
  store.held = undefined;
  gate.resolve();
  await turnOfTheLoop();
  clock.advance(10);
  expect(articlesOf(await fresh)).toEqual(["bicycles", "refund-late-tram"]);
});

test("a question that is given up while it waits ends with its signal's reason", async () => {
  store.mood = "silent";
  const stop = new AbortController();
  const waiting = isolate.current({ signal: stop.signal });
  await turnOfTheLoop();
  stop.abort(new Error("the turn is over"));
  await expect(waiting).rejects.toThrow("the turn is over");
});
