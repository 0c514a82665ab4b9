/** Settings go into the files of support/ and out again, and what a person wrote beside them stays. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filesOfSettings, settingsOfFiles } from "#config/support-settings";
import { type Settings, SettingsSchema } from "#contracts/settings";
import { differences } from "../../../../scripts/support/differences.ts";
import { FileError, readSettingFiles, writeExamples, writeSettingFiles } from "../../../../scripts/support/setting-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edgedesk-support-"));
  for (const name of ["brand.yaml", "hours.yaml", "desk.yaml", "macros.yaml", "intents"])
    cpSync(join("support", name), join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (name: string): string => readFileSync(join(folder, name), "utf8");
const stored = (): Settings => settingsOfFiles(readSettingFiles(folder));
const write = (settings: Settings): string[] => writeSettingFiles(folder, filesOfSettings(settings));

test("what is the same already leaves every file as it is, to the letter", () => {
  const before = ["brand.yaml", "hours.yaml", "desk.yaml", "macros.yaml"].map(text);
  expect(write(stored())).toEqual([]);
  expect(["brand.yaml", "hours.yaml", "desk.yaml", "macros.yaml"].map(text)).toEqual(before);
});

test("a change is written where it belongs, and comments beside it stay", () => {
  const settings = stored();
  const changed = { ...settings, auditDays: 90, brand: { ...settings.brand, greeting: "Hello! I am an AI: ask me." } };
  expect(write(changed)).toEqual(["brand.yaml", "desk.yaml"]);
  expect(stored()).toEqual(changed);
  expect(text("desk.yaml")).toContain("# How long the log of who read and did what is kept");
  expect(text("brand.yaml")).toContain("# on light pages");
  expect(text("brand.yaml")).toContain("allowed_link_hosts");
});

test("macros that were written at the desk go into their file, and the word at its head stays", () => {
  const settings = stored();
  const macros = [
    ...settings.macros.slice(1),
    { id: "macro-6", title: "Thanks", text: "Thank you, {customer}.\nYour ticket is {ticket}." },
  ];
  expect(write({ ...settings, macros })).toEqual(["macros.yaml"]);
  expect(stored().macros).toEqual(macros);
  expect(text("macros.yaml")).toContain("# What people at the desk write again and again");
});

test("hours go and come back", () => {
  const settings = stored();
  write({ ...settings, hours: null });
  expect(stored().hours).toBeNull();
  expect(write(settings)).toEqual(["hours.yaml"]);
  expect(stored()).toEqual(settings);
});

const line = fc.string({ minLength: 1, maxLength: 40 }).map((one) => one.trim() || "x");

test("any settings that the desk takes come back from the files as they went in", () => {
  fc.assert(
    fc.property(
      fc.record({
        greeting: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }).map((one) => one.trim() || "x"),
        name: line,
        suggestions: fc.array(line, { maxLength: 4 }),
        message: fc.string({ maxLength: 80 }).map((one) => one.trim()),
        threshold: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((one) => Math.round(one * 100) / 100)),
        minutes: fc.integer({ min: 1, max: 1_440 }),
        holiday: line,
        macro: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }).map((one) => `${one.trim()}\n\n{customer}: {ticket}`),
      }),
      ({ greeting, name, suggestions, message, threshold, minutes, holiday, macro }) => {
        const settings = stored();
        const next = SettingsSchema.parse({
          ...settings,
          answerThreshold: threshold,
          returnAfterMinutes: minutes,
          macros: [...settings.macros.slice(0, 2), { id: "macro-9", title: name.slice(0, 80), text: macro }],
          brand: { ...settings.brand, greeting, name, suggestions },
          away: { ...settings.away, message },
          hours: settings.hours && { ...settings.hours, holidays: [{ date: "2027-02-03", name: holiday, open: ["10:00-12:00"] }] },
        });
        write(next);
        expect(stored()).toEqual(next);
        expect(differences(stored(), next)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test("differences name the value, not the whole group", () => {
  const settings = stored();
  expect(differences(settings, { ...settings, brand: { ...settings.brand, name: "Nook & Co" } })).toEqual([
    { name: "brand.name", here: '"Verdanook"', there: '"Nook & Co"' },
  ]);
});

test("what was taught joins its file, and moves there when its label was another", () => {
  const labels = ["billing", "technical", "escalation", "general"];
  const moved = { text: "my flurbomat flurbles", label: "billing" };
  expect(writeExamples(folder, [moved], labels)).toBe(1);
  expect(text("intents/examples/billing.jsonl")).toContain(JSON.stringify(moved));
  expect(writeExamples(folder, [moved], labels)).toBe(0);
  expect(writeExamples(folder, [{ ...moved, label: "technical" }], labels)).toBe(1);
  expect(text("intents/examples/billing.jsonl")).not.toContain("flurbomat");
  expect(text("intents/examples/technical.jsonl")).toContain("flurbomat");
});

test("a file that is not there or cannot be meant is named with what is wrong", () => {
  rmSync(join(folder, "desk.yaml"));
  expect(() => readSettingFiles(folder)).toThrow(FileError);
  expect(() => readSettingFiles(folder)).toThrow("desk.yaml");
});
