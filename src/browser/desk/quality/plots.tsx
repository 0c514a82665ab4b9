/** The plots of the quality page, each over one part of the outcomes. */
import { barX, barY, gridY, ruleX, ruleY, text as textMark } from "@observablehq/plot";
import { useMemo } from "react";
import { PlotCard } from "./plot.tsx";
import type { Outcomes } from "./quality-api.ts";

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const named = (iso: string): string => day.format(new Date(`${iso}T00:00:00Z`));

const reasons: Readonly<Record<string, string>> = {
  asked_for_person: "asked for a person",
  accepted_offer: "took the offer",
  complaint: "complaint",
  unanswered: "not answered",
  turn_failed: "a turn failed",
  button: "pressed the button",
};
const rungs: Readonly<Record<string, string>> = { embedded: "embedded engine", model: "model", none: "none" };

const series = [
  { name: "Answered", field: "answered", fill: "var(--accent)" },
  { name: "Not answered", field: "unanswered", fill: "var(--plot-2)" },
  { name: "Handed off", field: "handedOff", fill: "var(--plot-3)" },
] as const;

/** Every day of the period, those on which nothing happened too. */
function everyDay({ from, to, days }: Pick<Outcomes, "from" | "to" | "days">): Outcomes["days"] {
  const known = new Map(days.map((row) => [row.day, row]));
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return Array.from({ length }, (_, n) => {
    const on = new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10);
    return known.get(on) ?? { day: on, conversations: 0, answered: 0, unanswered: 0, handedOff: 0, costMicros: 0 };
  });
}

export function Days({ outcomes }: { outcomes: Outcomes }) {
  const days = useMemo(() => everyDay(outcomes), [outcomes]);
  const points = useMemo(
    () => days.flatMap((row) => series.map(({ name, field, fill }) => ({ day: row.day, name, fill, turns: row[field] }))),
    [days],
  );
  const options = useMemo(
    () => (width: number) => ({
      height: 220,
      marginLeft: 40,
      marginBottom: 34,
      x: { type: "band" as const, label: null, tickSize: 0, tickFormat: named, ticks: sparse(days, width) },
      y: { label: "turns", tickSize: 0, nice: true, ticks: 4 },
      marks: [
        gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: 4 }),
        barY(points, { x: "day", y: "turns", fill: "fill", insetLeft: 1, insetRight: 1 }),
        ruleY([0], { stroke: "var(--line-strong)" }),
      ],
    }),
    [days, points],
  );
  const total = (field: (typeof series)[number]["field"]): number => days.reduce((all, row) => all + row[field], 0);
  return (
    <PlotCard
      title="Turns by day"
      isWide
      about={
        <span className="legend">
          {series.map(({ name, fill }) => (
            <span key={name}>
              <i style={{ background: fill }} /> {name}
            </span>
          ))}
        </span>
      }
      summary={`Turns on ${days.length} days: ${total("answered")} answered, ${total("unanswered")} not answered, ${total("handedOff")} handed off.`}
      options={options}
      columns={[
        { title: "Day, UTC", cell: (row) => row.day },
        ...series.map(({ name, field }) => ({ title: name, cell: (row: Outcomes["days"][number]) => row[field] })),
      ]}
      rows={days}
    />
  );
}

/** So many ticks as have room for their words. */
function sparse(days: Outcomes["days"], width: number): string[] {
  const every = Math.max(1, Math.ceil((days.length * 52) / Math.max(width, 1)));
  return days.filter((_, n) => n % every === 0).map((row) => row.day);
}

const rated = [
  { name: "Helpful", field: "up", fill: "var(--accent)" },
  { name: "Not helpful", field: "down", fill: "var(--plot-3)" },
] as const;

