/** The sample customers of the invented shop, as whom a visitor of the demo page may sign in. Nobody of these exists. */
import type { Identity } from "#contracts/identity";

export const sampleCustomers: readonly Identity[] = [
  { subject: "vn-1001", name: "Mara Velde", email: "mara.velde@mail.example" },
  { subject: "vn-1002", name: "Ilya Brandt", email: "ilya.brandt@mail.example" },
];
