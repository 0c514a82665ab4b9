/** What is known: who this is and how sure we are, the brief, what was tried with which sources, how it felt, and earlier conversations. */
import type { ReactNode, RefObject } from "react";
import { Badge, type Tone } from "#desk/ui/badge";
import { IconButton } from "#desk/ui/button";
import { Icon } from "#desk/ui/icon";
import { Link } from "#desk/ui/link";
import { Spinner } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { pathTo } from "../../shell/place.ts";
import { useAnswer } from "../../shell/use-answer.ts";
import { sentimentWords } from "../../words.ts";
import { type Card, isPage } from "../wire.ts";
import type { TalkState } from "./live-talk.ts";
import { ToolResults } from "./tool-results.tsx";

type Props = { ref: RefObject<HTMLElement | null>; id: string; state: TalkState; select: (id: string) => void; close: () => void };

const moodTone: Record<string, Tone> = { Upset: "bad", Unhappy: "warn", Neutral: "plain", Friendly: "good" };

export function ContextCard({ ref, id, state, select, close }: Props) {
  const { card } = state;
  return (
    <aside className="card" aria-label="Context" ref={ref} tabIndex={-1}>
      <header>
        <h2>Context</h2>
        <IconButton label="Hide the context" icon="close" onPress={close} />
      </header>
      {card === null ? (
        <Spinner label="Loading the context" />
      ) : (
        <>
          <Customer card={card} />
          <Summary card={card} />
          <Signals card={card} />
          <ToolResults events={state.events} />
          <Tried card={card} />
          <Earlier id={id} subject={card.customer?.subject ?? null} select={select} />
          <p className="card-foot">
            <Link href={pathTo("runs", [id])}>
              <Icon name="runs" size={15} /> How the answers came about
            </Link>
          </p>
        </>
      )}
    </aside>
  );
}

function Customer({ card: { customer, contact } }: { card: Card }) {
  return (
    <section>
      <h3>Customer</h3>
      <p className="card-name" dir="auto">
        {customer === null ? "Unknown" : (customer.name ?? customer.subject)}
        {customer === null ? <Badge>Not verified</Badge> : <Badge tone="good">Verified by the site</Badge>}
      </p>
      <dl>
        {customer === null ? null : <Detail name="Id">{customer.subject}</Detail>}
        {customer?.email === null || customer === null ? null : <Detail name="E-mail">{customer.email}</Detail>}
        {contact === null ? null : <Detail name="Typed e-mail">{contact} (proves nothing)</Detail>}
      </dl>
      {customer === null ? (
        <p className="quiet-words">Nobody vouches for who this is. Do not tell them what only the customer may know.</p>
      ) : null}
    </section>
  );
}

const Detail = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);

function Summary({ card: { brief } }: { card: Card }) {
  if (brief === null) return null;
  return (
    <section className="brief">
      <h3>Brief</h3>
      <p dir="auto">{brief.summary}</p>
      {brief.wishes.length === 0 ? null : (
        <ul className="wishes" aria-label="In the customer's words">
          {brief.wishes.slice(-3).map((wish) => (
            <li key={wish} dir="auto">
              {wish}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Signals({ card: { turns, brief } }: { card: Card }) {
  const last = turns.at(-1);
  if (last === undefined) return null;
  const mood = sentimentWords(last.sentiment);
  const intents = [...new Set(turns.flatMap(({ intent }) => intent ?? []))];
  return (
    <section>
      <h3>Signals</h3>
      <dl>
        {intents.length === 0 ? null : <Detail name="About">{intents.join(", ")}</Detail>}
        <Detail name="Mood">
          <Badge tone={moodTone[mood] ?? "plain"}>{mood}</Badge>
          {turns.length > 1 ? <Trend values={turns.map(({ sentiment }) => sentiment)} /> : null}
        </Detail>
        {brief === null ? null : <Detail name="Priority">{brief.priority}</Detail>}
        {last.language === "und" ? null : <Detail name="Language">{languageName(last.language)}</Detail>}
      </dl>
    </section>
  );
}

/** The mood of each message, oldest first. Said in words beside it. */
function Trend({ values }: { values: readonly number[] }) {
  const width = 64;
  const points = values.map((value, n) => `${((n / (values.length - 1)) * width).toFixed(1)},${(9 - value * 7).toFixed(1)}`);
  return (
    <svg className="trend" width={width} height={18} viewBox={`-2 0 ${width + 4} 18`} aria-hidden="true">
      <path d={`M${points.join(" L")}`} />
    </svg>
  );
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function Tried({ card: { brief } }: { card: Card }) {
  if (brief === null || brief.tried.length === 0) return null;
  return (
    <section>
      <h3>What was tried</h3>
      {brief.tried.map(({ question, answer, sources }) => (
        <details key={question} className="tried">
          <summary dir="auto">{question}</summary>
          <p dir="auto">{answer}</p>
          {sources.length === 0 ? null : (
            <ul aria-label="Sources">
              {sources.map((source) => (
                <li key={source}>
                  <Source source={source} />
                </li>
              ))}
            </ul>
          )}
        </details>
      ))}
    </section>
  );
}

/** Sources are article ids, with an anchor where one section is meant. */
function Source({ source }: { source: string }) {
  const known = /^(?:\/articles\/)?([a-z0-9][a-z0-9-]{0,99})(#[\w%-]+)?$/.exec(source);
  if (known === null) return <>{source}</>;
  return (
    <a href={`/articles/${known[1]}${known[2] ?? ""}`} target="_blank" rel="noopener">
      {known[1]}
    </a>
  );
}

/** Of the same customer, when the site vouches for who it is. */
function Earlier({ id, subject, select }: { id: string; subject: string | null; select: (id: string) => void }) {
  const path = subject === null ? null : `/v1/inbox?${new URLSearchParams({ view: "all", customer: subject, limit: "10" }).toString()}`;
  const others = (useAnswer(path, isPage).value?.conversations ?? []).filter((one) => one.id !== id);
  if (others.length === 0) return null;
  return (
    <section>
      <h3>Earlier conversations</h3>
      <ul className="earlier">
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => select(one.id)}>
              <span dir="auto">{one.title}</span>
              <Time at={one.updatedAt} as="day" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
