/** What was said, by whom, and what happened between: the customer at the left, the company at the right, notes for colleagues across, facts in the middle. */
import { Fragment, type ReactNode, useLayoutEffect, useRef } from "react";
import { followEnd, type FollowEnd } from "#browser/page/follow-end";
import type { Citation, PlacedEvent } from "#browser/wire/events";
import { Icon } from "#desk/ui/icon";
import { Markdown } from "#desk/ui/markdown";
import { Time } from "#desk/ui/time";
import { percent, reasonWords, visitorName } from "../../words.ts";
import type { Note } from "../wire.ts";
import type { TalkState } from "./live-talk.ts";

export function Entries({ id, state }: { id: string; state: TalkState }) {
  const { events, notes, transcript, writing, isCustomerTyping, card } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<FollowEnd | null>(null);
  useLayoutEffect(() => {
    if (scroller.current !== null) end.current = followEnd(scroller.current);
  }, []);
  useLayoutEffect(() => end.current?.grown(), [events, notes, writing, isCustomerTyping]);
  const customer = visitorName(id, card?.customer ?? null);
  const first = events[0]?.seq ?? 1;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1)
    <div className="entries" ref={scroller} role="log" aria-label="What was said" tabIndex={0}>
      {notes
        .filter((note) => note.after < first)
        .map((note) => (
          <NoteEntry key={note.id} note={note} />
        ))}
      {events.map((placed) => (
        <Fragment key={placed.seq}>
          <Entry placed={placed} customer={customer} />
          {notes
            .filter((note) => note.after === placed.seq)
            .map((note) => (
              <NoteEntry key={note.id} note={note} />
            ))}
        </Fragment>
      ))}
      {writing === "" ? null : (
        <article className="entry ai is-writing" aria-label="The AI is writing">
          <p className="who">
            <Icon name="spark" size={14} /> <strong>AI assistant</strong> is writing…
          </p>
          <div className="words">
            <Markdown text={writing} />
          </div>
        </article>
      )}
      {writing === "" && transcript.activity !== null ? <p className="fact">The AI is {phaseWords[transcript.activity.phase]}…</p> : null}
      {isCustomerTyping ? (
        <p className="typing">
          <i aria-hidden="true" />
          {customer} is typing…
        </p>
      ) : null}
    </div>
  );
}

const phaseWords = {
  routing: "reading the question",
  searching: "searching the articles",
  writing: "writing",
  waiting: "about to answer",
} as const;

/** Nothing for what an operator does not need to see. */
function Entry({ placed: { at, event }, customer }: { placed: PlacedEvent; customer: string }) {
  switch (event?.type) {
    case "customer.message":
      return (
        <article className="entry customer" aria-label={customer}>
          <p className="who">
            <strong dir="auto">{customer}</strong> <Time at={at} as="clock" />
          </p>
          <div className="words plain" dir="auto">
            {event.text}
          </div>
        </article>
      );
    case "answer.completed":
      return (
        <article className="entry ai" aria-label="AI assistant">
          <p className="who">
            <Icon name="spark" size={14} /> <strong>AI assistant</strong>
            {event.intent === null ? null : (
              <span>
                {event.intent}, {percent(event.confidence)} sure
              </span>
            )}
            <Time at={at} as="clock" />
          </p>
          <div className="words">
            <Markdown text={event.text} />
            <Sources citations={event.citations} />
          </div>
        </article>
      );
    case "operator.message":
      return (
        <article className="entry person" aria-label={event.operator}>
          <p className="who">
            <Icon name="person" size={14} /> <strong dir="auto">{event.operator}</strong> <Time at={at} as="clock" />
          </p>
          <div className="words">
            <Markdown text={event.text} />
          </div>
        </article>
      );
    case "turn.failed":
      return (
        <Fact at={at} isBad>
          The answer failed. The customer was told, and a person was asked for.
        </Fact>
      );
    case "turn.stopped":
      return <Fact at={at}>{event.by === "customer" ? "The customer stopped the answer" : "The AI stopped in mid-sentence"}</Fact>;
    case "handoff.requested":
      return <Fact at={at}>Handed to a person · {reasonWords(event.reason)}</Fact>;
    case "ticket.opened":
      return <Fact at={at}>Ticket {event.ticket.number} was opened</Fact>;
    case "operator.joined":
      return (
        <Fact at={at} isStrong>
          {event.operator} took over. The AI is silent
        </Fact>
      );
    case "operator.left":
      return (
        <Fact at={at} isStrong>
          {"to" in event
            ? `${event.operator} was away for too long: back in the queue`
            : `${event.operator} gave the conversation back. The AI answers again`}
        </Fact>
      );
    case "feedback.given":
      return (
        <Fact at={at}>
          {event.rating === "up" ? "The customer found this helpful" : "The customer did not find this helpful"}
          {event.reason === null ? "" : `: “${event.reason}”`}
        </Fact>
      );
    case "customer.identified":
      return <Fact at={at}>The site vouches that this is {event.name ?? event.subject}</Fact>;
    case "tool.finished":
      return (
        <Fact at={at} isBad={event.outcome === "failed"}>
          {event.effect === "write" ? "Done, confirmed by the customer: " : "Looked up: "}
          {event.title} ({event.outcome.replaceAll("_", " ")})
        </Fact>
      );
    case "tool.proposed":
      return <Fact at={at}>The customer was asked to confirm: {event.text}</Fact>;
    case "tool.decided":
      return <Fact at={at}>{`${event.title}: ${event.decision}`}</Fact>;
    case "conversation.closed":
      return (
        <Fact at={at} isStrong>
          {"operator" in event ? event.operator : "The customer"} closed the conversation
        </Fact>
      );
    case "turn.started":
    default:
      return null;
  }
}

const Fact = ({
  at,
  isStrong = false,
  isBad = false,
  children,
}: {
  at: string;
  isStrong?: boolean;
  isBad?: boolean;
  children: ReactNode;
}) => (
  <p className={`fact${isStrong ? " strong" : ""}${isBad ? " bad" : ""}`}>
    <span dir="auto">{children}</span>
    <Time at={at} as="clock" />
  </p>
);

const NoteEntry = ({ note: { operator, at, text } }: { note: Note }) => (
  <article className="entry note" aria-label={`Note by ${operator}`}>
    <p className="who">
      <Icon name="note" size={14} /> <strong dir="auto">{operator}</strong> Only the desk sees this <Time at={at} as="clock" />
    </p>
    <div className="words">
      <Markdown text={text} />
    </div>
  </article>
);

export function Sources({ citations }: { citations: readonly Pick<Citation, "n" | "article" | "section" | "title" | "quote">[] }) {
  if (citations.length === 0) return null;
  return (
    <ul className="sources" aria-label="Sources">
      {citations.map(({ n, article, section, title, quote }) => (
        <li key={n}>
          <a
            href={`/articles/${encodeURIComponent(article)}${section === "" ? "" : `#${encodeURIComponent(section)}`}`}
            target="_blank"
            rel="noopener"
            title={quote}
          >
            <span aria-hidden="true">{n}</span> <span dir="auto">{title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
