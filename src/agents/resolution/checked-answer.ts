/**
 * A model's answer on its way to the customer. Words pass as they come once their sentence has begun with words of the passages, and while it goes on with them; from the first one that
 * stands in none, the rest of its sentence waits for the verdict of `Grounds`. Marks and links always wait. A sentence without support is cut, and where a part of it was shown, what stands is streamed anew. So no number of a source that
 * does not exist, no link off the list and no word foreign to the passages is ever shown before it has been judged.
 */
import type { Grounds } from "./grounding.ts";

/** What the model writes, alone, when the passages do not answer. */
export const abstention = "NO_ANSWER";

export type CheckedAnswerOptions = {
  grounds: Grounds;
  emit: (text: string) => void;
  /** Takes back what was emitted. */
  restart: () => void;
};

export type Checked = {
  /** What stands, to the letter what was emitted since the last restart. Empty when nothing does. */
  text: string;
  abstained: boolean;
  /** Sentences that stand, without the separators around them. */
  sentences: { text: string; marks: number[]; support: number }[];
  cut: number;
};

const STOP = /[.!?…。！？]+["'”’»)]*(?:\s*[[【][\d,\s]+[\]】])*/gu;
const NOT_A_STOP = /(?:^|\s)(?:\d{1,2}|e\.g|i\.e|etc|approx|dr|mr|mrs|ms|no|vs|z\.b|bzw|ca|usw|p\.ej|st)\.$/i;
/** Marks, links, code, addresses, and the last word of a sentence. */
const MAY_LEAD_AWAY = /[[\]【】<>(){}!@\\`|]|:\/|www\.|[.!?…。！？:]$|\p{L}\.\p{L}/iu;
/** Grounded words from which on the first sentence is shown while it is written, and a later one. */
const firstShownFrom = 1;
const shownFrom = 3;
const THOUGHT = /^\s*<think>[\s\S]*?<\/think>\s*/;

export class CheckedAnswer {
  readonly #options: CheckedAnswerOptions;
  readonly #sentences: Checked["sentences"] = [];
  #begun = false;
  #abstained = false;
  /** Of the sentence that is being written. */
  #open = "";
  #shown = "";
  /** The open sentence has a word that waits for the verdict. */
  #held = false;
  #stands = "";
  #cut = 0;

  constructor(options: CheckedAnswerOptions) {
    this.#options = options;
  }

  write(piece: string): void {
    if (this.#abstained) return;
    this.#open += piece;
    if (!this.#begun && !this.#begin()) return;
    for (let end = this.#sentenceEnd(); end > 0; end = this.#sentenceEnd()) this.#close(end);
    this.#show();
  }

  /** @param whole the model ended by itself; else its last sentence may lack its end, and goes. */
  end(whole = true): Checked {
    if (!this.#begun && this.#open.trim().startsWith(abstention)) this.#abstained = true;
    if (!this.#abstained && !/^\s*<think>/.test(this.#open)) {
      for (let end = this.#sentenceEnd(); end > 0; end = this.#sentenceEnd()) this.#close(end);
      if (whole) this.#close(this.#open.length);
      else if (this.#shown !== "") this.#settle("");
    }
    return { text: this.#stands, abstained: this.#abstained, sentences: this.#sentences, cut: this.#cut };
  }

  /** Passes over a train of thought and white space, and tells an abstention. @returns whether the answer proper has begun. */
  #begin(): boolean {
    this.#open = this.#open.replace(THOUGHT, "").trimStart();
    if (this.#open === "" || "<think>".startsWith(this.#open.slice(0, 7)) || abstention.startsWith(this.#open)) return false;
    this.#abstained = this.#open.startsWith(abstention);
    this.#begun = !this.#abstained;
    return this.#begun;
  }

  /** Length of the first whole sentence; 0 while there is none. A mark after the stop belongs to it, so the character after is waited for. */
  #sentenceEnd(): number {
    const from = /^\s*/.exec(this.#open)?.[0].length ?? 0;
    const line = this.#open.indexOf("\n", from);
    STOP.lastIndex = from;
    for (let stop = STOP.exec(this.#open); stop; stop = STOP.exec(this.#open)) {
      const end = stop.index + stop[0].length;
      if (line >= 0 && end > line) break;
      const after = /^[ \t]+([^\s[【\p{Ll}])/u.exec(this.#open.slice(end, end + 8));
      if (after && !NOT_A_STOP.test(this.#open.slice(from, end))) return end;
    }
    return Math.max(line, 0);
  }

  /** Words that may be shown before the sentence is judged. */
  #show(): void {
    if (this.#held) return;
    const rest = this.#open.slice(this.#shown.length);
    let shown = "";
    let grounded = 0;
    for (const [token] of rest.matchAll(/\s*\S+(?=\s)/gu)) {
      const word = token.trim();
      const kind = this.#options.grounds.kindOf(word);
      this.#held = MAY_LEAD_AWAY.test(word) || kind === "foreign";
      if (this.#held) break;
      shown += token;
      if (kind === "grounded") grounded += 1;
    }
    // What was shown and is cut has to be taken back, which a reader notices: a sentence shows its colours first.
    if (this.#shown === "" && grounded < (this.#stands === "" ? firstShownFrom : shownFrom)) return;
    if (shown === "") return;
    this.#shown += shown;
    this.#options.emit(shown);
  }

  #close(end: number): void {
    const raw = this.#open.slice(0, end);
    this.#open = this.#open.slice(end);
    if (raw.trim() === "") return;
    const space = /^\s*/.exec(raw)?.[0] ?? "";
    const verdict = this.#options.grounds.judge(raw.slice(space.length).trimEnd());
    const before = this.#stands === "" ? "" : space;
    const text = verdict.kept ? before + verdict.text : "";
    this.#settle(text);
    if (verdict.kept) this.#sentences.push({ text: verdict.text, marks: verdict.marks, support: verdict.support });
    else this.#cut += 1;
    this.#shown = "";
    this.#held = false;
  }

  /** Brings what is shown to what stands. */
  #settle(text: string): void {
    const { emit, restart } = this.#options;
    const fits = text.startsWith(this.#shown);
    this.#stands += text;
    const rest = fits ? text.slice(this.#shown.length) : this.#stands;
    if (!fits) restart();
    if (rest !== "") emit(rest);
  }
}
