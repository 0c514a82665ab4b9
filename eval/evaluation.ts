/**
 * What an evaluation is. One file in this folder measures one thing: it reads the files that it was given, runs the code that the Worker runs
 * (imported from `src`, never rewritten), hands over one prediction for each row of the test, in order, and returns figures. Arguments, output
 * and errors are the frame's business (`command.ts`).
 */

import type { Report } from "./report.ts";

export type OptionSpec = {
  type: "string" | "boolean";
  /** One line, as `--help` shows it. */
  help: string;
  /** What stands for the value in the help, such as FILE. Required for strings. */
  value?: string;
  required?: true;
};

export type Evaluation = {
  /** The word after `eval`. */
  name: string;
  /** What is measured, in one line. */
  usage: string;
  /** Options of its own, by long name. `json`, `predictions` and `help` belong to the frame. */
  options: Readonly<Record<string, OptionSpec>>;
  run(args: Arguments, io: EvaluationIo): Promise<Report>;
};

export type EvaluationIo = {
  /** Says how far a long run is; cheap enough to call on every row. Nothing is shown for runs of under two seconds. */
  progress(done: number, total: number, doing: string): void;
  /** Hands over the prediction for the next row of the test. Written as one line of `--predictions`, dropped without it. */
  predict(prediction: object): void;
};

/** The command line cannot be understood: exit code 2, with the usage. */
export class UsageError extends Error {}

/** A file says something that cannot be measured: exit code 1. The message starts with `file:line:` where there is a line. */
export class InputError extends Error {}

/** The parsed options of one evaluation. Asking for an option that the evaluation did not declare is a defect and throws. */
export class Arguments {
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;
  readonly #options: Evaluation["options"];

  constructor(options: Evaluation["options"], values: Readonly<Record<string, string | boolean | undefined>>) {
    this.#options = options;
    this.#values = values;
  }

  /** The value of a required option. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw new UsageError(`--${name} is required`);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#value(name);
    return typeof value === "string" ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#value(name) === true;
  }

  /** A finite number within [least, most], or `otherwise` when the option is absent. */
  number(name: string, otherwise: number, least = -Infinity, most = Infinity): number {
    const text = this.optionalText(name);
    if (text === undefined) return otherwise;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!Number.isFinite(value) || value < least || value > most) {
      throw new UsageError(`--${name} expects a number from ${least} to ${most}, not "${text}"`);
    }
    return value;
  }

  #value(name: string): string | boolean | undefined {
    if (this.#options[name] === undefined) throw new Error(`option "${name}" was not declared`);
    return this.#values[name];
  }
}
