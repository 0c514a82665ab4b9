/** The conversation that is open: who has it, what was said, what is being said, and where the answer is written. */
import { useEffect, useMemo, useRef, useState } from "react";
import { Problem, Spinner } from "#desk/ui/states";
import { useCommands } from "../../shell/commands.ts";
import { useFrameStore } from "../../shell/frame-store.ts";
import { notify } from "../../shell/notices.ts";
import { useOperator } from "../../shell/operator.ts";
import type { Summary } from "../wire.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { ContextCard } from "./context-card.tsx";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { Entries } from "./entries.tsx";
import { Head } from "./head.tsx";
import { LiveTalk } from "./live-talk.ts";
import { useContextCard } from "./use-context-card.ts";
import { useHands } from "./use-hands.ts";

type Props = { id: string; summary: Summary | null; back: () => void; select: (id: string) => void };

export function Talk({ id, summary, back, select }: Props) {
  const operator = useOperator();
  const talk = useMemo(() => new LiveTalk(id, operator), [id, operator]);
  const state = useFrameStore(talk.shown);
  const hands = useHands(talk, state);
  const composer = useRef<ComposerHandle>(null);
  const context = useContextCard();
  const [isClosing, setClosing] = useState(false);

  useEffect(() => {
    talk.start();
    return () => talk.stop();
  }, [talk]);

  const take = async (): Promise<void> => {
    if (await hands.take()) composer.current?.write("reply");
  };
  const takeFromOther = async (): Promise<void> => {
    if (await hands.takeFromOther()) composer.current?.write("reply");
  };
  const isClosed = state.card === null || state.card.state === "closed";
  const askToClose = (): void => (isClosed ? notify("This conversation is closed already.") : setClosing(true));
  useCommands([
    { id: "take", title: "Take over", group: "Conversation", keys: ["e"], run: () => void take() },
    { id: "give", title: "Give back to the AI", group: "Conversation", keys: ["g"], run: () => void hands.giveBack("ai") },
    { id: "queue", title: "Give back to the queue", group: "Conversation", run: () => void hands.giveBack("queue") },
    { id: "close", title: "Close the conversation", group: "Conversation", keys: ["x"], run: askToClose },
    { id: "reply", title: "Reply", group: "Conversation", keys: ["r"], run: () => composer.current?.write("reply") },
    { id: "note", title: "Write a note", group: "Conversation", keys: ["n"], run: () => composer.current?.write("note") },
    { id: "draft", title: "Let the AI draft a reply", group: "Conversation", keys: ["d"], run: () => composer.current?.draft() },
    { id: "context", title: "Show or hide the context", group: "Conversation", keys: ["i"], run: context.toggle },
  ]);

  return (
    <section className={`talk${context.isOpen ? " with-card" : ""}`} aria-label="Conversation">
      <div className="talk-main">
        <Head
          id={id}
          summary={summary}
          state={state}
          hands={hands}
          take={() => void take()}
          takeFromOther={() => void takeFromOther()}
          askToClose={askToClose}
          back={back}
          isCardOpen={context.isOpen}
          toggleCard={context.toggle}
        />
        {state.isLive ? null : (
          <p className="offline" role="status">
            Connecting again. What is said meanwhile appears when the connection is back.
          </p>
        )}
        {state.refusal === null ? null : <Problem refusal={state.refusal} retry={() => void talk.readCard()} />}
        {state.isReady || state.events.length > 0 ? (
          <Entries id={id} state={state} />
        ) : state.refusal === null ? (
          <Spinner label="Loading the conversation" />
        ) : (
          <div className="entries" />
        )}
        <CloseDialog
          isOpen={isClosing}
          other={hands.other}
          onClose={() => setClosing(false)}
          close={(reason) => {
            setClosing(false);
            void hands.close(reason);
          }}
        />
        <Composer ref={composer} talk={talk} state={state} take={() => void take()} />
      </div>
      {context.isOpen ? <ContextCard ref={context.card} id={id} state={state} select={select} close={context.toggle} /> : null}
    </section>
  );
}
