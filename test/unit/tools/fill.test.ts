import { expect, test } from "vitest";
import { preparedAsking } from "#embedded/tools/fill";
import { sampleTools } from "./sample-tools.ts";

const asking = preparedAsking(sampleTools);
const told = [{ order: "10423", invoice: "INV-2041", total: { amount: 1 } }];
const asked = (text: string, results: readonly unknown[] = []): string => {
  const found = asking(text, () => results);
  return found === null ? "nothing" : `${found.tool.name} ${JSON.stringify(found.input)}`;
};

test.each([
  ["Where is my order 10423?", 'order_status {"order":"10423"}'],
  ["has order 10423 been shipped yet", 'order_status {"order":"10423"}'],
  ["my parcel (10423) is late!", 'order_status {"order":"10423"}'],
  ["what is invoice INV-2041 for", 'invoice_status {"invoice":"INV-2041"}'],
  ["what is invoice inv-2041 for", 'invoice_status {"invoice":"INV-2041"}'],
  ["Refund invoice INV-2041", 'refund_invoice {"invoice":"INV-2041"}'],
])("%s", (text, tool) => {
  expect(asked(text)).toBe(tool);
});

test.each([
  "where is my parcel",
  "Where is my order 1042?",
  "Where is my order 104233?",
  "where are my orders 10423 and 10398?",
  "order 10423",
  "cancel order 10423, where is the button",
  "how do I get a refund for invoice INV-2041?",
  "where do I find my invoice",
  "refund that invoice",
  "how do I change my billing address?",
  "",
])("no tool is guessed at: %j", (text) => {
  expect(asked(text)).toBe("nothing");
});

test("'that invoice' is the one that was told last, and one of two is not chosen", () => {
  expect(asked("refund that invoice", told)).toBe('refund_invoice {"invoice":"INV-2041"}');
  expect(asked("refund it please", told)).toBe('refund_invoice {"invoice":"INV-2041"}');
  expect(asked("refund that invoice", [{ invoices: [{ invoice: "INV-2041" }, { invoice: "INV-2017" }] }, ...told])).toBe("nothing");
  expect(asked("where is my order", told)).toBe("nothing");
});

test("what was told is not looked up for a message that asks for no tool", () => {
  let looked = 0;
  asking("how do I clean the tank?", () => {
    looked += 1;
    return [];
  });
  expect(looked).toBe(0);
});
