/** An exported conversation as a replay reads it: of each turn what every step was given and gave, and what came of it. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type ConversationExport, ConversationExportSchema } from "#contracts/conversations";
import type { ModelCall } from "#contracts/model-calls";
import type { Run, RunStep } from "#contracts/runs";
import { turnId } from "#domain/ids";

/** A sentence for the person; everything else that is thrown is a defect. */
export class ReplayError extends Error {}

/** Versions of the export that can be read. */
const VersionSchema = z.looseObject({ v: z.literal(1) });

/** @throws ReplayError that names the file. */
export function readRecording(file: string): ConversationExport {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ReplayError(`${file}: cannot be read as JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  return parseRecording(content, file);
}

/** @param where named in what is thrown. */
export function parseRecording(content: unknown, where: string): ConversationExport {
  if (!VersionSchema.safeParse(content).success)
    throw new ReplayError(`${where}: is no export of version 1; GET /v1/conversations/{id}/export gives one`);
  const parsed = ConversationExportSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new ReplayError(`${where}: is no export that can be replayed: ${z.prettifyError(parsed.error)}`);
}

export const runOf = ({ conversation, runs }: ConversationExport, turn: number): Run | undefined =>
  runs.find(({ run }) => run === turnId(conversation, turn));

export const stepOf = (run: Run | undefined, name: string): RunStep | undefined => run?.steps.find(({ step }) => step === name);

/** Calls of the attempt that counted: what earlier ones asked in vain is not asked again. */
export const callsOf = (step: RunStep | undefined): ModelCall[] =>
  (step?.calls ?? []).filter(({ attempt = 1 }) => attempt === Math.max(1, step?.attempts ?? 1));

/** Exports of older releases do not have what tools of the company's said then, and what they say now is another matter. */
export const lacksToolAnswers = ({ conversation, events, toolCalls }: ConversationExport, turn: number): boolean =>
  toolCalls === undefined &&
  events.some(
    ({ event }) => (event.type === "tool.finished" || event.type === "tool.proposed") && event.turn === turnId(conversation, turn),
  );

/** Why a turn says nothing about today's code; null when it does. */
export function whyNotComparable(run: Run | undefined): string | null {
  if (!run) return "it is not in the export";
  if (run.status === "pending" || run.status === "running") return "it was under way when the conversation was exported";
  if (run.result?.kind === "failed") return `it was cut off (${run.result.reason ?? "unknown"}), which no code decides`;
  if (run.result?.kind === "stopped") return "it was stopped before it was decided";
  const silent = run.steps.some((step) => callsOf(step).some(({ outcome, said, toolCalls }) => outcome === "done" && !said && !toolCalls));
  // Calls of embeddings write nothing; the steps that write are the ones whose rung is a model's and that have a prompt.
  const writes = run.steps.some(({ step }) => step === "router" || step === "resolution");
  const isOld =
    silent && writes && run.steps.some((step) => step.step !== "knowledge" && callsOf(step).some(({ asked }) => asked === undefined));
  return isOld ? "the release that recorded it kept no words of models; replay it with --models" : null;
}
