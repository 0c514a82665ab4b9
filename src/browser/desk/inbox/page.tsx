/** The inbox: who waits, who has whom, what the AI answers; the conversation that is open; and what is known of it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { brand } from "#browser/page/brand";
import { EmptyState } from "#desk/ui/states";
import { useCommands } from "../shell/commands.ts";
import { useFrameStore } from "../shell/frame-store.ts";
import { useOperator } from "../shell/operator.ts";
import { changeQuery, go, pathTo, usePlace } from "../shell/place.ts";
import { KnowledgeDialog } from "./knowledge-dialog.tsx";
import { ConversationList } from "./list/conversation-list.tsx";
import { LiveList } from "./list/live-list.ts";
import { queryOf } from "./list/query.ts";
import { Talk } from "./talk/talk.tsx";

export function Page() {
  const operator = useOperator();
  const place = usePlace();
  const [open = null] = place.rest;
  const query = useMemo(() => queryOf(place.query), [place.query]);
  const first = useRef(query);
  const list = useMemo(() => new LiveList(operator, first.current), [operator]);
  const state = useFrameStore(list.shown);
  const search = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);

  useEffect(() => {
    list.start();
    return () => list.stop();
  }, [list]);
  useEffect(() => {
    first.current = query;
    list.show(query);
  }, [list, query]);
  useEffect(() => {
    document.title = `${state.counts.waiting > 0 ? `(${state.counts.waiting}) ` : ""}Inbox · ${brand.name}`;
  }, [state.counts.waiting]);

  const select = useCallback(
    (id: string | null) =>
      go(pathTo("inbox", id === null ? [] : [id], Object.fromEntries(place.query)), { replace: id !== null && open !== null }),
    [place.query, open],
  );
  const step = (by: 1 | -1): void => {
    const at = state.items.findIndex(({ id }) => id === open);
    const next = state.items[at < 0 ? 0 : at + by];
    if (next !== undefined) select(next.id);
  };
  useCommands([
    { id: "next", title: "Next conversation", group: "List", keys: ["j"], isMovement: true, run: () => step(1) },
    { id: "previous", title: "Previous conversation", group: "List", keys: ["k"], isMovement: true, run: () => step(-1) },
    { id: "search", title: "Search conversations", group: "List", keys: ["/"], run: () => search.current?.focus() },
    { id: "close-talk", title: "Back to the list", group: "List", keys: ["Escape"], isMovement: true, run: () => select(null) },
    { id: "view-waiting", title: "Show who waits", group: "List", run: () => changeQuery({ view: null }) },
    { id: "view-mine", title: "Show mine", group: "List", run: () => changeQuery({ view: "mine" }) },
    { id: "view-ai", title: "Show what the AI answers", group: "List", run: () => changeQuery({ view: "ai" }) },
    { id: "knowledge", title: "Search the knowledge", group: "List", keys: ["s"], run: () => setAsking(true) },
  ]);

  return (
    <div className={`inbox${open === null ? "" : " has-talk"}`}>
      {/* Where the list and its heading leave the screen to the conversation. */}
      {open === null ? null : <h1 className="away only-phone">Inbox</h1>}
      <ConversationList
        state={state}
        open={open}
        search={search}
        more={() => list.more()}
        retry={() => void list.reload()}
        askKnowledge={() => setAsking(true)}
      />
      {open === null ? (
        <section className="talk-empty" aria-label="Conversation">
          <EmptyState icon="inbox" title={state.counts.waiting > 0 ? "Choose a conversation" : "Nobody is waiting"}>
            {state.counts.waiting > 0
              ? "J and K go through the list, E takes a conversation over."
              : "The assistant has it all in hand. What it answers is under AI."}
          </EmptyState>
        </section>
      ) : (
        <Talk key={open} id={open} summary={state.items.find(({ id }) => id === open) ?? null} back={() => select(null)} select={select} />
      )}
      <KnowledgeDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </div>
  );
}
