/** The list: views, filters, search, and rows that exist only while they can be seen. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef, useState } from "react";
import { IconButton } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { EmptyState, Problem, Spinner } from "#desk/ui/states";
import { changeQuery, pathTo, usePlace } from "../../shell/place.ts";
import { Icon } from "#desk/ui/icon";
import { Filters } from "./filters.tsx";
import type { ListState } from "./live-list.ts";
import type { View } from "./query.ts";
import { Row } from "./row.tsx";

type Props = {
  state: ListState;
  open: string | null;
  search: RefObject<HTMLInputElement | null>;
  more: () => void;
  retry: () => void;
  askKnowledge: () => void;
};

const tabs: readonly { view: View; title: string }[] = [
  { view: "waiting", title: "Waiting" },
  { view: "mine", title: "Mine" },
  { view: "team", title: "Team" },
  { view: "ai", title: "AI" },
  { view: "closed", title: "Closed" },
];
const rowHeight = 84;
const searchAfterMs = 200;

const emptyWords: Record<View, { title: string; words: string }> = {
  waiting: { title: "Nobody is waiting", words: "Whoever asks for a person stands here, the longest wait first." },
  mine: { title: "You have no conversation", words: "Take one over with E." },
  team: { title: "No colleague has a conversation", words: "Here is who talks to whom at this moment." },
  ai: { title: "All is quiet", words: "What the assistant answers at this moment stands here." },
  closed: { title: "Nothing is closed yet", words: "Conversations that the customer or a person has closed." },
  all: { title: "Nothing here", words: "No conversation fits." },
};

export function ConversationList({ state, open, search, more, retry, askKnowledge }: Props) {
  const { query, items, total, counts, isLoading, isLive, refusal } = state;
  const place = usePlace();
  return (
    <section className="list" aria-label="Conversations">
      <header className="list-head">
        <h1>Inbox</h1>
        <Filters query={query} />
        <IconButton label="Search the knowledge" icon="book" keys="s" onPress={askKnowledge} />
      </header>
      <Search given={query.q} input={search} />
      <nav className="views" aria-label="Views">
        {tabs.map(({ view, title }) => (
          <Link
            key={view}
            href={pathTo("inbox", place.rest, { ...Object.fromEntries(place.query), view: view === "waiting" ? null : view })}
            replace
            aria-current={query.view === view ? "true" : undefined}
          >
            {title}
            {view !== "closed" && view !== "all" && counts[view] > 0 ? <span className="count">{counts[view]}</span> : null}
          </Link>
        ))}
      </nav>
      {isLive ? null : (
        <p className="offline" role="status">
          <Icon name="retry" size={14} /> Connecting again. The list may be old.
        </p>
      )}
      {refusal === null ? null : <Problem refusal={refusal} retry={retry} />}
      {items.length === 0 && isLoading ? <Spinner label="Loading conversations" /> : null}
      {items.length === 0 && !isLoading && refusal === null ? <Nothing state={state} /> : null}
      {items.length === 0 ? null : <Rows state={state} open={open} more={more} />}
      <p className="away" role="status">
        {isLoading ? "" : `${total} conversations`}
      </p>
    </section>
  );
}

function Nothing({ state: { query } }: { state: ListState }) {
  const isNarrow = query.q !== "" || query.reason !== "" || query.priority !== "";
  const { title, words } = emptyWords[query.view];
  return (
    <EmptyState icon={isNarrow ? "search" : "inbox"} title={isNarrow ? "Nothing fits" : title}>
      {isNarrow ? "No conversation of this view fits the search and the filters." : words}
    </EmptyState>
  );
}

function Search({ given, input }: { given: string; input: RefObject<HTMLInputElement | null> }) {
  const [typed, setTyped] = useState(given);
  useEffect(() => setTyped(given), [given]);
  useEffect(() => {
    if (typed === given) return;
    const timer = setTimeout(() => changeQuery({ q: typed.trim() }), searchAfterMs);
    return () => clearTimeout(timer);
  }, [typed, given]);
  return (
    <div className="list-search">
      <Icon name="search" size={15} />
      <input
        ref={input}
        type="search"
        aria-label="Search conversations"
        placeholder="Name, words or ticket"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Escape") currentTarget.blur();
        }}
      />
    </div>
  );
}

function Rows({ state: { items, query }, open, more }: { state: ListState; open: string | null; more: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (n) => items[n]?.id ?? n,
    overscan: 6,
  });
  const at = items.findIndex(({ id }) => id === open);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only when another one is opened: a list that moves by itself must not scroll under the reader.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [open]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 10) more();
  }, [last, items.length, more]);
  return (
    <div className="rows" ref={scroller} tabIndex={-1}>
      <ul style={{ height: virtual.getTotalSize() }} aria-label="Conversations">
        {shown.map(({ index, start, key }) => {
          const item = items[index];
          return item === undefined ? null : (
            <li
              key={key}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              <Row summary={item} isOpen={item.id === open} view={query.view} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
