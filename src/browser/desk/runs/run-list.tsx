/** The last turns of all conversations, in figures, with filters that stay in the address; each opens its picture. */
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered, EmptyState } from "#desk/ui/states";
import { Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import { changeQuery, pathTo, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { milliseconds } from "../words.ts";
import { runsPage, type Turn } from "./contract.ts";
import { UsageSummary } from "./usage-summary.tsx";
import { money, outcomes, plainWords, toneOf } from "./words.ts";

const filters = ["outcome", "rung", "intent", "article", "slowerThan"] as const;

export function RunList() {
  const { query } = usePlace();
  const [pages, setPages] = useState<readonly string[]>([]);
  const asked = new URLSearchParams(
    filters.flatMap((name): [string, string][] => (query.get(name) ? [[name, query.get(name) ?? ""]] : [])),
  );
  const before = pages.at(-1);
  if (before !== undefined) asked.set("before", before);
  const answer = useAnswer(`/v1/runs?${asked.toString()}`, runsPage);
  const next = answer.value?.next ?? null;
  const filter = (change: Readonly<Record<string, string | null>>): void => {
    setPages([]);
    changeQuery(change);
  };
  return (
    <PageFrame
      title="Runs"
      about="What the agents did for each answer, newest first. A turn appears some seconds after its end."
      actions={
        <Button icon="retry" onPress={answer.reload}>
          Reload
        </Button>
      }
    >
      <div className="runs-page">
        <UsageSummary />
        <Filters query={query} filter={filter} />
        <Answered answer={answer}>
          {({ turns }) =>
            turns.length === 0 ? (
              <EmptyState icon="runs" title="No turn fits">
                Ask something in the chat, or take a filter away.
              </EmptyState>
            ) : (
              <Turns turns={turns} />
            )
          }
        </Answered>
        <div className="pager">
          {pages.length === 0 ? null : <Button onPress={() => setPages(pages.slice(0, -1))}>Newer</Button>}
          {next === null ? null : <Button onPress={() => setPages([...pages, next])}>Older</Button>}
        </div>
      </div>
    </PageFrame>
  );
}

type FilterProps = { query: URLSearchParams; filter: (change: Readonly<Record<string, string | null>>) => void };

const Filters = ({ query, filter }: FilterProps) => (
  <div className="filters" role="group" aria-label="Filters">
    <Choice label="Outcome" name="outcome" query={query} filter={filter} options={outcomes.map((one) => [one, plainWords(one)])} />
    <Choice
      label="Rung"
      name="rung"
      query={query}
      filter={filter}
      options={[
        ["embedded", "Embedded"],
        ["model", "Model"],
      ]}
    />
    <Choice
      label="Our own time"
      name="slowerThan"
      query={query}
      filter={filter}
      options={[
        ["100", "over 100 ms"],
        ["500", "over 500 ms"],
        ["2000", "over 2 s"],
      ]}
    />
    <Words label="Intent" name="intent" query={query} filter={filter} />
    <Words label="Cited article" name="article" query={query} filter={filter} />
  </div>
);

const Choice = ({
  label,
  name,
  query,
  filter,
  options,
}: FilterProps & { label: string; name: string; options: readonly (readonly [string, string])[] }) => (
  <label className="choice">
    <span>{label}</span>
    <select className="input" value={query.get(name) ?? ""} onChange={(event) => filter({ [name]: event.target.value || null })}>
      <option value="">Any</option>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  </label>
);

/** Asked for when the field is left or Enter is pressed, not at every letter. */
const Words = ({ label, name, query, filter }: FilterProps & { label: string; name: string }) => (
  <label className="choice">
    <span>{label}</span>
    <input
      className="input"
      defaultValue={query.get(name) ?? ""}
      onBlur={(event) => filter({ [name]: event.target.value.trim() || null })}
      onKeyDown={(event) => (event.key === "Enter" ? filter({ [name]: event.currentTarget.value.trim() || null }) : undefined)}
    />
  </label>
);

const Turns = ({ turns }: { turns: readonly Turn[] }) => (
  <Table
    label="Turns"
    rows={turns}
    keyOf={({ run }) => run}
    columns={[
      { title: "When", cell: whenOf, isOneLine: true },
      { title: "Outcome", cell: outcomeOf, isOneLine: true },
      { title: "Intent", cell: ({ intent }) => intent ?? "–" },
      { title: "Rung", cell: ({ rung, model }) => model ?? rung ?? "–" },
      { title: "Cited", cell: ({ articles }) => articles.join(", ") || "–", isWide: true },
      { title: "Own time", cell: ({ ownMs }) => milliseconds(ownMs), align: "end" },
      { title: "Models'", cell: ({ modelMs }) => (modelMs === 0 ? "–" : milliseconds(modelMs)), align: "end" },
      { title: "Cost", cell: ({ costMicros }) => money(costMicros), align: "end" },
    ]}
  />
);

const whenOf = ({ at, conversation, turn }: Turn) => (
  <Link href={pathTo("runs", [conversation, `t${turn}`])}>
    <Time at={new Date(at).toISOString()} /> · {conversation.slice(0, 6)} turn {turn}
  </Link>
);

const outcomeOf = ({ outcome, reason, flagged }: Turn) => (
  <>
    <Badge tone={toneOf(outcome)}>{plainWords(outcome)}</Badge> {reason === null ? "" : plainWords(reason)}
    {flagged ? <Badge tone="bad">Flagged</Badge> : null}
  </>
);
