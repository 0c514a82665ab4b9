/** What a replay decided otherwise than the recording, turn by turn: route, passages, answer, prompt and cost, each as the words of before and after. */
import type { ConversationExport } from "#contracts/conversations";
import type { Run } from "#contracts/runs";
import { FindingsSchema } from "#agents/findings";
import { RoutedSchema } from "#agents/router/router";
import { turnId } from "#domain/ids";
import { callsOf, lacksToolAnswers, runOf, stepOf, whyNotComparable } from "./recording.ts";

export const aspects = ["route", "passages", "tools", "decision", "answer", "sources", "rung", "prompt", "cost"] as const;
export type Aspect = (typeof aspects)[number];

/** Lines before and after. */
export type Difference = { aspect: Aspect; before: readonly string[]; after: readonly string[] };

export type TurnComparison = {
  turn: number;
  asked: string;
  /** Why it says nothing about today's code; null when it does. */
  skipped: string | null;
  differences: readonly Difference[];
  cost: { before: number; after: number };
};

export function compare(recording: ConversationExport, replayed: ConversationExport): TurnComparison[] {
  return recording.turns.map(({ n }) => {
    const before = runOf(recording, n);
    const after = runOf(replayed, n);
    const skipped = lacksToolAnswers(recording, n) ? "the release that recorded it kept no answers of tools" : whyNotComparable(before);
    const cost = { before: before?.cost.costMicros ?? 0, after: costOf(before, after) };
    if (skipped !== null || !before || !after)
      return { turn: n, asked: before?.asked ?? "", skipped: skipped ?? "it was not replayed", differences: [], cost };
    return {
      turn: n,
      asked: before.asked ?? messageOf(recording, n),
      skipped: null,
      differences: differencesOf(before, after, cost, { before: toolLines(recording, n), after: toolLines(replayed, n) }),
      cost,
    };
  });
}

type Tools = { before: string[]; after: string[] };

function differencesOf(before: Run, after: Run, cost: TurnComparison["cost"], tools: Tools): Difference[] {
  const found = aspects.flatMap((aspect): Difference[] => {
    if (aspect === "cost") return cost.before === cost.after ? [] : [{ aspect, before: [money(cost.before)], after: [money(cost.after)] }];
    const [was, is] = aspect === "tools" ? [tools.before, tools.after] : [linesOf[aspect](before), linesOf[aspect](after)];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ aspect, before: was, after: is }];
  });
  // A prompt whose fingerprint the recording does not have cannot be compared.
  return found.filter(({ aspect, before: was, after: is }) => aspect !== "prompt" || (was.length > 0 && is.length > 0));
}

const linesOf: Record<Exclude<Aspect, "cost" | "tools">, (run: Run) => string[]> = {
  route(run) {
    const routed = RoutedSchema.safeParse(stepOf(run, "router")?.output).data;
    if (!routed) return ["no route"];
    const { intent, confidence, disposition, language } = routed;
    return [`${intent ?? "no intent"} ${confidence.toFixed(3)} → ${disposition}, ${language}`];
  },
  passages(run) {
    const found = FindingsSchema.safeParse(stepOf(run, "knowledge")?.output).data;
    if (!found) return ["no search"];
    const { passages, answerability, threshold } = found;
    return [
      `answerable ${answerability.toFixed(3)}, from ${threshold.toFixed(3)}`,
      ...passages.map(({ article, section, score }) => `${section === "" ? article : `${article}#${section}`} ${score.toFixed(3)}`),
    ];
  },
  decision({ result }) {
    return result ? [result.reason === null ? result.kind : `${result.kind} (${result.reason})`] : ["none"];
  },
  answer: ({ result }) => result?.text.split("\n") ?? [],
  sources: ({ result }) =>
    (result?.citations ?? []).map(
      ({ n, article, section, quote }) => `[${n}] ${section === "" ? article : `${article}#${section}`}: ${quote.replace(/\s+/g, " ")}`,
    ),
  rung(run) {
    const source = run.result?.kind === "answer" ? "resolution" : "router";
    const step = stepOf(run, source);
    const model = callsOf(step).findLast(({ outcome }) => outcome === "done")?.model;
    return [step?.rung === "model" ? `model ${model ?? ""}`.trim() : (step?.rung ?? "none")];
  },
  prompt(run) {
    const calls = run.steps.filter(({ step }) => step !== "knowledge").flatMap(callsOf);
    return [...new Set(calls.flatMap(({ prompt, asked }) => (asked === undefined ? [] : [`${prompt} (${asked})`])))];
  },
};

/** What was looked up in a turn, and what was proposed, down to the words on the card. */
function toolLines({ conversation, events }: ConversationExport, n: number): string[] {
  const turn = turnId(conversation, n);
  return events.flatMap(({ event }) => {
    if (event.type === "tool.proposed" && event.turn === turn) {
      const { tool, input, title, text, details, button } = event;
      return [
        `proposed: ${tool} ${JSON.stringify(input)}`,
        `card: ${title} ${text} [${button}]`,
        ...details.map(({ label, value }) => `card: ${label}: ${value}`),
      ];
    }
    if (event.type !== "tool.finished" || event.effect !== "read" || event.turn !== turn) return [];
    return [`${event.tool} ${JSON.stringify(event.input)} → ${event.outcome}: ${event.text}`];
  });
}

/** A recorded search is not made again, and cost what it cost. */
function costOf(before: Run | undefined, after: Run | undefined): number {
  const of = (run: Run | undefined): number => (stepOf(run, "knowledge")?.calls ?? []).reduce((all, { costMicros }) => all + costMicros, 0);
  return (after?.cost.costMicros ?? 0) + (of(after) === 0 ? of(before) : 0);
}

const messageOf = ({ events, turns }: ConversationExport, n: number): string => {
  const seq = turns.find((turn) => turn.n === n)?.seq;
  const event = events.find((one) => one.seq === seq)?.event;
  return event?.type === "customer.message" ? event.text : "";
};

export const money = (micros: number): string => `$${(micros / 1e6).toFixed(6)}`;
