/**
 * The index that an isolate keeps of all sections, shared by every conversation that runs in it, so that a question costs no round trip.
 *
 * Only plain values are shared (`IsolateMemory`): never a promise of another request, which dies with that request and would leave its
 * waiters hanging. Loading is single-flight by a lease; a lease whose holder died is taken over after `leaseMs`. A failed check or load
 * keeps the index that is there.
 */
import { buildSectionIndex, type SectionIndex } from "#embedded/retrieval/section-index";
import type { ArticleStore, KnowledgeExtent, StoredSection } from "#ports/articles";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import type { Synonyms } from "./full-text-query.ts";

/** What the isolate holds. `too_large`: at this revision the articles are beyond `maxCharacters`. */
export type Held = { kind: "nothing" } | { kind: "index"; index: SectionIndex; revision: number } | { kind: "too_large"; revision: number };

/** One for each isolate; survives between requests and is gone with the isolate. */
export class IsolateMemory {
  held: Held = { kind: "nothing" };
  /** Start of the last check whose outcome is held, or that failed beside something held; milliseconds, 0 for never. */
  checkedAt = 0;
  /** Until when someone is checking or loading; milliseconds, 0 when nobody is. */
  leasedUntil = 0;
}

export type IsolateIndexOptions = {
  store: ArticleStore;
  memory: IsolateMemory;
  clock: Clock;
  telemetry: Telemetry;
  synonyms?: Synonyms;
  /** Keeps work alive that nobody waits for; in a Worker, `waitUntil`. The work never rejects. */
  background?: (work: Promise<void>) => void;
  limits?: Partial<typeof ISOLATE_LIMITS>;
};

export const ISOLATE_LIMITS = {
  /** A check younger than this is believed. */
  checkAfterMs: 5_000,
  /** A check older than this is waited for; between the two it is made behind the customer's back. */
  trustMs: 60_000,
  /** Longest that a question waits for a check or a load; afterwards it takes what there is. */
  patienceMs: 500,
  /** How long a check with its load may take before someone else may start another. */
  leaseMs: 15_000,
  /** Most text that is indexed in memory: about 60 MB while it is built, 30 afterwards, of 128 (docs/decisions/0004-retrieval-in-the-isolate.md). */
  maxCharacters: 8_000_000,
};

/** Between two looks at whether somebody else's load is done. */
const LOOK_AGAIN_MS = 10;

/** A load is read again when articles change under it, up to this often; after that the next check mends it. */
const MAX_READS = 3;

export class IsolateIndex {
  private readonly options: IsolateIndexOptions;
  private readonly limits: typeof ISOLATE_LIMITS;

  constructor(options: IsolateIndexOptions) {
    this.options = options;
    this.limits = { ...ISOLATE_LIMITS, ...options.limits };
  }

  /**
   * What to search now: what is held, checked behind the caller's back when the check is some seconds old (stale-while-revalidate, as in
   * RFC 5861). It waits only when nothing is held or the check is very old, for `patienceMs` at most, and when asked for `fresh`, for a check
   * that begins after the call. Rejects only with the signal's reason.
   */
  async current({ fresh = false, signal }: { fresh?: boolean | undefined; signal?: AbortSignal | undefined } = {}): Promise<Held> {
    signal?.throwIfAborted();
    const { memory, clock } = this.options;
    const { checkAfterMs, trustMs, patienceMs, leaseMs } = this.limits;
    const now = clock.now();
    const age = now - memory.checkedAt;
    if (fresh) await this.refreshWithin(leaseMs, now, signal);
    else if (memory.held.kind === "nothing" || age > trustMs) await this.refreshWithin(patienceMs, now - checkAfterMs, signal);
    else if (age > checkAfterMs && this.isFree()) this.keepAlive(this.checkAndLoad());
    return memory.held;
  }

  private async refreshWithin(ms: number, since: number, signal: AbortSignal | undefined): Promise<void> {
    const done = new AbortController();
    const stop = signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]);
    const refreshed = this.refresh(since, stop);
    this.keepAlive(refreshed);
    try {
      await Promise.race([refreshed, this.options.clock.sleep(ms, stop)]);
    } finally {
      done.abort();
    }
  }

  /** Returns once a check that began after `since` is done, somebody else's or ours. Never rejects. */
  private async refresh(since: number, stop: AbortSignal): Promise<void> {
    const { memory, clock } = this.options;
    while (memory.checkedAt <= since && !stop.aborted) {
      if (this.isFree()) return this.checkAndLoad();
      await clock.sleep(LOOK_AGAIN_MS);
    }
  }

  private async checkAndLoad(): Promise<void> {
    const { memory, clock, store, telemetry } = this.options;
    const startedAt = clock.now();
    const lease = startedAt + this.limits.leaseMs;
    memory.leasedUntil = lease;
    try {
      const extent = await store.extent();
      if (memory.held.kind === "nothing" || memory.held.revision !== extent.revision) {
        memory.held = await this.load(extent);
        telemetry.log("info", "knowledge.loaded", { outcome: memory.held.kind, count: extent.sections, took_ms: clock.now() - startedAt });
      }
      memory.checkedAt = startedAt;
    } catch (error) {
      // Believed for another while: a store that is down must not cost every question its patience.
      if (memory.held.kind !== "nothing") memory.checkedAt = startedAt;
      telemetry.log("warn", "knowledge.check_failed", {
        outcome: memory.held.kind,
        reason: error instanceof Error ? error.name : "unknown",
      });
    } finally {
      if (memory.leasedUntil === lease) memory.leasedUntil = 0;
    }
  }

  private async load(extent: KnowledgeExtent): Promise<Held> {
    let before = extent;
    for (let read = 1; ; read += 1) {
      if (before.characters > this.limits.maxCharacters) return { kind: "too_large", revision: before.revision };
      const sections: StoredSection[] = [];
      for await (const page of this.options.store.allSections()) sections.push(...page);
      const after = await this.options.store.extent();
      if (after.revision === before.revision || read === MAX_READS) {
        // The old index goes first, unseen because building is synchronous: both, and a build under way, are more than an isolate holds.
        this.options.memory.held = { kind: "nothing" };
        const index = buildSectionIndex(sections, { synonyms: this.options.synonyms ?? [] });
        return { kind: "index", index, revision: before.revision };
      }
      before = after;
    }
  }

  private keepAlive(work: Promise<void>): void {
    this.options.background?.(work);
  }

  private isFree(): boolean {
    return this.options.clock.now() >= this.options.memory.leasedUntil;
  }
}
