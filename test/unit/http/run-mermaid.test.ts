import fc from "fast-check";
import { expect, test } from "vitest";
import type { Run } from "#contracts/runs";
import { mermaidOf } from "#http/run-mermaid";

const step = {
  rung: "embedded",
  attempts: 1,
  startedAt: "2026-11-22T10:00:00.000Z",
  tookMs: 3,
  input: {},
  output: {},
  reason: null,
} as const;

const runWith = (text: string): Run => ({
  run: `${"0".repeat(32)}-t1`,
  plan: "support@2",
  attempt: 1,
  status: "done",
  at: null,
  tookMs: null,
  asked: text,
  result: { kind: "answer", reason: null, text, citations: [], confidence: 1 },
  cost: { tokensIn: 1, tokensOut: 1, costMicros: 12 },
  steps: [
    { ...step, step: "router", agent: "router", outcome: "done", needs: [] },
    { ...step, step: "knowledge", agent: "knowledge", outcome: "timed_out", reason: text, needs: [] },
    {
      ...step,
      step: "resolution",
      agent: "resolution",
      outcome: "skipped",
      reason: "what it needs is not there",
      needs: ["router", "knowledge"],
    },
  ],
});

/** What Mermaid's flowchart grammar takes of what we write: every line is one of these. Mermaid 11.17 itself took the same texts; it is 154 MB of packages, and needs a browser. */
const label = String.raw`(?:[\p{L}\p{N} .,:·()$…'?!+/=-]|#\d{1,7};)+`;
const lines = [
  /^flowchart LR$/,
  new RegExp(String.raw`^ {2}subgraph r\d+\["${label}"\]$`, "u"),
  /^ {4}direction LR$/,
  new RegExp(String.raw`^ {4}r\d+_s\d+\["${label}"\](?::::(?:failed|skipped))?$`, "u"),
  new RegExp(String.raw`^ {4}r\d+_(?:asked|result)\(\["${label}"\]\):::said$`, "u"),
  /^ {4}r\d+_\w+ --> r\d+_\w+$/,
  /^ {2}end$/,
  /^ {2}classDef \w+ [\w-]+:[^;]+$/,
];

test("no text can break out of its label", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const written = mermaidOf([runWith(text)]).trimEnd();
      expect(written.split("\n").filter((line) => !lines.some((one) => one.test(line)))).toEqual([]);
    }),
  );
});

test("steps stand between what was asked and what came of it, in the order of the plan", () => {
  const text = mermaidOf([runWith("where is it?")]);
  expect(text).toContain("r1_asked --> r1_s1");
  expect(text).toContain("r1_asked --> r1_s2");
  expect(text).toContain("r1_s1 --> r1_s3");
  expect(text).toContain("r1_s1 --> r1_result");
  expect(text).toContain('"t1 · support#64;2 · done · $0.000012"');
  expect(text).toContain("knowledge: timed out");
});
