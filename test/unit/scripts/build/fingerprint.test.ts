import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { whenChanged } from "../../../../scripts/build/fingerprint.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-fingerprint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("work is done when an input changes, appears, goes or moves, or when its output is gone, and not otherwise", async () => {
  const inputs = join(folder, "inputs");
  const output = join(folder, "output");
  mkdirSync(inputs);
  const write = (name: string, text: string) => writeFileSync(join(inputs, name), text);
  const work = () =>
    whenChanged({
      inputs: [inputs, join(folder, "missing")],
      outputs: [output],
      stamp: join(folder, "stamp"),
      run: async () => writeFileSync(output, "made"),
    });

  write("one", "1");
  expect(await work()).toBe(true);
  expect(await work()).toBe(false);
  write("one", "2");
  expect(await work()).toBe(true);
  write("two", "2");
  expect(await work()).toBe(true);
  rmSync(join(inputs, "two"));
  expect(await work()).toBe(true);
  rmSync(join(inputs, "one"));
  write("three", "2");
  expect(await work()).toBe(true);
  rmSync(output);
  expect(await work()).toBe(true);
  expect(await work()).toBe(false);
});

test("work that failed is done again", async () => {
  let times = 0;
  const run = async () => {
    times += 1;
    if (times === 1) throw new Error("cut off");
  };
  const work = () => whenChanged({ inputs: [], outputs: [], stamp: join(folder, "again"), run });
  await expect(work()).rejects.toThrow("cut off");
  expect(await work()).toBe(true);
  expect(await work()).toBe(false);
});
