/** One conversation in the list: who, about what, why it is here, and how long they have waited. */
import { memo } from "react";
import { Badge } from "#desk/ui/badge";
import { Icon } from "#desk/ui/icon";
import { Link } from "#desk/ui/link";
import { Time } from "#desk/ui/time";
import { pathTo, usePlace } from "../../shell/place.ts";
import { reasonWords, settledWords, visitorName } from "../../words.ts";
import { Sla } from "../sla.tsx";
import type { Summary } from "../wire.ts";
import type { View } from "./query.ts";

export const Row = memo(function Row({ summary, isOpen, view }: { summary: Summary; isOpen: boolean; view: View }) {
  const { query } = usePlace();
  const { id, customer, title, snippet, speaker, state, owner, priority, unread, dueAt, updatedAt, ticket, isAnswering } = summary;
  return (
    <Link className="row" href={pathTo("inbox", [id], Object.fromEntries(query))} aria-current={isOpen ? "true" : undefined}>
      <span className="row-top">
        <strong dir="auto">{visitorName(id, customer)}</strong>
        {ticket === null ? null : <span className="number">{ticket}</span>}
        <span className="row-time">{dueAt === null ? <Time at={updatedAt} /> : <Sla dueAt={dueAt} since={summary.waitingSince} />}</span>
      </span>
      <span className={`row-words${unread > 0 ? " unread" : ""}`} dir="auto">
        {speaker === "ai" ? <Icon name="spark" size={13} /> : null}
        {speaker === "operator" ? <span className="you">↩ </span> : null}
        {speaker === "customer" || snippet !== "" ? snippet : title}
      </span>
      <span className="row-foot">
        {priority === "urgent" || priority === "high" ? (
          <Badge tone={priority === "urgent" ? "bad" : "warn"}>{priority === "urgent" ? "Urgent" : "High"}</Badge>
        ) : null}
        {isAnswering ? <Badge tone="info">Answering…</Badge> : null}
        {state === "human" && owner !== null && view !== "mine" ? <Badge tone="accent">{owner}</Badge> : null}
        {summary.settledAs === null ? null : <Badge>{settledWords(summary.settledAs)}</Badge>}
        <About summary={summary} />
        {unread > 0 ? (
          <span className="unread-count">
            {unread}
            <span className="away"> unread</span>
          </span>
        ) : null}
      </span>
    </Link>
  );
});

/** What it is about, where the last words are others: who asks for a person says so in nearly the same words as everybody. Else why it is here. */
function About({ summary: { title, snippet, reason, intent } }: { summary: Summary }) {
  // A long title is cut.
  if (title !== "" && !snippet.startsWith(title.replace(/…$/, "")))
    return (
      <span className="about" dir="auto">
        {title}
      </span>
    );
  if (reason !== null) return <span>{reasonWords(reason)}</span>;
  return intent === null ? null : <span>{intent}</span>;
}
