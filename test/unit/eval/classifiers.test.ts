import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { runCommand } from "../../../eval/command.ts";
import { handoff } from "../../../eval/handoff.ts";
import { intents } from "../../../eval/intents.ts";
import { router } from "../../../eval/router.ts";
import { bakery } from "../embedded/intents/example-sets.ts";

const folder = mkdtempSync(join(tmpdir(), "eval-"));

function file(name: string, rows: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return path;
}

async function run(...argv: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await runCommand(argv, [intents, router, handoff], {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { code, stdout, stderr };
}

const FiguresSchema = z.object({ figures: z.record(z.string(), z.number().nullable()), notes: z.array(z.string()).default([]) });
const parse = (stdout: string) => FiguresSchema.parse(JSON.parse(stdout));
const train = file("train.jsonl", bakery);

test("intents are measured on another file, with one prediction a row in its order", async () => {
  const rows = [
    { text: "order a cake please", label: "order_cake" },
    { text: "when do you open", label: "opening" },
    { text: "are there nuts in it", label: "allergy" },
  ];
  const predictions = join(folder, "predictions.jsonl");
  const { code, stdout } = await run(
    "intents",
    "--train",
    train,
    "--test",
    file("test.jsonl", rows),
    "--json",
    "--predictions",
    predictions,
  );
  expect(code).toBe(0);
  expect(parse(stdout).figures).toMatchObject({ accuracy: 1, macroF1: 1 });
  const lines = readFileSync(predictions, "utf8").trim().split("\n");
  expect(lines.map((line) => z.object({ label: z.string() }).parse(JSON.parse(line)).label)).toEqual(["order_cake", "opening", "allergy"]);
});

test("a label that only the test has is named and counts as wrong", async () => {
  const messages = file("unseen.jsonl", [
    { text: "when do you open", label: "opening" },
    { text: "I want a job", label: "jobs" },
  ]);
  const { figures, notes } = parse((await run("intents", "--train", train, "--test", messages, "--json")).stdout);
  expect(figures.accuracy).toBe(0.5);
  expect(notes.join()).toContain('"jobs"');
});

test("with an out-of-scope label, messages of that label should be turned away", async () => {
  const messages = file("open.jsonl", [
    { text: "when do you open on sunday", label: "opening" },
    { text: "zxqv glorp wibble", label: "none" },
  ]);
  const { figures } = parse((await run("intents", "--train", train, "--test", messages, "--oos-label", "none", "--json")).stdout);
  expect(figures).toMatchObject({ oosRecall: 1, oosPrecision: 1, oosAuroc: 1, inScopeAccuracy: 1 });
});

test("without any out-of-scope row its figures are missing, with the reason, and never NaN", async () => {
  const { stdout } = await run("intents", "--train", train, "--test", train, "--oos-label", "none", "--json");
  expect(parse(stdout).figures.oosRecall).toBeNull();
  expect(stdout).toContain("no row is out of scope");
});

test("a file of one label teaches nothing and says so", async () => {
  const one = file("one.jsonl", [{ text: "hi", label: "a" }]);
  const { code, stderr } = await run("intents", "--train", one, "--test", one);
  expect(code).toBe(1);
  expect(stderr).toContain("nothing can be learned");
});

test("the shipped router is measured, label by label", async () => {
  const messages = file("routes.jsonl", [
    { text: "refund my ticket", label: "billing" },
    { text: "the app crashes", label: "technical" },
    { text: "give me a human", label: "escalation" },
    { text: "when do you open", label: "general" },
  ]);
  const { figures } = parse((await run("router", "--test", messages, "--json")).stdout);
  expect(figures).toMatchObject({ accuracy: 1, macroF1: 1 });
});

test("a label that the router does not know is refused with its line", async () => {
  const messages = file("stranger.jsonl", [
    { text: "hi", label: "general" },
    { text: "hi", label: "sales" },
  ]);
  const { code, stderr } = await run("router", "--test", messages);
  expect(code).toBe(1);
  expect(stderr).toContain('stranger.jsonl:2: unknown label "sales"');
});

test("wishes for a person are counted, and the missed ones named as a figure", async () => {
  const messages = file("wishes.jsonl", [
    { text: "let me talk to someone", y: 1 },
    { text: "where is my parcel", y: 0 },
    { text: "purple", y: 1 },
  ]);
  const { figures } = parse((await run("handoff", "--test", messages, "--json")).stdout);
  expect(figures).toMatchObject({ precision: 1, recall: 0.5, missed: 1 });
});
