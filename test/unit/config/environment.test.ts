import { expect, test } from "vitest";
import { readEnvironment, SettingError } from "#config/environment";

const key = "s".repeat(32);
const complaintOf = (env: unknown): string => {
  try {
    readEnvironment(env);
    return "";
  } catch (error) {
    return error instanceof SettingError ? error.message : `not a setting error: ${String(error)}`;
  }
};

test("what is set is read, what is not set has its default", () => {
  expect(readEnvironment({ SIGNING_KEY: key })).toMatchObject({ MODELS: "embedded", ALLOWED_ORIGINS: [], SIGNING_KEY: key });
  expect(readEnvironment({ SIGNING_KEY: key }).OPERATOR_TOKEN).toBeUndefined();
});

test("origins are a list with commas, with room for spaces", () => {
  const { ALLOWED_ORIGINS } = readEnvironment({ SIGNING_KEY: key, ALLOWED_ORIGINS: " https://shop.example, ,http://localhost:3000 ," });
  expect(ALLOWED_ORIGINS).toEqual(["https://shop.example", "http://localhost:3000"]);
});

test.each([
  "shop.example",
  "https://shop.example/",
  "https://shop.example/path",
  "https://shop.example:443",
  "https://SHOP.example",
  "null",
  "*",
  "https://*.shop.example",
])("%j is no origin", (origin) => {
  expect(complaintOf({ SIGNING_KEY: key, ALLOWED_ORIGINS: origin })).toContain("ALLOWED_ORIGINS");
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["no signing key", {}, /SIGNING_KEY is missing: .*npm start/],
  ["a short signing key", { SIGNING_KEY: "short-but-secret" }, /SIGNING_KEY needs at least 32 characters/],
  [
    "a short operator token",
    { SIGNING_KEY: key, OPERATOR_TOKEN: "short-but-secret".slice(1) },
    /OPERATOR_TOKEN needs at least 16 characters/,
  ],
  ["an empty operator token", { SIGNING_KEY: key, OPERATOR_TOKEN: "" }, /OPERATOR_TOKEN/],
  [
    "an address of models that is none",
    { SIGNING_KEY: key, MODELS_URL: "localhost" },
    /MODELS_URL must be the base of an OpenAI-compatible server/,
  ],
  [
    "an address that alerts cannot be signed for",
    { SIGNING_KEY: key, ALERT_WEBHOOK_URL: "https://hooks.verdanook.example/edgedesk" },
    /ALERT_WEBHOOK_SECRET is missing.*wrangler secret put/,
  ],
])("%s is told by name, with what it should be, and no secret is repeated", (_case, env, words) => {
  const complaint = complaintOf(env);
  expect(complaint).toMatch(words);
  expect(complaint).not.toContain("hort-but-secret");
});

test("every wrong setting is told at once", () => {
  expect(complaintOf({ MODELS_URL: "oracle", ALLOWED_ORIGINS: "x" })).toMatch(/MODELS_URL.*;.*ALLOWED_ORIGINS.*;.*SIGNING_KEY/);
});
