/**
 * `npm run replay`: holds recorded conversations again with today's code and shows what is decided otherwise; turns flagged answers into golden conversations. Exits with 1 for
 * a difference that was not expected, with 2 when there was nothing to compare. docs/replay.md has examples.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SettingError } from "#config/environment";
import type { ConversationExport } from "#contracts/conversations";
import { workersClock } from "#adapters/platform/workers-clock";
import { DeskError } from "./knowledge/desk-api.ts";
import { operatorToken } from "./knowledge/operator-token.ts";
import { compare } from "./replay/difference.ts";
import { type Desk, deskAt } from "./replay/desk.ts";
import { goldenOf } from "./replay/flagged.ts";
import { UsageError } from "./command-line.ts";
import { replayOptions, type ReplayCommand, usage } from "./replay/options.ts";
import { readRecording, ReplayError } from "./replay/recording.ts";
import type { Instead } from "./replay/recorded-ports.ts";
import { type Compared, paintFor, renderComparison, renderTable } from "./replay/render.ts";
import { replay, type ReplayOptions } from "./replay/replay.ts";
import { readSupport, settingsOf } from "./replay/settings.ts";
import { articlesOf, askedModels, todaysRouter } from "./replay/todays-ports.ts";
import { inRepository } from "./repository.ts";

process.exitCode = await run().catch((error: unknown) => {
  const isForPeople = [ReplayError, UsageError, DeskError, SettingError].some((kind) => error instanceof kind);
  console.error(isForPeople && error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${usage}`);
  return 2;
});

async function run(): Promise<number> {
  const command = replayOptions(process.argv.slice(2));
  const { what } = command;
  if (what.kind === "help") {
    console.log(usage);
    return 0;
  }
  if (what.kind === "flagged") return writeFlagged(command, what.to);
  const options = await optionsOf(command);
  const compared: Compared[] = [];
  for (const { name, recording } of await recordingsOf(command)) {
    compared.push({ name, turns: compare(recording, await replay(recording, options)) });
  }
  const paint = paintFor(process.stdout);
  if (what.kind === "all") process.stdout.write(renderTable(compared));
  else for (const { name, turns } of compared) process.stdout.write(renderComparison(name, turns, paint));
  const differs = compared.some(({ turns }) => turns.some(({ differences }) => differences.length > 0));
  return command.expectIdentical && differs ? 1 : 0;
}

async function recordingsOf({ what, from, token }: ReplayCommand): Promise<{ name: string; recording: ConversationExport }[]> {
  switch (what.kind) {
    case "file":
      return [{ name: what.file, recording: readRecording(what.file) }];
    case "all": {
      const files = globSync("**/*.json", { cwd: what.folder }).toSorted();
      if (files.length === 0) throw new ReplayError(`${what.folder}: there is no export (a file whose name ends in .json)`);
      return files.map((file) => ({ name: file, recording: readRecording(join(what.folder, file)) }));
    }
    case "conversation": {
      const recording = await deskOf({ from, token }).exportOf(what.id);
      if (what.save !== undefined) writeFileSync(what.save, `${JSON.stringify(recording, null, 1)}\n`);
      return [{ name: what.id, recording }];
    }
    default:
      return [];
  }
}

async function optionsOf({ router, knowledge, prompts, models }: ReplayCommand): Promise<ReplayOptions> {
  const support = await readSupport();
  const settings = settingsOf(support, { policies: prompts === undefined ? undefined : textOf(prompts) });
  const instead: Instead = {
    ...(router === "today" ? { router: todaysRouter(settings) } : {}),
    ...(knowledge === undefined ? {} : { knowledge: await articlesOf(knowledge, support) }),
    ...(models === undefined ? {} : { models: askedModels(models, support, settings) }),
  };
  // Models that really answer take real time.
  return { settings, instead, ...(instead.models ? { clock: workersClock } : {}) };
}

async function writeFlagged(command: ReplayCommand, to: string): Promise<number> {
  const desk = deskOf(command);
  const flags = await desk.flags();
  if (flags.length === 0) throw new ReplayError("Nothing is flagged at the desk.");
  const texts: string[] = [];
  for (const flag of flags) texts.push(goldenOf(flag, await desk.exportOf(flag.conversation)));
  writeFileSync(
    to,
    `# Answers that were flagged at the desk, without personal data. Made by npm run replay -- --flagged; look them over, then npm run eval -- golden.\n${texts.join("\n")}`,
  );
  console.log(`${to}: ${flags.length} flagged ${flags.length === 1 ? "answer" : "answers"}`);
  return 0;
}

function deskOf({ from, token }: Pick<ReplayCommand, "from" | "token">): Desk {
  return deskAt(
    from,
    operatorToken(from, { given: token, environment: process.env["OPERATOR_TOKEN"], devVars: inRepository(".dev.vars") }),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ReplayError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
