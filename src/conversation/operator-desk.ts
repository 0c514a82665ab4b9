/**
 * A person's desk within one conversation: notes, the card, drafts, the line of sockets, the return timer and the inbox. Beside the log, not in it: what is written
 * to the customer goes through `operator.ts`.
 */
import type { ConversationPorts } from "#compose/conversation-ports";
import type { Card, Draft } from "#contracts/desk";
import type { LoggedEvent } from "#contracts/events";
import { RoutedSchema } from "#agents/router/router";
import { handoffId, turnId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import { cleanText } from "#domain/text";
import { usualWaits, type Waits } from "#domain/waiting";
import type { Refusal } from "#ports/conversations";
import { refuseText } from "./accept.ts";
import type { Audience } from "./audience.ts";
import { DeskLine, operatorOf } from "./desk-line.ts";
import { draftAnswer } from "./draft.ts";
import { InboxPush } from "./inbox-push.ts";
import { type Records, refuse } from "./records.ts";
import { returnDueMs, returnIfDue } from "./return-timer.ts";
import { briefOf, waitingSince } from "./summary.ts";
import type { Socket } from "./socket.ts";

/** Typing is noted so often at most. */
const activityEveryMs = 20_000;
const turnsShown = 20;

type Room = {
  id: string;
  sockets: () => Iterable<Socket>;
  ports: ConversationPorts;
  background: (work: Promise<void>) => void;
};
type Wiring = Room & { records: Records; audience: Audience };

export class OperatorDesk {
  readonly #with: Wiring;
  readonly #line: DeskLine;
  readonly #inbox: InboxPush;
  /** As last read. */
  #waits: Waits = usualWaits;
  #activeAtMs = 0;

  constructor(room: Room, records: Records, audience: Audience) {
    const { id, sockets, ports } = room;
    this.#with = { ...room, records, audience };
    this.#inbox = new InboxPush(id, records, ports, () => this.#readWaits());
    this.#line = new DeskLine(records, audience, sockets, ports.clock, () => this.#active());
  }

  /** An event has been committed. */
  published({ event }: LoggedEvent): void {
    this.#inbox.soon(this.#with.background);
    if (event.type === "operator.joined" || event.type === "operator.message") {
      this.#activeAtMs = 0;
      this.#active();
      this.#line.written(event.operator);
    }
  }

  /** @returns whether the frame was an operator's, and has been dealt with. */
  received(socket: Socket, data: string | ArrayBuffer | ArrayBufferView): boolean {
    const operator = operatorOf(socket);
    if (operator === null) return false;
    this.#line.receive(socket, operator, data);
    return true;
  }

  left(socket: Socket): void {
    if (operatorOf(socket) !== null) this.#line.tellPeople(socket);
  }

  /** @param before what the inbox has taken is written down after this, which must not reject. */
  async alarm(before: Promise<void>): Promise<void> {
    const { records, ports } = this.#with;
    returnIfDue(records, await this.#readWaits(), ports.clock.now());
    await this.#inbox.push(before);
  }

  nextDueMs(): number | null {
    const dues = [this.#inbox.nextDueMs(), returnDueMs(this.#with.records, this.#waits)].filter((due) => due !== null);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  note(message: { id: string; text: string; operator: string }): Result<{ after: number }, Refusal> {
    const { records, ports } = this.#with;
    const cleaned = cleanText(message.text);
    if (!cleaned.ok) return refuseText(cleaned.error);
    if (!records.standing()) return refuse("not_found", "this conversation does not exist or was erased");
    const before = records.desk.note(message.id);
    if (before)
      return before.text === cleaned.value
        ? ok({ after: before.after })
        : refuse("message_id_conflict", `note ${message.id} is stored with another text`);
    const after = records.log.head;
    records.desk.addNote({ id: message.id, after, operator: message.operator, text: cleaned.value }, ports.clock.now());
    const note = records.desk.note(message.id);
    if (note) this.#line.tell({ type: "note", note });
    this.#line.written(message.operator);
    if (records.standing()?.assignee === message.operator) this.#active();
    return ok({ after });
  }

  async card(): Promise<Result<Card, Refusal>> {
    const { id, records } = this.#with;
    await this.#readWaits();
    const standing = records.standing();
    if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
    const handoff = records.handoffs.latest();
    const returnsAt = returnDueMs(records, this.#waits);
    const contact = records.log.latest(["customer.contact"], 1)[0]?.event;
    const turns = records.turns.all().slice(-turnsShown).flatMap(({ n }) => {
      const step = records.steps.of(turnId(id, n)).find(({ step: name, outcome }) => name === "router" && outcome === "done");
      const routed = step && RoutedSchema.safeParse(step.output).data;
      return routed ? [{ intent: routed.intent, sentiment: routed.sentiment, language: routed.language }] : [];
    }); // prettier-ignore
    return ok({
      state: standing.state,
      epoch: standing.epoch,
      owner: standing.assignee,
      waitingSince: waitingSince(records),
      returnsAt: returnsAt === null ? null : new Date(returnsAt).toISOString(),
      customer: records.customer.read(),
      contact: contact?.type === "customer.contact" ? contact.email : null,
      handoff: handoff ? handoffId(id, handoff.n) : null,
      reason: handoff?.reason ?? null,
      ticket: handoff?.ticket ?? null,
      brief: briefOf(records, id),
      settled: records.desk.settled(),
      turns,
      notes: records.desk.notes(),
    });
  }

  async draft(): Promise<Result<Draft, Refusal>> {
    const { id, records, ports } = this.#with;
    if (!records.standing()) return refuse("not_found", "this conversation does not exist or was erased");
    return ok(await draftAnswer(records, id, ports));
  }

  async #readWaits(): Promise<Waits> {
    this.#waits = (await this.#with.ports.waits?.().catch(() => undefined)) ?? this.#waits;
    return this.#waits;
  }

  #active(): void {
    const { records, ports } = this.#with;
    const now = ports.clock.now();
    if (now - this.#activeAtMs < activityEveryMs) return;
    this.#activeAtMs = now;
    records.desk.write({ activeAtMs: now });
  }
}
