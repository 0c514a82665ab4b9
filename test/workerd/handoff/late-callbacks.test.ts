import { env } from "cloudflare:workers";
import { beforeAll, expect, test, vi } from "vitest";
import { conversationOf, eventsOf, startConversation, type Visitor } from "../desk.ts";

const ticket = { id: "77", number: "ED-77" };

// No workflow is started: what comes back from the outside is what a test sends.
beforeAll(() => {
  vi.spyOn(env.HANDOFFS, "send").mockResolvedValue({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
});

async function waiting(): Promise<{ visitor: Visitor; handoff: string }> {
  const visitor = await startConversation();
  const asked = await conversationOf(visitor).requestHandoff();
  if (!asked.ok) throw new Error(asked.error.detail);
  return { visitor, handoff: asked.value.handoff };
}

const told = async (visitor: Visitor) => (await eventsOf(visitor)).filter(({ event }) => event.type === "ticket.opened");

test("a ticket that is told many times is told to the customer once", async () => {
  const { visitor, handoff } = await waiting();
  await Promise.all(Array.from({ length: 5 }, () => conversationOf(visitor).ticketOpened(handoff, ticket)));
  await conversationOf(visitor).ticketOpened(handoff, ticket);
  expect(await told(visitor)).toHaveLength(1);
});

test("another ticket for the same handoff is refused, and the customer keeps the first number", async () => {
  const { visitor, handoff } = await waiting();
  await conversationOf(visitor).ticketOpened(handoff, ticket);
  const [first] = await told(visitor);
  expect(await conversationOf(visitor).ticketOpened(handoff, { id: "78", number: "ED-78" })).toMatchObject({
    ok: false,
    error: { reason: "conflict" },
  });
  expect(await told(visitor)).toEqual([first]);
});

test.each(["h0", "h2", "h01x", "t1", "h-1"])("a callback for the handoff …-%s, which never was, is refused", async (suffix) => {
  const { visitor } = await waiting();
  expect(await conversationOf(visitor).ticketOpened(`${visitor.id}-${suffix}`, ticket)).toMatchObject({
    ok: false,
    error: { reason: "not_found" },
  });
  expect(await conversationOf(visitor).writeBrief(`${visitor.id}-${suffix}`)).toMatchObject({ ok: false, error: { reason: "not_found" } });
});

test("a callback for another conversation's handoff is refused", async () => {
  const [mine, other] = [await waiting(), await waiting()];
  expect(await conversationOf(mine.visitor).ticketOpened(other.handoff, ticket)).toMatchObject({
    ok: false,
    error: { reason: "not_found" },
  });
});

test("a brief is written once and read again alike", async () => {
  const { visitor, handoff } = await waiting();
  const first = await conversationOf(visitor).writeBrief(handoff);
  await conversationOf(visitor).post({ id: "m1", text: "and one thing more" });
  expect(await conversationOf(visitor).writeBrief(handoff)).toEqual(first);
});

test("a ticket that is told after the customer closed is still in the log", async () => {
  const { visitor, handoff } = await waiting();
  await conversationOf(visitor).close();
  expect(await conversationOf(visitor).ticketOpened(handoff, ticket)).toMatchObject({ ok: true });
  expect(await told(visitor)).toHaveLength(1);
});
