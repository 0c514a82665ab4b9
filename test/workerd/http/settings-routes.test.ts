/** What is set on the desk over HTTP: over the files, under a version, and as the widget is told. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { defaultSettings, settingsCell } from "#compose/isolate";
import { MacrosSchema } from "#contracts/desk";
import { ProblemSchema } from "#contracts/problem";
import { SettingsViewSchema } from "#contracts/settings";
import { WidgetSettingsSchema } from "#contracts/widget-settings";
import { ask, askAsOperator, deskOrigin, refusalOf } from "../desk.ts";

const change = (body: object, ifMatch?: string) =>
  askAsOperator("/v1/settings", { method: "PATCH", body, ...(ifMatch === undefined ? {} : { headers: { "if-match": ifMatch } }) });
const read = async () => SettingsViewSchema.parse(await (await askAsOperator("/v1/settings")).json());
const widget = async () => WidgetSettingsSchema.parse(await (await ask("/v1/widget-settings")).json());

beforeEach(async () => {
  await env.DB.prepare("DELETE FROM settings").run();
  Object.assign(settingsCell(), { checkedAtMs: 0, leasedUntilMs: 0 });
});

test("until something is set, the desk stands as in the files of support/", async () => {
  const { version, set, ...settings } = await read();
  expect(settings).toEqual(defaultSettings());
  expect([typeof version, set]).toEqual(["number", []]);
});

test("what is set stands over the files until it is reset, and the rest stays the files'", async () => {
  const away = { message: "Back soon.", emailCapture: false };
  const changed = SettingsViewSchema.parse(await (await change({ away })).json());
  expect(changed).toEqual({ ...defaultSettings(), away, set: ["away"], version: changed.version });
  expect(await read()).toEqual(changed);
  const reset = SettingsViewSchema.parse(await (await change({ reset: ["away"] })).json());
  expect(reset).toEqual({ ...defaultSettings(), set: [], version: changed.version + 1 });
});

test("macros that an admin sets are everybody's from then on; two of one id are none", async () => {
  const listed = async () => MacrosSchema.parse(await (await askAsOperator("/v1/macros")).json()).macros;
  expect(await listed()).toEqual(defaultSettings().macros);
  const thanks = { id: "thanks", title: "Thanks", text: "Thank you, {customer}. Your ticket is {ticket}." };
  expect((await change({ macros: [thanks] })).status).toBe(200);
  expect(await listed()).toEqual([thanks]);
  expect(await refusalOf(await change({ macros: [thanks, thanks] }))).toEqual({ status: 400, code: "invalid_request" });
  await change({ reset: ["macros"] });
  expect(await listed()).toEqual(defaultSettings().macros);
});

test("of two who change the same version the second is told so, and nothing of theirs is stored", async () => {
  const response = await askAsOperator("/v1/settings");
  const etag = response.headers.get("etag") ?? "";
  expect((await change({ auditDays: 90 }, etag)).status).toBe(200);
  const second = await change({ auditDays: 100, returnAfterMinutes: 5 }, etag);
  expect([second.status, ProblemSchema.parse(await second.json())]).toMatchObject([412, { code: "precondition_failed", retryable: false }]);
  expect(await read()).toMatchObject({ auditDays: 90, set: ["auditDays"] });
  const [{ version }] = [await read()];
  expect((await change({ auditDays: 100 }, `"${version}"`)).status).toBe(200);
});

test("of many changes at once under one version exactly one goes through", async () => {
  const { version } = await read();
  const all = await Promise.all([40, 41, 42, 43, 44].map((auditDays) => change({ auditDays }, `"${version}"`)));
  expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412, 412]);
});

test("one stored group that no longer fits counts as not set, and does not take the others with it", async () => {
  await change({ returnAfterMinutes: 7 });
  await env.DB.prepare("INSERT INTO settings (name, value, changed_at) VALUES ('brand', '{\"name\":1}', 0), ('gone', '1', 0)").run();
  expect(await read()).toMatchObject({ brand: defaultSettings().brand, returnAfterMinutes: 7, set: ["returnAfterMinutes"] });
});

const { week, ...zone } = defaultSettings().hours ?? { week: undefined };
test.each([
  ["an unknown group", { mood: "good" }],
  ["a colour that is none", { brand: { ...defaultSettings().brand, accent: "green" } }],
  ["hours that run backwards", { hours: { ...zone, week: { ...week, monday: ["18:00-09:00"] } } }],
  ["hours that overlap", { hours: { ...zone, week: { ...week, monday: ["09:00-12:00", "11:00-13:00"] } } }],
  ["a day that is missing", { hours: { ...zone, week: { monday: [] } } }],
  ["a zone that nobody knows", { hours: { ...zone, week, timeZone: "Mars/Olympus" } }],
  ["an audit log that is hardly kept", { auditDays: 1 }],
  ["a reset of nothing known", { reset: ["mood"] }],
])("%s is refused", async (_case, body) => {
  expect(await refusalOf(await change(body))).toEqual({ status: 400, code: "invalid_request" });
});

test("the widget is told brand, hours and manners, without a token, and asks again for nothing", async () => {
  const response = await ask("/v1/widget-settings", { origin: deskOrigin });
  expect(response.headers.get("cache-control")).toBe("public, max-age=60");
  expect(response.headers.get("access-control-allow-origin")).toBe(deskOrigin);
  const settings = WidgetSettingsSchema.parse(await response.json());
  expect(settings).toMatchObject({ v: 1, brand: defaultSettings().brand, away: defaultSettings().away, proactive: null });
  expect(settings.hours).toMatchObject({ timeZone: "Europe/Amsterdam" });
  const again = await ask("/v1/widget-settings", { headers: { "if-none-match": response.headers.get("etag") ?? "" } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a change of greeting, hours and manners is what the widget is told next", async () => {
  const brand = { ...defaultSettings().brand, greeting: "Hello! I am an AI." };
  const proactive = { enabled: true, message: "Need a hand?", afterSeconds: 5, everyDays: 1 };
  await change({ brand, hours: null, proactive });
  expect(await widget()).toMatchObject({
    brand: { greeting: "Hello! I am an AI." },
    hours: null,
    proactive: { message: "Need a hand?", afterSeconds: 5, everyDays: 1 },
  });
});