/** Rated answers by rung and by intent: how many, and which way. */
export function Thumbs({ thumbs }: { thumbs: Outcomes["thumbs"] }) {
  const rows = useMemo(
    () => thumbs.map((row) => ({ ...row, label: row.by === "rung" ? (rungs[row.name] ?? row.name) : `about ${row.name}` })),
    [thumbs],
  );
  const points = useMemo(
    () => rows.flatMap((row) => rated.map(({ field, fill }) => ({ label: row.label, fill, count: row[field] }))),
    [rows],
  );
  const options = useMemo(
    () => () => ({
      height: 30 + rows.length * 32,
      marginLeft: 130,
      marginRight: 40,
      marginTop: 4,
      marginBottom: 4,
      x: { axis: null },
      y: { type: "band" as const, label: null, tickSize: 0, domain: rows.map(({ label }) => label) },
      marks: [
        barX(points, { y: "label", x: "count", fill: "fill", insetTop: 3, insetBottom: 3 }),
        ruleX([0], { stroke: "var(--line-strong)" }),
      ],
    }),
    [rows, points],
  );
  return (
    <PlotCard
      title="Thumbs on answers"
      about={
        <span className="legend">
          {rated.map(({ name, fill }) => (
            <span key={name}>
              <i style={{ background: fill }} /> {name}
            </span>
          ))}
        </span>
      }
      summary={rows.map(({ label, up, down }) => `${label}: ${up} helpful, ${down} not`).join("; ")}
      options={options}
      columns={[
        { title: "Answers", cell: (row: (typeof rows)[number]) => row.label },
        { title: "Helpful", cell: (row: (typeof rows)[number]) => row.up },
        { title: "Not helpful", cell: (row: (typeof rows)[number]) => row.down },
      ]}
      rows={rows}
    />
  );
}

type Bar = { name: string; count: number };

/** Bars that lie, with their names before and their counts behind them. */
function Bars({ title, about, unit, bars }: { title: string; about: string; unit: string; bars: readonly Bar[] }) {
  const options = useMemo(
    () => () => ({
      height: 30 + bars.length * 32,
      marginLeft: 130,
      marginRight: 40,
      marginTop: 4,
      marginBottom: 4,
      x: { axis: null },
      y: { type: "band" as const, label: null, tickSize: 0, domain: bars.map(({ name }) => name) },
      marks: [
        barX(bars, { y: "name", x: "count", fill: "var(--accent)", insetTop: 3, insetBottom: 3, rx2: 3 }),
        textMark(bars, { y: "name", x: "count", text: (bar: Bar) => String(bar.count), dx: 6, textAnchor: "start", fill: "var(--ink-2)" }),
        ruleX([0], { stroke: "var(--line-strong)" }),
      ],
    }),
    [bars],
  );
  return (
    <PlotCard
      title={title}
      about={about}
      summary={bars.map(({ name, count }) => `${name}: ${count}`).join(", ")}
      options={options}
      columns={[
        { title: "", cell: (bar: Bar) => bar.name },
        { title: unit, cell: (bar: Bar) => bar.count },
      ].map((column, n) => (n === 0 ? { ...column, title: "What" } : column))}
      rows={bars}
    />
  );
}

export function Reasons({ handoffReasons }: { handoffReasons: Outcomes["handoffReasons"] }) {
  const bars = useMemo(() => handoffReasons.map(({ reason, count }) => ({ name: reasons[reason] ?? reason, count })), [handoffReasons]);
  return <Bars title="Handed off, by reason" about="Tickets opened in the period." unit="Tickets" bars={bars} />;
}

export function Rungs({ answeredBy }: { answeredBy: Outcomes["answeredBy"] }) {
  const bars = useMemo(() => answeredBy.map(({ rung, count }) => ({ name: rungs[rung] ?? rung, count })), [answeredBy]);
  return <Bars title="Answered by" about="Which rung of the ladder gave the answer." unit="Answers" bars={bars} />;
}

export function Scores({ byScore }: { byScore: readonly number[] }) {
  const bars = useMemo(() => byScore.map((count, n) => ({ name: `${n + 1} of 5`, count })).toReversed(), [byScore]);
  return <Bars title="Satisfaction" about="What customers gave at the end, of their own accord." unit="Ratings" bars={bars} />;
}

export function ThumbReasons({ thumbReasons }: { thumbReasons: Outcomes["thumbReasons"] }) {
  const bars = useMemo(() => thumbReasons.map(({ reason, count }) => ({ name: reason, count })), [thumbReasons]);
  return <Bars title="Why not helpful" about="In customers' words; the same words count together." unit="Thumbs down" bars={bars} />;
}
