import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTools } from "../../../scripts/build/tools.ts";
import { sampleTools } from "./sample-tools.ts";

const good = `name: order_status
title: Order status
description: Looks up an order.
effect: read
input:
  order: { type: string, pattern: '^\\d{5}$' }
output:
  type: object
  required: [status]
  properties: { status: { type: string }, expectedOn: { type: string } }
call:
  host: shop
  method: GET
  path: /orders/{order}
answers:
  - when: { status: sent }
    text: 'It comes on {expectedOn|date}.'
  - text: 'It is {status}.'
notFound: There is no order {input.order}.
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edgedesk-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function faultsOf(...changes: [string, string][]): string {
  const text = changes.reduce((yaml, [from, to]) => {
    if (!yaml.includes(from)) throw new Error(`nothing to change: ${from}`);
    return yaml.replace(from, () => to);
  }, good);
  writeFileSync(join(folder, "order-status.yaml"), text);
  try {
    readTools(folder);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(`${folder}/`, "") : String(error);
  }
}

test("the sample's tools are read, and so is a file that says the least", () => {
  expect(sampleTools.map(({ name }) => name)).toEqual(["invoice_status", "order_status", "refund_invoice"]);
  expect(faultsOf(["Order status", "Status of an order"])).toBe("");
});

test.each<[string, [string, string][], string]>([
  ["an unknown key", [["effect: read", "effect: read\nretries: 3"]], "order-status.yaml:5: retries: Unrecognized key"],
  ["YAML that is broken", [["title: Order", 'title: "Order']], "order-status.yaml:"],
  ["an effect that is none", [["effect: read", "effect: maybe"]], "order-status.yaml:4: effect:"],
  [
    "a name that is not the file's",
    [["name: order_status", "name: order_state"]],
    "order-status.yaml:1: name: the file of order_state is order-state.yaml",
  ],
  ["a pattern that is none", [["'^\\d{5}$'", "'^(\\d{5}$'"]], "order-status.yaml:6: input.order.pattern: it is no regular expression"],
  [
    "a place in the path that is no input",
    [["/orders/{order}", "/orders/{invoice}"]],
    "order-status.yaml:14: call.path: there is no input {invoice}",
  ],
  ["an address in the place of a path", [["/orders/{order}", "https://evil.example/{order}"]], "order-status.yaml:14: call.path:"],
  ["a path that climbs", [["/orders/{order}", "/orders/../{order}"]], "call.path: a path does not climb"],
  ["a secret in the path", [["/orders/{order}", "/orders/{secret.KEY}"]], "order-status.yaml:14: call.path:"],
  [
    "a field of the customer that there is not",
    [["/orders/{order}", "/{customer.password}/{order}"]],
    "call.path: {customer.…} is one of subject, name, email",
  ],
  [
    "a header that the desk sets",
    [["  path:", "  headers: { host: evil.example }\n  path:"]],
    "call.headers.host: this header is set by the desk",
  ],
  [
    "a header with an input in it",
    [["  path:", "  headers: { x-order: '{order}' }\n  path:"]],
    "call.headers.x-order: a header may hold {secret.NAME}",
  ],
  [
    "an answer with a field that there is not",
    [["It is {status}.", "It is {state}."]],
    "order-status.yaml:18: answers.1.text: {state}: the output does not always have it",
  ],
  [
    "a last answer that may not fit",
    [["It is {status}.", "It comes on {expectedOn|date}."]],
    "answers.1.text: {expectedOn}: the output does not always have it",
  ],
  [
    "a last answer with a condition",
    [["  - text: 'It is", "  - when: { status: lost }\n    text: 'It is"]],
    "answers.1.when: the last answer must hold always",
  ],
  ["a stray brace", [["It is {status}.", "It is {status."]], "answers.1.text: a brace that is no place"],
  ["an output in the words for 404", [["no order {input.order}", "no order {status}"]], "notFound: {status}: there is no output here"],
  [
    "a write without a card",
    [
      ["effect: read", "effect: write"],
      ["method: GET", "method: POST"],
    ],
    "effect: a tool that writes needs `confirm`",
  ],
  ["a read that deletes", [["method: GET", "method: DELETE"]], "call.method: a tool that reads uses GET, or POST for a search"],
])("%s stops the build with file and line", (_case, changes, fault) => {
  expect(faultsOf(...changes)).toContain(fault);
});

test("all faults are told at once", () => {
  expect(faultsOf(["effect: read", "effect: maybe"], ["method: GET", "method: FETCH"]).split("\n")).toHaveLength(2);
});
