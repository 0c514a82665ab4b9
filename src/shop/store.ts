/** What the invented shop keeps in D1. A customer reads their own and nobody else's; an invoice is refunded once, whoever asks however often. */
import { z } from "zod";
import { sampleInvoices, sampleOrders } from "./samples.ts";

const euros = (amount: number) => ({ amount, currency: "EUR" });

const OrderRowSchema = z
  .object({
    id: z.string(),
    status: z.string(),
    items: z.string(),
    amount: z.int(),
    invoice: z.string(),
    placed_on: z.string(),
    shipped_on: z.string().nullable(),
    expected_on: z.string().nullable(),
    delivered_on: z.string().nullable(),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
  })
  .transform(({ id, status, items, amount, invoice, placed_on, shipped_on, expected_on, delivered_on, carrier, tracking }) => ({
    order: id,
    status,
    placedOn: placed_on,
    items: z.array(z.string()).parse(JSON.parse(items)),
    total: euros(amount),
    invoice,
    ...(shipped_on === null ? {} : { shippedOn: shipped_on }),
    ...(expected_on === null ? {} : { expectedOn: expected_on }),
    ...(delivered_on === null ? {} : { deliveredOn: delivered_on }),
    ...(carrier === null ? {} : { carrier }),
    ...(tracking === null ? {} : { tracking }),
  }));

const InvoiceRowSchema = z
  .object({
    id: z.string(),
    about: z.string(),
    amount: z.int(),
    paid_with: z.string(),
    issued_on: z.string(),
    refunded_on: z.string().nullable(),
  })
  .transform(({ id, about, amount, paid_with, issued_on, refunded_on }) => ({
    invoice: id,
    status: refunded_on === null ? "paid" : "refunded",
    issuedOn: issued_on,
    total: euros(amount),
    paidWith: paid_with,
    about,
    ...(refunded_on === null ? {} : { refundedOn: refunded_on }),
  }));

const RefundRowSchema = z.object({ id: z.int(), idempotency_key: z.string() });

export type Refunded = { refund: string; invoice: string; total: { amount: number; currency: string }; paidWith: string };

const dayMs = 86_400_000;

export class ShopStore {
  readonly #database: D1Database;
  readonly #nowMs: () => number;

  constructor(database: D1Database, nowMs: () => number) {
    this.#database = database;
    this.#nowMs = nowMs;
  }

  /** Puts the samples in, where they are not. */
  async seed(): Promise<void> {
    const day = (offset: number | undefined): string | null => (offset === undefined ? null : this.#day(offset));
    await this.#database.batch([
      ...sampleOrders.map((order) =>
        this.#database
          .prepare("INSERT OR IGNORE INTO shop_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(
            order.id,
            order.customer,
            order.status,
            JSON.stringify(order.items),
            order.amount,
            order.invoice,
            day(order.placed),
            day(order.shipped),
            day(order.expected),
            day(order.delivered),
            order.carrier ?? null,
            order.tracking ?? null,
          ),
      ),
      ...sampleInvoices.map(({ id, customer, about, amount, paidWith, issued }) =>
        this.#database
          .prepare("INSERT OR IGNORE INTO shop_invoice VALUES (?, ?, ?, ?, ?, ?)")
          .bind(id, customer, about, amount, paidWith, day(issued)),
      ),
    ]);
  }

  async order(customer: string, id: string): Promise<z.output<typeof OrderRowSchema> | null> {
    const row = await this.#database.prepare("SELECT * FROM shop_order WHERE id = ? AND customer = ?").bind(id, customer).first();
    return row && OrderRowSchema.parse(row);
  }

  async invoice(customer: string, id: string): Promise<z.output<typeof InvoiceRowSchema> | null> {
    const query = `SELECT i.*, r.refunded_on FROM shop_invoice i LEFT JOIN shop_refund r ON r.invoice = i.id WHERE i.id = ? AND i.customer = ?`;
    const row = await this.#database.prepare(query).bind(id, customer).first();
    return row && InvoiceRowSchema.parse(row);
  }

  /** Null: no such invoice of this customer. "refunded": under another key. */
  async refund(customer: string, id: string, key: string): Promise<Refunded | "refunded" | null> {
    const invoice = await this.invoice(customer, id);
    if (!invoice) return null;
    await this.#database
      .prepare("INSERT OR IGNORE INTO shop_refund (invoice, idempotency_key, refunded_on) VALUES (?, ?, ?)")
      .bind(id, key, this.#day(0))
      .run();
    const stored = await this.#database.prepare("SELECT id, idempotency_key FROM shop_refund WHERE invoice = ?").bind(id).first();
    const refund = stored && RefundRowSchema.parse(stored);
    // The key was used for another invoice, or the invoice was refunded under another key.
    if (refund?.idempotency_key !== key) return "refunded";
    return { refund: `R-${7000 + refund.id}`, invoice: id, total: invoice.total, paidWith: invoice.paidWith };
  }

  #day(offset: number): string {
    return new Date(this.#nowMs() + offset * dayMs).toISOString().slice(0, 10);
  }
}
