import { expect, test } from "vitest";
import { SettingError } from "#config/environment";
import { readTicketSettings } from "#config/tickets";

const webhook = {
  TICKETS: "webhook",
  TICKETS_URL: "https://cases.verdanook.example/hook/",
  TICKETS_SIGNING: "newer-secret-16b, older-secret-16b",
  TICKETS_BELIEVED: "their-secret-16b",
};
const zendesk = {
  TICKETS: "zendesk",
  TICKETS_URL: "https://verdanook.zendesk.example",
  TICKETS_BELIEVED: "their-secret-16b",
  ZENDESK_EMAIL: "mara@verdanook.example",
  ZENDESK_TOKEN: "token",
};

const complaintOf = (env: object): string => {
  try {
    readTicketSettings(env);
    return "";
  } catch (error) {
    return error instanceof SettingError ? error.message : `not a setting error: ${String(error)}`;
  }
};

test.each([{}, { TICKETS: "" }, { TICKETS: "desk", TICKETS_URL: "" }])("%j keeps tickets at our own desk", (env) => {
  expect(readTicketSettings(env)).toEqual({ TICKETS: "desk" });
});

test("secrets are a list, newest first; the address has no slash at its end", () => {
  expect(readTicketSettings(webhook)).toMatchObject({
    TICKETS_URL: "https://cases.verdanook.example/hook",
    TICKETS_SIGNING: ["newer-secret-16b", "older-secret-16b"],
  });
  expect(readTicketSettings(zendesk)).toMatchObject({ TICKETS: "zendesk", ZENDESK_EMAIL: "mara@verdanook.example" });
});

test.each([
  ["another system", { TICKETS: "jira" }, /desk, webhook or zendesk/],
  ["no address", { ...webhook, TICKETS_URL: undefined }, /TICKETS_URL is missing/],
  ["an address in the clear", { ...webhook, TICKETS_URL: "http://cases.verdanook.example" }, /TICKETS_URL must be an https URL/],
  ["credentials in the address", { ...webhook, TICKETS_URL: "https://me:pw-of-mine@cases.example" }, /TICKETS_URL must be an https URL/],
  ["no secret to sign with", { ...webhook, TICKETS_SIGNING: " , " }, /TICKETS_SIGNING is missing/],
  ["a short secret", { ...webhook, TICKETS_BELIEVED: "pw-of-mine" }, /TICKETS_BELIEVED: a secret needs at least 16/],
  ["no token", { ...zendesk, ZENDESK_TOKEN: "" }, /ZENDESK_TOKEN is missing/],
  ["no agent", { ...zendesk, ZENDESK_EMAIL: "mara" }, /ZENDESK_EMAIL must be the address/],
])("%s is told by name, and no secret is repeated", (_what, env, words) => {
  expect(complaintOf(env)).toMatch(words);
  expect(complaintOf(env)).not.toContain("pw-of-mine");
});
