/**
 * Where the operator is, kept in the address: `/desk/<page>/<rest…>?<filters>`. Everything that a reload or a link to a colleague should come back to
 * belongs there, and nothing secret.
 */
import { useSyncExternalStore } from "react";

export type Place = {
  /** "inbox" of `/desk/inbox/3f…`; empty for `/desk`. */
  page: string;
  /** Decoded segments after the page's. */
  rest: readonly string[];
  query: URLSearchParams;
};

const root = "/desk";
const listeners = new Set<() => void>();
let current = { href: "", place: placeOf(new URL("https://desk.invalid/desk")) };

function placeOf({ pathname, searchParams }: URL): Place {
  const [page = "", ...rest] = pathname
    .slice(root.length)
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  return { page, rest, query: searchParams };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(): Place {
  if (current.href !== location.href) current = { href: location.href, place: placeOf(new URL(location.href)) };
  return current.place;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, read);

/** The address of a page: `pathTo("inbox", ["3f…"], { view: "mine" })`. Values that are null or empty are left out. */
export function pathTo(page: string, rest: readonly string[] = [], query: Readonly<Record<string, string | null>> = {}): string {
  const path = [root, page, ...rest.map(encodeURIComponent)].join("/");
  const kept = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === null || value === "" ? [] : [[name, value]],
  );
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
}

/** `replace`: the way back does not lead through where the operator is now; for filters and other small steps. */
export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  for (const listener of listeners) listener();
}

/** Changes some of the query's values and keeps the others; null takes one out. */
export function changeQuery(change: Readonly<Record<string, string | null>>): void {
  const { page, rest, query } = read();
  go(pathTo(page, rest, { ...Object.fromEntries(query), ...change }), { replace: true });
}
