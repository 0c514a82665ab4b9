/** What a server process is told when it starts, and what it says: plain data over its channel. */
import { z } from "zod";

export const OrderSchema = z.object({
  checkout: z.string(),
  mainModule: z.string(),
  state: z.string(),
  again: z.boolean(),
  vars: z.record(z.string(), z.string()),
});
export type Order = z.infer<typeof OrderSchema>;

export const ReportSchema = z.union([
  z.object({ ready: z.string().describe("the Worker's address"), pid: z.int() }),
  z.object({ line: z.string().describe("of the Worker's log") }),
  z.object({ failed: z.string() }),
]);
export type Report = z.infer<typeof ReportSchema>;
