/** What every TicketDesk does, whatever stands behind it. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Ticket, TicketSchema } from "#contracts/tickets";
import type { TicketDesk, TicketRequest } from "#ports/tickets";
import { ManualClock } from "../fakes/manual-clock.ts";

const conversation = (n: number): string => n.toString(16).padStart(32, "0");

const request = (n: number, handoff = 1): TicketRequest => ({
  handoff: `${conversation(n)}-h${handoff}`,
  conversation: conversation(n),
  reason: "asked_for_person",
  brief: {
    title: `Charged twice "${n}"; DROP TABLE tickets; -- 😀`,
    summary: "The customer asked for a person.",
    category: "billing",
    sentiment: -0.4,
    priority: "high",
    wishes: ["a human please\n\u202e"],
    tried: [{ question: "why?", answer: "so", sources: ["double-charge"] }],
  },
});

export function ticketDeskSuite(name: string, makeEmpty: (clock: ManualClock) => Promise<TicketDesk>): void {
  describe(name, () => {
    let desk: TicketDesk;
    let clock: ManualClock;

    beforeEach(async () => {
      clock = new ManualClock("2026-11-22T10:00:00Z");
      desk = await makeEmpty(clock);
    });

    const openMany = async (count: number): Promise<Ticket[]> => {
      const tickets: Ticket[] = [];
      for (let n = 1; n <= count; n++) tickets.push(await desk.open(request(n)));
      return tickets;
    };

    test("tickets are counted by status, and a status that none has counts 0", async () => {
      expect(await desk.counts()).toEqual({ open: 0, taken: 0, closed: 0 });
      const [first, second] = await openMany(3);
      await desk.change(first?.id ?? "", { status: "taken", assignee: "Mara" });
      await desk.change(second?.id ?? "", { status: "closed", assignee: "Mara" });
      expect(await desk.counts()).toEqual({ open: 1, taken: 1, closed: 1 });
    });

    test("a ticket that was opened is open, has a number to read out, and keeps its brief to the letter", async () => {
      const ticket = await desk.open(request(1));
      expect(TicketSchema.parse(ticket)).toEqual(ticket);
      const openedAt = "2026-11-22T10:00:00.000Z";
      expect(ticket).toMatchObject({ ...request(1), status: "open", assignee: null, openedAt, changedAt: openedAt });
      expect(ticket.number).toMatch(/^[A-Z]+-\d{4,}$/);
      expect(await desk.get(ticket.id)).toEqual({ ok: true, value: ticket });
    });

    test("the same handoff opens one ticket, however often and however changed it is asked for", async () => {
      const first = await desk.open(request(1));
      clock.advance(60_000);
      expect(await desk.open({ ...request(1), reason: "button" })).toEqual(first);
      expect((await desk.list({ limit: 10 })).tickets).toEqual([first]);
    });

    test("the same handoff asked for twenty times at once opens one ticket", async () => {
      const tickets = await Promise.all(Array.from({ length: 20 }, () => desk.open(request(1))));
      expect(new Set(tickets.map((ticket) => ticket.id)).size).toBe(1);
      expect((await desk.list({ limit: 100 })).tickets).toHaveLength(1);
    });

    test("two handoffs of one conversation open two tickets", async () => {
      const [first, second] = [await desk.open(request(1, 1)), await desk.open(request(1, 2))];
      expect(second.id).not.toBe(first.id);
      expect(second.number).not.toBe(first.number);
    });

    test("a ticket that was changed stays changed when its handoff is asked for again", async () => {
      const { id } = await desk.open(request(1));
      clock.advance(1_000);
      const changed = await desk.change(id, { status: "closed", assignee: "Ada" });
      expect(changed).toMatchObject({
        value: { status: "closed", assignee: "Ada", changedAt: "2026-11-22T10:00:01.000Z", openedAt: "2026-11-22T10:00:00.000Z" },
      });
      expect(await desk.open(request(1))).toEqual(changed.ok && changed.value);
    });

    test("tickets are listed newest first, page by page, each once", async () => {
      const opened = await openMany(5);
      const seen: Ticket[] = [];
      let before: string | undefined;
      do {
        const { tickets, next } = await desk.list({ limit: 2, before });
        expect(tickets.length).toBeLessThanOrEqual(2);
        seen.push(...tickets);
        before = next ?? undefined;
      } while (before !== undefined);
      expect(seen).toEqual(opened.toReversed());
    });

    test("a full last page says that it is the last", async () => {
      await openMany(2);
      expect(await desk.list({ limit: 2 })).toMatchObject({ next: null });
    });

    test("tickets can be listed by their status", async () => {
      const [first, second] = await openMany(2);
      await desk.change(first?.id ?? "", { status: "taken", assignee: "Ada" });
      const idsWith = async (status: Ticket["status"]) => (await desk.list({ status, limit: 10 })).tickets.map((ticket) => ticket.id);
      expect(await idsWith("open")).toEqual([second?.id]);
      expect(await idsWith("taken")).toEqual([first?.id]);
      expect(await idsWith("closed")).toEqual([]);
    });

    test.each(["", "0", "999999", "-1", "1.5", "ED-1001", "1 OR 1=1", "9".repeat(40)])(
      "there is no ticket %j, and asking for it harms nothing",
      async (id) => {
        await openMany(1);
        expect(await desk.get(id)).toEqual({ ok: false, error: { reason: "unknown_ticket", id } });
        expect(await desk.change(id, { status: "closed", assignee: null })).toEqual({ ok: false, error: { reason: "unknown_ticket", id } });
        expect((await desk.list({ limit: 10 })).tickets).toMatchObject([{ status: "open" }]);
      },
    );

    test("a conversation that is forgotten has no ticket left, and others keep theirs", async () => {
      await desk.open(request(1, 1));
      await desk.open(request(1, 2));
      const other = await desk.open(request(2));
      await desk.forget(conversation(1));
      await desk.forget(conversation(3));
      expect((await desk.list({ limit: 10 })).tickets).toEqual([other]);
    });

    test("a number is never given twice, not even after its ticket was forgotten", async () => {
      const first = await desk.open(request(1));
      await desk.forget(conversation(1));
      expect((await desk.open(request(2))).number).not.toBe(first.number);
    });
  });
}
