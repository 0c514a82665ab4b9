/** What the settings page asks of the server, checked against the contracts. */
import type { AuditEntry as ContractEntry, ListedOperator as ContractOperator, Me as ContractMe } from "#contracts/operators";
import type { SettingsView as ContractSettings } from "#contracts/settings";
import { anyOf, type Demanded, flag, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const brand = record({
  name: text,
  tagline: text,
  accent: text,
  accentDark: text,
  assistant: text,
  greeting: text,
  launcherLabel: text,
  launcherSide: oneOf("end", "start"),
  suggestions: list(text),
});
const week = record({
  monday: list(text),
  tuesday: list(text),
  wednesday: list(text),
  thursday: list(text),
  friday: list(text),
  saturday: list(text),
  sunday: list(text),
});
const hours = record({ timeZone: text, week, holidays: list(record({ date: text, name: text, open: list(text) })) });
const settingName = oneOf(
  "answerThreshold",
  "brand",
  "hours",
  "away",
  "proactive",
  "slaMinutes",
  "returnAfterMinutes",
  "auditDays",
  "retentionDays",
  "macros",
);

export const settings = record({
  answerThreshold: nullable(number),
  brand,
  hours: nullable(hours),
  away: record({ message: text, emailCapture: flag }),
  proactive: record({ enabled: flag, message: text, afterSeconds: number, everyDays: number }),
  slaMinutes: record({ urgent: number, high: number, normal: number, low: number }),
  returnAfterMinutes: number,
  auditDays: number,
  macros: list(record({ id: text, title: text, text })),
  retentionDays: nullable(number),
  version: number,
  set: list(anyOf(settingName, text)),
});
export type SettingsView = Guarded<typeof settings>;
/** The compiler refuses the guard when it demands what the contract does not promise. @public */
export type CheckedSettings = Demanded<Omit<SettingsView, "set">, Omit<ContractSettings, "set">>;
export type Settings = Omit<SettingsView, "version" | "set">;
export type Hours = NonNullable<Settings["hours"]>;

const role = oneOf("agent", "admin");
export const me = record({ name: text, email: nullable(text), role, via: oneOf("access", "secret") });
export type Me = Demanded<Guarded<typeof me>, ContractMe>;

const operator = record({
  email: text,
  role,
  name: nullable(text),
  source: oneOf("desk", "deployment"),
  setBy: nullable(text),
  setAt: nullable(text),
});
export type ListedOperator = Demanded<Guarded<typeof operator>, ContractOperator>;
export const operators = record({ operators: list(operator) });
export const oneOperator = operator;

const entry = record({ id: text, at: text, actor: text, role, via: oneOf("access", "secret"), action: text, subject: text });
export type AuditEntry = Demanded<Guarded<typeof entry>, ContractEntry>;
export const auditPage = record({ entries: list(entry), next: nullable(text) });

export const intents = record({
  intents: list(record({ name: text, description: text, handoff: flag })),
  model: record({ source: text, revision: number, examples: number, heldOutAccuracy: number, trainedAt: nullable(text) }),
});
export const examples = record({ examples: list(record({ id: number, text, label: text, addedAt: text })) });
export const trained = record({ examples: number, heldOutAccuracy: number });
