/** Orders and invoices of the sample customers. Dates are days from the day on which the shop is first asked, so that a parcel on its way is always on its way. */
import { sampleCustomers } from "./customers.ts";

type SampleOrder = {
  id: string;
  status: string;
  items: string[];
  amount: number;
  invoice: string;
  placed: number;
  shipped?: number;
  expected?: number;
  delivered?: number;
  carrier?: string;
  tracking?: string;
};

const carrier = "Halden Parcel";
const [mara = "", ilya = ""] = sampleCustomers.map(({ subject }) => subject);

export const sampleOrders: readonly (SampleOrder & { customer: string })[] = [
  { customer: mara, id: "10423", status: "shipped", items: ["Nook One", "6-pack of pods"], amount: 16_690, invoice: "INV-2041", placed: -4, shipped: -1, expected: 2, carrier, tracking: "HP 5528 1947" }, // prettier-ignore
  { customer: mara, id: "10398", status: "delivered", items: ["Plant food 250 ml"], amount: 1_280, invoice: "INV-2017", placed: -21, shipped: -20, delivered: -18, carrier, tracking: "HP 5519 0312" }, // prettier-ignore
  { customer: ilya, id: "10431", status: "packed", items: ["Nook Max"], amount: 24_900, invoice: "INV-2049", placed: -1 },
  { customer: ilya, id: "10377", status: "delivered", items: ["Nook Mini"], amount: 9_390, invoice: "INV-1998", placed: -40, shipped: -39, delivered: -36, carrier, tracking: "HP 5501 7720" }, // prettier-ignore
];

export const sampleInvoices = [
  { customer: mara, id: "INV-2041", about: "Nook One and a 6-pack of pods", amount: 16_690, paidWith: "card ending 4242", issued: -4 },
  { customer: mara, id: "INV-2017", about: "Plant food 250 ml and delivery", amount: 1_280, paidWith: "digital wallet", issued: -21 },
  { customer: mara, id: "INV-2033", about: "Nook Plus Medium, one month", amount: 1_390, paidWith: "card ending 4242", issued: -9 },
  { customer: ilya, id: "INV-2049", about: "Nook Max", amount: 24_900, paidWith: "bank account ending 07", issued: -1 },
  { customer: ilya, id: "INV-1998", about: "Nook Mini and delivery", amount: 9_390, paidWith: "card ending 1881", issued: -40 },
] as const;
