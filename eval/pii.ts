/** `pii --test F`: which personal data the screen finds, by type, and what it takes for personal data that is none. */

import { z } from "zod";
import { findPersonalData, personalDataTypes, type PersonalDataSpan, type PersonalDataType } from "#embedded/screens/personal-data";
import { InputError, UsageError, type Evaluation } from "./evaluation.ts";
import { detectionFromCounts, measured, share } from "./figures.ts";
import { readRows } from "./input.ts";
import { figure } from "./report.ts";

/** A span as `{start, end, type}` or as `{start_position, end_position, entity_type}`. */
const SpanSchema = z.union([
  z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), type: z.string() }),
  z
    .object({ start_position: z.int().nonnegative(), end_position: z.int().nonnegative(), entity_type: z.string() })
    .transform((span) => ({ start: span.start_position, end: span.end_position, type: span.entity_type })),
]);
const TestSchema = z.object({ text: z.string(), spans: z.array(SpanSchema) });

/** What other people call our types, in capitals with underscores. */
const typeNames: Readonly<Record<PersonalDataType, RegExp>> = {
  EMAIL: /^E_?MAIL(?:_?ADDRESS)?$/,
  PHONE: /^(?:TELE)?PHONE(?:_?NUMBER)?$/,
  CARD: /^(?:CREDIT_?|DEBIT_?|PAYMENT_?)?CARD(?:_?NUMBER)?$/,
  IBAN: /^IBAN(?:_?CODE|_?NUMBER)?$/,
  SSN: /^(?:US_?)?(?:SSN|SOCIAL_?SECURITY(?:_?NUMBER)?)$/,
  IP: /^IP(?:_?V[46])?(?:_?ADDRESS)?$/,
};
const ourType = (name: string): PersonalDataType | undefined => {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return personalDataTypes.find((type) => typeNames[type].test(plain));
};

export const pii: Evaluation = {
  name: "pii",
  usage: "which personal data is found? Rows {text, spans: [{start, end, type}]}",
  options: {
    test: { type: "string", value: "FILE", help: "texts with their spans (full_text, entity_type … are understood too)", required: true },
    offsets: { type: "string", value: "UNIT", help: "what start and end count: utf16 (default) or codepoints, as Python counts" },
  },
  run(args, io) {
    const offsets = args.optionalText("offsets") ?? "utf16";
    if (offsets !== "utf16" && offsets !== "codepoints") throw new UsageError(`--offsets expects utf16 or codepoints, not "${offsets}"`);
    const rows = readRows(args.text("test"), TestSchema, { text: ["full_text"] });
    for (const { line, value } of rows) refuseImpossible(value, offsets, `${args.text("test")}:${line}`);
    const tallies = new Map(personalDataTypes.map((type) => [type, { there: 0, hits: 0, exact: 0, found: 0, right: 0 }]));
    const others = new Map<string, number>();

    rows.forEach(({ value: { text, spans } }, row) => {
      io.progress(row, rows.length, "searching");
      const found = findPersonalData(text);
      io.predict({ spans: found });
      const gold = spans.flatMap(({ start, end, type: name }) => {
        const type = ourType(name);
        if (type === undefined) others.set(name, (others.get(name) ?? 0) + 1);
        const unit = offsets === "utf16" ? (at: number) => at : (at: number) => Array.from(text).slice(0, at).join("").length;
        return type === undefined ? [] : [{ start: unit(start), end: unit(end), type }];
      });
      for (const [type, tally] of tallies) {
        const [there, predicted] = [gold, found].map((all) => all.filter((span) => span.type === type));
        if (there === undefined || predicted === undefined) continue;
        tally.there += there.length;
        tally.found += predicted.length;
        tally.hits += there.filter((span) => predicted.some((other) => overlap(span, other))).length;
        tally.right += predicted.filter((span) => there.some((other) => overlap(span, other))).length;
        tally.exact += there.filter((span) => predicted.some((other) => other.start === span.start && other.end === span.end)).length;
      }
    });

    const total = (count: "there" | "hits" | "found" | "right"): number =>
      [...tallies.values()].reduce((sum, tally) => sum + tally[count], 0);
    const skipped = [...others].sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n}`);
    return Promise.resolve({
      n: { texts: rows.length, spans: total("there") },
      figures: [
        figure("recall", "Recall, all types", "share", share(total("hits"), total("there"), "no spans of our types")),
        figure("precision", "Precision, all types", "share", share(total("right"), total("found"), "nothing was found")),
        figure("found", "Found", "count", measured(total("found"))),
      ],
      groups: [...tallies].map(([type, { there, hits, exact, found, right }]) => ({
        name: type,
        n: there,
        figures: [
          figure("precision", "precision", "share", detectionFromCounts(right, found, there).precision),
          figure("recall", "recall", "share", detectionFromCounts(hits, found, there).recall),
          figure("exact", "exact", "share", share(exact, there, "no positive rows")),
          figure("found", "found", "count", measured(found)),
        ],
      })),
      notes: [
        "A span counts as found when one of the same type overlaps it; exact: with the same start and end.",
        ...(skipped.length > 0 ? [`Not looked for, not counted: ${skipped.join(", ")}.`] : []),
      ],
    });
  },
};

/** A span that is not in its text was counted in other units, or belongs to another text: nothing measured on it would mean anything. */
function refuseImpossible({ text, spans }: z.infer<typeof TestSchema>, offsets: "utf16" | "codepoints", where: string): void {
  const length = offsets === "utf16" ? text.length : Array.from(text).length;
  const wrong = spans.find(({ start, end }) => start > end || end > length);
  if (wrong !== undefined)
    throw new InputError(`${where}: the span ${wrong.start} to ${wrong.end} is not in the text, which has ${length} ${offsets} units`);
}

const overlap = (a: Pick<PersonalDataSpan, "start" | "end">, b: Pick<PersonalDataSpan, "start" | "end">): boolean =>
  a.start < b.end && b.start < a.end;
