/** One server process: a desk in workerd, below a process of its own, so that all of it can be killed at once. Ends with its parent's channel. */
import { runDesk } from "../../bench/desk/run-desk.ts";
import { OrderSchema, type Report } from "./order.ts";

const report = (message: Report): void => void process.send?.(message);

process.once("message", (message) => {
  const order = OrderSchema.parse(message);
  runDesk({ ...order, onLog: (line) => report({ line }) }).then(
    ({ url, pid }) => report({ ready: url, pid }),
    (error: unknown) => report({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
