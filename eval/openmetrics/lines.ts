/** Lines of OpenMetrics text, one by one: metadata and samples (OpenMetrics 1.0, "ABNF"). What a line means among others is in `parse.ts`. */

export type Labels = ReadonlyMap<string, string>;
export type Exemplar = { labels: Labels; value: number; timestamp: number | null };
export type Sample = { kind: "sample"; name: string; labels: Labels; value: number; timestamp: number | null; exemplar: Exemplar | null };
export type Metadata = { kind: "TYPE" | "HELP" | "UNIT"; name: string; text: string };

export class MalformedText extends Error {}

const metricName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelName = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const labelValue = /"((?:[^"\\\n]|\\.)*)"/y;
const number = /[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf(?:inity)?)|nan/iy;
/** Finite, so that it can be put in order. */
const time = /[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)/iy;

export function lineOf(text: string): Sample | Metadata {
  const [, kind, name, rest] = /^# (TYPE|HELP|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/s.exec(text) ?? [];
  if ((kind === "TYPE" || kind === "HELP" || kind === "UNIT") && name !== undefined && rest !== undefined)
    return { kind, name, text: rest };
  if (text.startsWith("#")) throw new MalformedText(`no such metadata: ${text}`);
  return new SampleLine(text).read();
}

/** "+Inf", "NaN" and numbers, as the text has them. */
export function numberOf(text: string): number {
  const lower = text.toLowerCase();
  if (lower === "nan") return Number.NaN;
  if (/inf/.test(lower)) return lower.startsWith("-") ? -Infinity : Infinity;
  return Number(text);
}

class SampleLine {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Sample {
    const name = this.#take(metricName, "a name");
    const labels = this.#next("{") ? this.#labels() : new Map<string, string>();
    this.#skip(" ");
    const value = numberOf(this.#take(number, "a value"));
    const timestamp = this.#timestamp();
    const exemplar = this.#next(" # {") ? this.#exemplar() : null;
    if (this.#at < this.#text.length) throw this.#unexpected("the end of the line");
    return { kind: "sample", name, labels, value, timestamp, exemplar };
  }

  #exemplar(): Exemplar {
    const labels = this.#labels();
    this.#skip(" ");
    return { labels, value: numberOf(this.#take(number, "the example's value")), timestamp: this.#timestamp() };
  }

  #timestamp(): number | null {
    if (this.#text[this.#at] !== " " || this.#text.startsWith(" # ", this.#at)) return null;
    this.#skip(" ");
    return Number(this.#take(time, "a timestamp"));
  }

  /** After the opening brace. */
  #labels(): Labels {
    const labels = new Map<string, string>();
    if (this.#next("}")) return labels;
    do {
      const name = this.#take(labelName, "a label");
      this.#skip("=");
      const value = this.#take(labelValue, "a value in quotation marks").slice(1, -1);
      if (labels.has(name)) throw new MalformedText(`label ${name} stands twice in: ${this.#text}`);
      labels.set(
        name,
        value.replaceAll(/\\(["\\n])/g, (_, letter: string) => (letter === "n" ? "\n" : letter)),
      );
    } while (this.#next(","));
    this.#skip("}");
    return labels;
  }

  #next(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #skip(expected: string): void {
    if (!this.#next(expected)) throw this.#unexpected(`"${expected}"`);
  }

  #take(pattern: RegExp, what: string): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) throw this.#unexpected(what);
    this.#at += found.length;
    return found;
  }

  #unexpected(wanted: string): MalformedText {
    return new MalformedText(`${wanted} is wanted at ${this.#at + 1} of: ${this.#text}`);
  }
}
