/**
 * Flagged answers as golden conversations (docs/quality.md): what the customer said up to the flagged turn, without personal data, and what should have come instead. Where
 * nobody said what should have come, a comment says what came and why that was wrong, and the expectation is for a person to write.
 */
import { stringify } from "yaml";
import type { ConversationExport } from "#contracts/conversations";
import type { Flag } from "#contracts/flags";
import { turnId } from "#domain/ids";
import { redact } from "#embedded/screens/redact";
import { runOf } from "./recording.ts";

type GoldenTurn = { say: string; expect?: Flag["wanted"] } | { press: "handoff" };

/** YAML for a file of `support/golden`. Nothing in it names the conversation: only the turn's number and the day. */
export function goldenOf(flag: Flag, recording: ConversationExport): string {
  const { why, wanted, at } = flag;
  const flaggedTurn = recording.turns.find(({ n }) => turnId(recording.conversation, n) === flag.turn);
  const isWanted = Object.keys(wanted).length > 0;
  const turns = recording.events.flatMap(({ seq, event }): GoldenTurn[] => {
    if (flaggedTurn && seq > flaggedTurn.seq) return [];
    if (event.type === "customer.message")
      return [{ say: redact(event.text), ...(isWanted && seq === flaggedTurn?.seq ? { expect: wanted } : {}) }];
    return event.type === "handoff.requested" && event.turn === null ? [{ press: "handoff" }] : [];
  });
  const came = flaggedTurn ? runOf(recording, flaggedTurn.n)?.result : null;
  const comments = [
    `Flagged on ${at.slice(0, 10)}: ${why}`,
    ...(came ? [`What came: ${came.kind}${came.citations[0] ? ` from ${came.citations[0].article}` : ""}: ${came.text}`] : []),
    ...(Object.keys(wanted).length > 0
      ? []
      : ["Nobody said what should come: add it to the last turn, such as  expect: { kind: answer, article: … }"]),
  ];
  const name = `Flagged on ${at.slice(0, 10)}, ${flag.turn.slice(0, 6)}${flag.turn.slice(flag.turn.indexOf("-"))}`;
  return `${comments.map(commentOf).join("")}${stringify([{ name, turns }], { lineWidth: 0 })}`;
}

const longestComment = 400;

const commentOf = (text: string): string => `# ${redact(text).replace(/\s+/g, " ").slice(0, longestComment)}\n`;
