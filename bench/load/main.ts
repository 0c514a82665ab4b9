/**
 * The load, a process of its own: whoever shares an event loop with what it measures measures itself. Takes orders from its parent's channel, one at a
 * time, and ends when the channel does.
 */
import { closedLoop, openLoop, summed } from "./loops.ts";
import { Customer } from "./customer.ts";
import { type Done, type Order, OrderSchema, type Reply } from "./work.ts";

/** Conversations begun at the same time while opening many. */
const openedAtOnce = 20;

const customers: Customer[] = [];

process.on("message", (message) => {
  carryOut(OrderSchema.parse(message)).then(
    (done) => reply({ done }),
    (error: unknown) => reply({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

async function carryOut(order: Order): Promise<Done> {
  switch (order.do) {
    case "open":
      return summed(() => openMany(order.url, order.customers));
    case "closed_loop":
      return summed((note) => closedLoop(customers, order, note));
    case "open_loop":
      return summed((note) => openLoop(customers, order, note));
    case "close":
      return summed(async () => void (await Promise.all(customers.splice(0).map((customer) => customer.close()))));
  }
}

async function openMany(url: string, wanted: number): Promise<void> {
  let left = wanted;
  const opener = async (): Promise<void> => {
    while (left-- > 0) customers.push(await Customer.open(url));
  };
  await Promise.all(Array.from({ length: openedAtOnce }, opener));
}

const reply = (message: Reply): void => void process.send?.(message);
