import fc from "fast-check";
import { expect, test } from "vitest";
import { toolRequest } from "#adapters/tools/tool-request";
import { sampleTool } from "./sample-tools.ts";

const base = new URL("https://api.shop.example/v1");
const customer = { subject: "vn-1001", name: "Mara", email: null };
const secret = (name: string): string | undefined => (name === "SHOP_KEY" ? "s3cret" : undefined);
const request = (order: string, who: typeof customer | null = customer) =>
  toolRequest(sampleTool("order_status"), { order }, { base, customer: who, secret });

test("a call goes to the operator's host, as the customer who is known, with the secret and a key", () => {
  const made = toolRequest(sampleTool("refund_invoice"), { invoice: "INV-2041" }, { base, customer, secret, key: "k1" });
  if (!made.ok) throw new Error(made.error.reason);
  expect(made.value.url.href).toBe("https://api.shop.example/v1/customers/vn-1001/invoices/INV-2041/refund");
  expect(made.value.init).toMatchObject({ method: "POST", redirect: "manual", body: '{"reason":"asked for in the chat"}' });
  const headers = new Headers(made.value.init.headers);
  expect([headers.get("authorization"), headers.get("idempotency-key")]).toEqual(["Bearer s3cret", "k1"]);
});

test("without a customer, or without its secret, no call is made", () => {
  expect(request("10423", null)).toMatchObject({ error: { reason: "no_customer" } });
  expect(toolRequest(sampleTool("order_status"), { order: "1" }, { base, customer, secret: () => undefined })).toMatchObject({
    error: { reason: "no_secret" },
  });
});

test.each([".", "..", "%2e%2e", "%2E", "", "\u0000", "a\nb", "\ud800"])(
  "a value that would leave its segment makes no call: %j",
  (order) => {
    expect(request(order)).toMatchObject({ ok: false });
  },
);

test("whatever a value is, the call stays in its place on its host", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: "binary" }),
        fc.webUrl(),
        fc.constantFrom("../../x", "//evil.example", "@evil.example", "x?y=1#z", "\\\\evil", "..;/", "%2e%2e%2fx"),
      ),
      (order) => {
        const made = request(order);
        if (!made.ok) return;
        const { url } = made.value;
        expect(url.origin).toBe("https://api.shop.example");
        expect([url.username, url.search, url.hash]).toEqual(["", "", ""]);
        expect(url.pathname.split("/").slice(0, 5)).toEqual(["", "v1", "customers", "vn-1001", "orders"]);
        expect(url.pathname.split("/")).toHaveLength(6);
      },
    ),
    { numRuns: 2_000 },
  );
});
