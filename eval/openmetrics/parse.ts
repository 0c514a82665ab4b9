/**
 * Reads OpenMetrics text as strictly as the specification is written, so that what the desk emits can be held against it: metadata before samples, families and metrics that are not interleaved, and
 * every type's own rules.
 */
import { checkGroup, checkSample, type Family, type FamilyType, groupOf, keyOf, suffixes, types } from "./family.ts";
import { lineOf, MalformedText, type Metadata, type Sample } from "./lines.ts";

export { MalformedText } from "./lines.ts";

export type ParsedFamily = { name: string; type: FamilyType; help: string | null; unit: string | null; samples: Sample[] };

/** Throws `MalformedText`. */
export function parseOpenMetrics(text: string): ParsedFamily[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.pop() !== "# EOF") throw new MalformedText("the last line must be # EOF");
  const reader = new Reader();
  for (const line of lines) reader.read(lineOf(line));
  return reader.finish();
}

const isType = (text: string): text is FamilyType => types.some((type) => type === text);

class Reader {
  readonly #families: ParsedFamily[] = [];
  /** Names that a family before has, or may have. */
  readonly #taken = new Set<string>();
  #current: Open | null = null;

  read(line: Sample | Metadata): void {
    if (line.kind === "sample") this.#familyOf(line.name).add(line);
    else this.#named(line.name).describe(line);
  }

  finish(): ParsedFamily[] {
    this.#close();
    return this.#families;
  }

  #named(name: string): Open {
    return this.#current?.family.name === name ? this.#current : this.#begin(name);
  }

  /** A sample of the family that is open, or of one that nobody described. */
  #familyOf(name: string): Open {
    return this.#current?.holds(name) ? this.#current : this.#begin(name);
  }

  #begin(name: string): Open {
    this.#close();
    return (this.#current = new Open(name));
  }

  #close(): void {
    if (!this.#current) return;
    const family = this.#current.closed();
    const names = new Set([family.name, ...suffixes[family.type].map((suffix) => family.name + suffix)]);
    for (const name of names) {
      if (this.#taken.has(name)) throw new MalformedText(`${family.name} clashes with an earlier family over ${name}`);
      this.#taken.add(name);
    }
    this.#families.push(family);
    this.#current = null;
  }
}

/** A family that is being read. */
class Open {
  readonly family: ParsedFamily;
  readonly #described = new Set<string>();
  readonly #groups = new Set<string>();
  #group: { key: string; samples: Sample[] } | null = null;

  constructor(name: string) {
    this.family = { name, type: "unknown", help: null, unit: null, samples: [] };
  }

  holds(name: string): boolean {
    return suffixes[this.family.type].some((suffix) => name === this.family.name + suffix);
  }

  describe({ kind, name, text }: Metadata): void {
    if (this.family.samples.length > 0) throw new MalformedText(`${kind} of ${name} must stand before its samples`);
    if (this.#described.has(kind)) throw new MalformedText(`${kind} of ${name} stands twice`);
    this.#described.add(kind);
    if (kind === "HELP") this.family.help = text;
    else if (kind === "UNIT") this.family.unit = text;
    else if (isType(text)) this.family.type = text;
    else throw new MalformedText(`there is no type ${text}`);
  }

  add(sample: Sample): void {
    checkSample(this.family, sample);
    const key = groupOf(this.family, sample.labels);
    if (this.#group?.key !== key) {
      this.#closeGroup();
      if (this.#groups.has(key)) throw new MalformedText(`samples of ${this.family.name} ${key} do not stand together`);
      this.#group = { key, samples: [] };
    }
    checkOrder(this.#group.samples, sample);
    this.#group.samples.push(sample);
    this.family.samples.push(sample);
  }

  closed(): ParsedFamily {
    this.#closeGroup();
    const { name, type, unit } = this.family;
    if (unit !== null && unit !== "") {
      if (!name.endsWith(`_${unit}`)) throw new MalformedText(`${name} must end with its unit, _${unit}`);
      if (type === "info" || type === "stateset") throw new MalformedText(`${name}: ${type} has no unit`);
    }
    return this.family;
  }

  #closeGroup(): void {
    if (!this.#group) return;
    checkGroup(this.family satisfies Family, this.#group.samples);
    this.#groups.add(this.#group.key);
  }
}

/** The same sample again is a later point in time, never an earlier one, and either all of them say when or none does. */
function checkOrder(before: readonly Sample[], sample: Sample): void {
  const labels = keyOf([...sample.labels]);
  const same = before.findLast(({ name, labels: own }) => name === sample.name && keyOf([...own]) === labels);
  if (!same) return;
  if (same.timestamp === null || sample.timestamp === null) throw new MalformedText(`${sample.name} stands twice without saying when`);
  if (sample.timestamp < same.timestamp) throw new MalformedText(`${sample.name}: time runs backwards`);
}
