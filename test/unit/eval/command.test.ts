import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../../../eval/command.ts";
import { InputError, type Evaluation } from "../../../eval/evaluation.ts";
import { measured, unmeasured } from "../../../eval/figures.ts";
import { reportProgress } from "../../../eval/progress.ts";
import { figure } from "../../../eval/report.ts";

const shoes: Evaluation = {
  name: "shoes",
  usage: "how well shoes fit",
  options: {
    test: { type: "string", value: "FILE", help: "the shoes", required: true },
    size: { type: "string", value: "N", help: "their size" },
  },
  run(args, io) {
    const size = args.number("size", 40, 20, 50);
    if (args.text("test") === "broken") throw new InputError("broken:3: a sock; expected a shoe");
    io.predict({ fits: true });
    io.predict({ fits: false });
    return Promise.resolve({
      n: { test: 1234 },
      figures: [figure("fit", "Fit", "share", measured(0.5)), figure("wear", "Wear", "score", unmeasured("never worn"))],
      groups: [{ name: "left", n: size, figures: [figure("fit", "Fit", "share", measured(1))] }],
      notes: ["Left shoes only."],
      passed: args.text("test") !== "tight",
    });
  },
};

async function run(...argv: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await runCommand(argv, [shoes], { stdout: (text) => void (stdout += text), stderr: (text) => void (stderr += text) });
  return { code, stdout, stderr };
}

test("the table shows figures in percent, a dash with its reason, groups and notes", async () => {
  expect(await run("shoes", "--test", "f")).toEqual({
    code: 0,
    stderr: "",
    stdout: `shoes, n: 1,234 test

Fit   50.0 %
Wear       –  (never worn)

       n      Fit
left  40  100.0 %

Left shoes only.

passed
`,
  });
});

test("--json prints one object on one line and nothing else", async () => {
  const { stdout } = await run("shoes", "--test", "f", "--json");
  expect(stdout.split("\n")).toHaveLength(2);
  expect(JSON.parse(stdout)).toEqual({
    what: "shoes",
    n: { test: 1234 },
    figures: { fit: 0.5, wear: null },
    groups: { left: { n: 40, fit: 1 } },
    unmeasured: { wear: "never worn" },
    notes: ["Left shoes only."],
    passed: true,
  });
});

test("predictions are written one a line, in order", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "edgedesk-eval-")), "out.jsonl");
  await run("shoes", "--test", "f", "--predictions", file);
  expect(readFileSync(file, "utf8")).toBe('{"fits":true}\n{"fits":false}\n');
});

test("a gate that fails exits with 1", async () => {
  expect((await run("shoes", "--test", "tight")).code).toBe(1);
});

test("a file that cannot be measured exits with 1 and says where", async () => {
  expect(await run("shoes", "--test", "broken")).toEqual({ code: 1, stdout: "", stderr: "broken:3: a sock; expected a shoe\n" });
});

test.each([
  [["hats"], 'There is no evaluation "hats"; there is: shoes.'],
  [[], "Usage: npm run eval"],
  [["shoes"], "--test is required"],
  [["shoes", "--test"], "--test <value>' argument missing"],
  [["shoes", "--colour", "red"], "Unknown option '--colour'"],
  [["shoes", "f"], "Unexpected argument 'f'"],
  [["shoes", "--test", "f", "--size", "big"], '--size expects a number from 20 to 50, not "big"'],
  [["shoes", "--test", "f", "--predictions", "/no/such/folder/x"], "the folder does not exist"],
])("wrong usage %j exits with 2 and says what is wrong", async (argv, message) => {
  const { code, stdout, stderr } = await run(...argv);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
});

test("--help lists what there is, and the options of one evaluation", async () => {
  expect((await run("--help")).stdout).toContain("shoes  how well shoes fit\n         --test FILE\n");
  expect((await run("shoes", "--help")).stdout).toContain("--test FILE         the shoes (required)");
});

test("progress stays silent for two seconds and then speaks every two", () => {
  let nowMs = 0;
  const lines: string[] = [];
  const progress = reportProgress(
    (line) => void lines.push(line),
    () => nowMs,
  );
  for (nowMs = 0; nowMs <= 5_000; nowMs += 100) progress(nowMs, 10_000, "reading");
  expect(lines).toEqual(["reading: 2,000 of 10,000 (20 %)\n", "reading: 4,000 of 10,000 (40 %)\n"]);
});
