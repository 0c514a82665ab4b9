/**
 * The list of conversations, kept live: pages over HTTP, changes by a socket, which reads on by revision after a break.
 */
import type { Refusal } from "#browser/wire/http";
import { parseJson } from "#browser/wire/guards";
import { FrameStore } from "../../shell/frame-store.ts";
import { type LiveSocket, liveSocket } from "../../shell/live-socket.ts";
import type { Operator } from "../../shell/operator.ts";
import { type Counts, type InboxFrame, isInboxFrame, isPage, type Summary } from "../wire.ts";
import { apiPath, belongs, inOrder, type Query, sameQuery } from "./query.ts";

export type ListState = {
  query: Query;
  items: readonly Summary[];
  /** How many the query has, loaded or not. */
  total: number;
  counts: Counts;
  isLoading: boolean;
  isLive: boolean;
  refusal: Refusal | null;
};

const none: Counts = { waiting: 0, mine: 0, team: 0, ai: 0, closed: 0 };

export class LiveList {
  readonly #operator: Operator;
  readonly shown: FrameStore<ListState>;
  #next: string | null = null;
  #rev = -1;
  #socket: LiveSocket | null = null;
  /** Of the newest request; an answer to an older one is dropped. */
  #asked = 0;

  constructor(operator: Operator, query: Query) {
    this.#operator = operator;
    this.shown = new FrameStore({ query, items: [], total: 0, counts: none, isLoading: true, isLive: true, refusal: null });
  }

  start(): void {
    const { token, name } = this.#operator;
    this.#socket = liveSocket({
      path: "/v1/inbox/socket",
      protocol: "edgedesk.inbox.v1",
      token,
      name,
      onOpen: () => this.#readOn(),
      onFrame: (text) => {
        const frame = parseJson(text, isInboxFrame);
        if (frame !== null) this.#apply(frame);
      },
      onState: (isLive) => this.shown.set({ isLive }),
    });
    void this.reload();
  }

  stop(): void {
    this.#socket?.close();
    this.#asked += 1;
    this.shown.stop();
  }

  show(query: Query): void {
    if (sameQuery(query, this.shown.get().query)) return;
    this.shown.set({ query, items: [], total: 0, isLoading: true });
    void this.reload();
  }

  async reload(): Promise<void> {
    const page = await this.#read(null);
    if (page === null) return;
    this.#rev = page.rev;
    this.#readOn();
  }

  /** The next page, when there is one. */
  more(): void {
    if (this.#next !== null && !this.shown.get().isLoading) void this.#read(this.#next);
  }

  async #read(cursor: string | null) {
    this.#asked += 1;
    const asked = this.#asked;
    this.shown.set({ isLoading: true });
    const outcome = await this.#operator.ask(apiPath(this.shown.get().query, this.#operator.name, cursor), isPage);
    if (asked !== this.#asked) return null;
    if (!outcome.ok) {
      this.shown.set({ isLoading: false, refusal: outcome.refusal });
      return null;
    }
    const { conversations, next, total, counts } = outcome.value;
    this.#next = next;
    const known = new Set(conversations.map(({ id }) => id));
    const items = cursor === null ? conversations : [...this.shown.get().items.filter(({ id }) => !known.has(id)), ...conversations];
    this.shown.set({ items: items.toSorted(inOrder), total, counts, isLoading: false, refusal: null });
    return outcome.value;
  }

  #readOn(): void {
    if (this.#rev >= 0) this.#socket?.send({ type: "resume", rev: this.#rev });
  }

  #apply(frame: InboxFrame): void {
    if (frame.type === "reset") return void this.reload();
    this.#rev = Math.max(this.#rev, frame.rev);
    const { query, items, total, counts } = this.shown.get();
    const before = new Map(items.map((item) => [item.id, item]));
    const after = new Map(before);
    let count = total;
    for (const id of frame.gone) if (after.delete(id)) count -= 1;
    const last = items.at(-1);
    for (const summary of frame.changed) {
      const known = before.get(summary.id);
      if (known !== undefined && known.seq >= summary.seq) continue;
      const isIn = belongs(summary, query, this.#operator.name, Date.now());
      if (!isIn && after.delete(summary.id)) count -= 1;
      if (!isIn) continue;
      // While pages are still to come, one that is not known may have been counted already: the next page says how many there are.
      if (known === undefined && this.#next === null) count += 1;
      // Behind the pages that are loaded: it comes with its page.
      if (known === undefined && this.#next !== null && last !== undefined && inOrder(summary, last) > 0) continue;
      after.set(summary.id, summary);
    }
    if (frame.changed.length === 0 && frame.gone.length === 0)
      return counts === frame.counts ? undefined : this.shown.set({ counts: frame.counts });
    this.shown.set({ items: [...after.values()].toSorted(inOrder), total: count, counts: frame.counts });
  }
}
