/** Settings become files and files settings, and nothing is lost on the way. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { BrandSchema, DeskFileSchema, HoursFileSchema } from "#config/support";
import { filesOfSettings, settingsOfFiles } from "#config/support-settings";
import { MacrosSchema } from "#contracts/desk";
import { SettingsSchema } from "#contracts/settings";

const yaml = (name: string): unknown => parse(readFileSync(`support/${name}.yaml`, "utf8"));
const shipped = {
  brand: BrandSchema.parse(yaml("brand")),
  hours: HoursFileSchema.parse(yaml("hours")),
  desk: DeskFileSchema.parse(yaml("desk")),
  macros: MacrosSchema.parse(yaml("macros")).macros,
};

test("the shipped files are settings, every one of which goes back to the place that it came from", () => {
  const settings = SettingsSchema.parse(settingsOfFiles(shipped));
  const { brand, hours, desk, macros } = filesOfSettings(settings);
  expect({ ...shipped.brand, ...brand }).toEqual(shipped.brand);
  expect([hours, desk, macros]).toEqual([shipped.hours, shipped.desk, shipped.macros]);
  expect(settingsOfFiles({ brand, hours, desk, macros })).toEqual(settings);
});

test("no setting is without a place in the files", () => {
  const settings = settingsOfFiles(shipped);
  expect(Object.keys(settings).toSorted()).toEqual(Object.keys(SettingsSchema.shape).toSorted());
  const changed = { ...settings, hours: null, answerThreshold: 0.7, auditDays: 99, returnAfterMinutes: 3 };
  expect(settingsOfFiles(filesOfSettings(changed))).toEqual(changed);
});
