/** The ticket desk is slow, and the conversation goes on before its ticket is there: once open, the ticket says where the conversation is, and the customer reads what is true. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, onTestFinished, test, vi } from "vitest";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import type { ConversationEvent } from "#contracts/events";
import { type Ticket, TicketListSchema } from "#contracts/tickets";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, eventsOf, startConversation, storyOf, type Visitor } from "../desk.ts";

const act = (visitor: Visitor, path: string, body: object): Promise<Response> =>
  askAsOperator(`/v1/conversations/${visitor.id}/${path}`, { method: "POST", body });

async function ticketsOf(visitor: Visitor): Promise<Ticket[]> {
  const { tickets } = TicketListSchema.parse(await (await askAsOperator("/v1/tickets?limit=100")).json());
  return tickets
    .filter(({ conversation }) => conversation === visitor.id)
    .toSorted((one, other) => one.handoff.localeCompare(other.handoff));
}

/** Holds every opening until it is let go. A held one looks again and again: nothing of the test may resolve a promise of an object. */
function holdOpening(): { reached(count: number): Promise<void>; release(): void } {
  const open = D1Tickets.prototype.open;
  let isHeld = true;
  const spy = vi.spyOn(D1Tickets.prototype, "open").mockImplementation(async function (this: D1Tickets, request) {
    while (isHeld) await scheduler.wait(2);
    return open.call(this, request);
  });
  const release = (): void => {
    isHeld = false;
  };
  onTestFinished(() => {
    release();
    spy.mockRestore();
  });
  return { reached: (count) => eventually(() => expect(spy.mock.calls.length).toBeGreaterThanOrEqual(count)), release };
}

async function asking(): Promise<{ visitor: Visitor; desk: ReturnType<typeof holdOpening> }> {
  const desk = holdOpening();
  const visitor = await startConversation();
  await conversationOf(visitor).requestHandoff();
  await desk.reached(1);
  return { visitor, desk };
}

const openedIn = async (visitor: Visitor): Promise<Extract<ConversationEvent, { type: "ticket.opened" }>[]> =>
  (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "ticket.opened" ? [event] : []));

const outboxOf = (visitor: Visitor): Promise<number> =>
  runInDurableObject(conversationOf(visitor), (_, { storage }) => Number(storage.sql.exec("SELECT count(*) AS n FROM outbox").one().n));

/** Once nothing is left to be told. */
async function ticketsWhen(visitor: Visitor, ...statuses: Ticket["status"][]): Promise<Ticket[]> {
  await eventually(async () => {
    expect((await ticketsOf(visitor)).map(({ status }) => status)).toEqual(statuses);
    expect(await outboxOf(visitor)).toBe(0);
  });
  return ticketsOf(visitor);
}

test.each<[string, (visitor: Visitor) => Promise<unknown>]>([
  [
    "given back by whoever had taken it",
    (visitor) => act(visitor, "take", { operator: "Mira" }).then(() => act(visitor, "give-back", { operator: "Mira" })),
  ],
  ["given back though nobody had it", (visitor) => act(visitor, "give-back", { operator: "Mira" })],
  ["closed for good", (visitor) => act(visitor, "settle", { operator: "Mira" })],
])(
  "a conversation that was %s before its ticket was open closes the ticket, ends its workflow, and promises no person",
  async (_case, goOn) => {
    const { visitor, desk } = await asking();
    await goOn(visitor);
    expect(await ticketsOf(visitor)).toEqual([]);
    desk.release();
    await ticketsWhen(visitor, "closed");
    const [ticket] = await ticketsOf(visitor);
    expect(await openedIn(visitor)).toMatchObject([
      { text: `For your records: the request to a person has the ticket ${ticket?.number}. It is closed already.` },
    ]);
    await eventually(async () =>
      expect(await (await env.HANDOFF_WORKFLOW.get(`${visitor.id}-h1`)).status()).toMatchObject({ output: { outcome: "settled" } }),
    );
  },
);

test("a conversation that was taken before its ticket was open has a ticket that is taken, by the same person", async () => {
  const { visitor, desk } = await asking();
  await act(visitor, "take", { operator: "Mira" });
  desk.release();
  expect(await ticketsWhen(visitor, "taken")).toMatchObject([{ assignee: "Mira" }]);
  expect(await openedIn(visitor)).toMatchObject([{ text: expect.stringContaining("A person will answer you here") }]);
});

test("whoever asks again after a give-back has two tickets in the end: the first one closed, the second one open", async () => {
  const { visitor, desk } = await asking();
  await act(visitor, "give-back", { operator: "Mira" });
  await conversationOf(visitor).requestHandoff();
  await desk.reached(2);
  desk.release();
  await ticketsWhen(visitor, "closed", "open");
  await eventually(async () => expect(await openedIn(visitor)).toHaveLength(2));
});

test("a ticket whose customer closed the conversation meanwhile is left to the people of the desk", async () => {
  const { visitor, desk } = await asking();
  await ask(`/v1/conversations/${visitor.id}/close`, { method: "POST", token: visitor.token });
  desk.release();
  await eventually(async () => expect(await storyOf(visitor)).toContain("ticket.opened"));
  expect(await ticketsWhen(visitor, "open")).toHaveLength(1);
});

test("giving back while the opening of the ticket is being told leaves no ticket open, whichever comes first", async () => {
  const { visitor, desk } = await asking();
  await act(visitor, "take", { operator: "Mira" });
  desk.release();
  const [given] = await Promise.all([
    act(visitor, "give-back", { operator: "Mira" }),
    eventually(async () => expect(await storyOf(visitor)).toContain("ticket.opened")),
  ]);
  expect(given.status).toBe(200);
  await ticketsWhen(visitor, "closed");
});

test("a give-back whose caller dies right after it closes the ticket all the same", async () => {
  const { visitor, desk } = await asking();
  desk.release();
  expect(await ticketsWhen(visitor, "open")).toMatchObject([{ assignee: null }]);
  // The conversation's own verb, and nothing of the route around it.
  await conversationOf(visitor).takeOver("Mira");
  await conversationOf(visitor).giveBack("Mira");
  expect(await ticketsWhen(visitor, "closed")).toHaveLength(1);
});
