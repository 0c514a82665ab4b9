/** What the list is asked to show, as it stands in the address; and, for what arrives live, whether it belongs there and where. Pure. */
import type { Summary } from "../wire.ts";

export const views = ["waiting", "mine", "team", "ai", "closed", "all"] as const;
export type View = (typeof views)[number];

export type Query = { view: View; reason: string; priority: string; q: string };

export function queryOf(params: URLSearchParams): Query {
  const view = views.find((one) => one === params.get("view")) ?? "waiting";
  return { view, reason: params.get("reason") ?? "", priority: params.get("priority") ?? "", q: params.get("q") ?? "" };
}

export const sameQuery = (one: Query, other: Query): boolean =>
  one.view === other.view && one.reason === other.reason && one.priority === other.priority && one.q === other.q;

export function apiPath({ view, reason, priority, q }: Query, me: string, cursor: string | null): string {
  const params = new URLSearchParams({ view, me, q });
  if (reason !== "") params.set("reason", reason);
  if (priority !== "") params.set("priority", priority);
  if (cursor !== null) params.set("cursor", cursor);
  return `/v1/inbox?${params.toString()}`;
}

const dayMs = 24 * 60 * 60 * 1000;

/** As the server decides it (src/inbox/summaries.ts). */
export function belongs(summary: Summary, { view, reason, priority, q }: Query, me: string, nowMs: number): boolean {
  if (!isIn(summary, view, me, nowMs)) return false;
  if (reason !== "" && summary.reason !== reason) return false;
  if (priority !== "" && summary.priority !== priority) return false;
  const { customer, title, snippet, ticket, owner } = summary;
  const haystack = [customer?.name, customer?.subject, title, snippet, ticket, owner].join("\n").toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => haystack.includes(word)); // prettier-ignore
}

function isIn({ state, owner, updatedAt }: Summary, view: View, me: string, nowMs: number): boolean {
  switch (view) {
    case "waiting":
      return state === "waiting";
    case "mine":
      return state === "human" && owner === me;
    case "team":
      return state === "human" && owner !== me;
    case "ai":
      return state === "ai" && Date.parse(updatedAt) > nowMs - dayMs;
    case "closed":
      return state === "closed";
    case "all":
      return true;
  }
}

/** What is due first, then the newest. */
const place = ({ dueAt, updatedAt }: Summary): number => (dueAt === null ? 1e14 - Date.parse(updatedAt) : Date.parse(dueAt));

export const inOrder = (one: Summary, other: Summary): number => place(one) - place(other) || (one.id < other.id ? -1 : 1);
