/**
 * The command line of the evaluations: finds the evaluation, parses its options, runs it and writes the outcome. Stdout carries the report and
 * nothing else; progress and errors go to stderr. Exit codes: 0 measured, 1 a file cannot be measured or a gate failed, 2 wrong usage.
 */

import { accessSync, constants, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { Arguments, InputError, UsageError, type Evaluation, type OptionSpec } from "./evaluation.ts";
import { reportProgress } from "./progress.ts";
import { reportJson, reportTable } from "./report.ts";

export type Terminal = { stdout: (text: string) => void; stderr: (text: string) => void };

const commonOptions: Evaluation["options"] = {
  json: { type: "boolean", help: "print one JSON object instead of a table" },
  predictions: { type: "string", value: "FILE", help: "write what was predicted, one JSON object a line, in input order" },
  help: { type: "boolean", help: "show this" },
};

/** Runs one command line (without node and script) and returns the exit code. */
export async function runCommand(argv: readonly string[], evaluations: readonly Evaluation[], terminal: Terminal): Promise<0 | 1 | 2> {
  const [what, ...rest] = argv;
  if (what === undefined || what === "--help" || what === "-h" || what === "help") {
    (what === undefined ? terminal.stderr : terminal.stdout)(overview(evaluations));
    return what === undefined ? 2 : 0;
  }
  const evaluation = evaluations.find(({ name }) => name === what);
  if (evaluation === undefined) {
    terminal.stderr(`There is no evaluation "${what}"; there is: ${evaluations.map(({ name }) => name).join(", ")}. See --help.\n`);
    return 2;
  }
  try {
    return await runEvaluation(evaluation, rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.stderr(`${error.message}\n\n${help(evaluation)}`);
      return 2;
    }
    if (error instanceof InputError) {
      terminal.stderr(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

async function runEvaluation(evaluation: Evaluation, argv: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const options = { ...commonOptions, ...evaluation.options };
  const args = new Arguments(options, parseOptions(argv, options));
  if (args.flag("help")) {
    terminal.stdout(help(evaluation));
    return 0;
  }
  for (const [name, { required }] of Object.entries(evaluation.options)) if (required) args.text(name);
  const predictionsFile = args.optionalText("predictions");
  if (predictionsFile !== undefined) checkWritable(predictionsFile);

  const predictions: string[] = [];
  const report = await evaluation.run(args, {
    progress: reportProgress(terminal.stderr),
    predict: (prediction) => void predictions.push(JSON.stringify(prediction)),
  });
  if (predictionsFile !== undefined) writeFileSync(predictionsFile, predictions.map((line) => `${line}\n`).join(""));
  terminal.stdout(
    args.flag("json") ? `${JSON.stringify(reportJson(evaluation.name, report))}\n` : `${reportTable(evaluation.name, report)}\n`,
  );
  return report.passed === false ? 1 : 0;
}

function parseOptions(argv: readonly string[], options: Evaluation["options"]): Record<string, string | boolean | undefined> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      allowPositionals: false,
    });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Found out before a run of minutes, not after it. */
function checkWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch {
    throw new UsageError(`--predictions ${file}: the folder does not exist or cannot be written to`);
  }
}

function overview(evaluations: readonly Evaluation[]): string {
  const width = Math.max(...evaluations.map(({ name }) => name.length));
  const lines = evaluations.map(({ name, usage, options }) => {
    const required = Object.entries(options).filter(([, option]) => option.required);
    return `  ${name.padEnd(width)}  ${usage}\n  ${"".padEnd(width)}  ${required.map(([option, spec]) => optionName(option, spec)).join(" ")}`.trimEnd();
  });
  return `Usage: npm run eval -- <what> [options]\n\n${lines.join("\n")}\n\nEvery evaluation:\n${optionLines(commonOptions)}\n`;
}

const help = ({ name, usage, options }: Evaluation): string =>
  `Usage: npm run eval -- ${name} [options]\n\n${usage}\n\n${optionLines({ ...options, ...commonOptions })}\n`;

function optionLines(options: Evaluation["options"]): string {
  const rows = Object.entries(options).map(([name, spec]) => ({
    left: optionName(name, spec),
    right: `${spec.help}${spec.required ? " (required)" : ""}`,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

const optionName = (name: string, { type, value }: OptionSpec): string =>
  type === "string" ? `--${name} ${value ?? "VALUE"}` : `--${name}`;
