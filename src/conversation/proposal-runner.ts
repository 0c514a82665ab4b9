/**
 * Carries out what the customer has confirmed: once, under the proposal's id as idempotency key. Each attempt is written down before it is made; one that was not answered, by a crash or by the
 * other side, is made again under the same key. When even that gives no answer for two minutes, a person is asked to look, even if the conversation is closed by then, and the customer is told so.
 */
import { proposalId, turnId } from "#domain/ids";
import { agentMaySpeak } from "#domain/ownership";
import { attemptWaitMs, mostAttempts } from "#domain/proposals";
import { rootOf } from "#domain/trace";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import type { CallEnd, Toolbox } from "#ports/tools";
import { phrasesIn } from "#turn/phrases";
import type { Phrases } from "#turn/phrases/table";
import { conversationLanguage } from "./language.ts";
import type { Records } from "./records.ts";
import { requestHandoff } from "./request-handoff.ts";
import type { ProposalRow } from "./storage/proposals.ts";
import { type Told, told } from "./tool-words.ts";
import type { Wakes } from "./wakes.ts";
import { watchedCall } from "./watched-call.ts";

export type ProposalPorts = { tools?: Toolbox | undefined; clock: Clock; telemetry: Telemetry };

export class ProposalRunner {
  readonly #conversation: string;
  readonly #records: Records;
  readonly #ports: ProposalPorts;
  readonly #wakes: Wakes;
  readonly #onHandoff: () => void;
  #working: Promise<void> | null = null;
  #abort = new AbortController();

  constructor(conversation: string, records: Records, ports: ProposalPorts, wakes: Wakes, onHandoff: () => void) {
    this.#conversation = conversation;
    this.#records = records;
    this.#ports = ports;
    this.#wakes = wakes;
    this.#onHandoff = onHandoff;
  }

  /** Makes sure that what is due is being carried out. Never rejects; what storage refused is due still. */
  wake(): Promise<void> {
    this.#working ??= this.#workOff()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : "unknown";
        this.#ports.telemetry.log("error", "proposal.unfinished", { conversation_id: this.#conversation, reason });
      })
      .finally(() => {
        this.#working = null;
      });
    return this.#working;
  }

  /** When to come again; null: nothing waits. */
  nextDueMs(): number | null {
    return this.#records.proposals.nextDue()?.nextAtMs ?? null;
  }

  /** The conversation was erased: whatever comes back is dropped. */
  abandon(): void {
    this.#abort.abort(new Error("erased"));
    this.#abort = new AbortController();
  }

  async #workOff(): Promise<void> {
    for (;;) {
      const row = this.#records.proposals.nextDue();
      if (!row) return;
      if (row.nextAtMs > this.#ports.clock.now()) return void (await this.#wakes.armed(row.nextAtMs));
      await this.#carryOut(row);
    }
  }

  async #carryOut(row: ProposalRow): Promise<void> {
    const { tools, clock, telemetry } = this.#ports;
    const records = this.#records;
    const proposal = proposalId(this.#conversation, row.n);
    const standing = records.standing();
    const tool = tools?.tools.get(row.card.tool);
    // Confirmed, and a person took over before anything was sent: theirs is the word now.
    if (row.attempts === 0 && (!standing || !agentMaySpeak(standing, row.epoch) || !tool || !tools)) return this.#withdraw(row, proposal);
    const customer = records.customer.read();
    records.commit(() => records.proposals.begin(row.n));
    const signal = this.#abort.signal;
    const turn = turnId(this.#conversation, row.turn);
    const about = { conversation_id: this.#conversation, turn_id: turn, attempt: row.attempts + 1 };
    const { end }: { end: CallEnd } =
      tool && tools
        ? await watchedCall(
            { toolbox: tools, clock, telemetry },
            { tool, input: row.card.input, call: proposal },
            { customer, key: proposal, signal },
            about,
            { parent: rootOf(turn) },
          )
        : { end: { outcome: "unsure", reason: "unavailable" } };
    if (!records.standing()) return;
    const attempts = row.attempts + 1;
    telemetry.log("info", "proposal.attempted", { conversation_id: this.#conversation, attempt: attempts, outcome: end.outcome });
    if (end.outcome === "unsure" && attempts < mostAttempts) {
      records.commit(() => records.proposals.postpone(row.n, clock.now() + attemptWaitMs(attempts)));
      return;
    }
    if (end.outcome === "unsure" || !tool) return this.#giveUp(row, proposal);
    const said = told(tool, end, { input: row.card.input, customer, say: this.#say().tools });
    this.#finish(row, proposal, end.outcome === "done" ? end.output : null, said);
  }

  #finish(row: ProposalRow, proposal: string, output: unknown, { outcome, text }: Told): void {
    this.#records.commit((append) => {
      const seq = append({ type: "tool.finished", ...this.#facts(row, proposal), outcome, text, tookMs: 0 });
      this.#records.proposals.set(row.n, outcome === "done" ? "done" : "failed", seq);
      this.#records.proposals.keep(row.n, output);
    });
  }

  #withdraw(row: ProposalRow, proposal: string): void {
    this.#records.commit((append) => {
      const { tool, title } = row.card;
      this.#records.proposals.set(row.n, "withdrawn", append({ type: "tool.decided", proposal, tool, title, decision: "withdrawn" }));
    });
  }

  #giveUp(row: ProposalRow, proposal: string): void {
    const standing = this.#records.standing();
    if (!standing) return;
    const say = this.#say();
    const text = say.tools.unknown(row.card.title);
    this.#records.commit((append) => {
      this.#records.proposals.set(
        row.n,
        "unknown",
        append({ type: "tool.finished", ...this.#facts(row, proposal), outcome: "unknown", text, tookMs: 0 }),
      );
      // Whoever has closed the conversation meanwhile has still asked for this: a ticket of its own brings it before a person.
      if (standing.state === "ai" || standing.state === "closed")
        requestHandoff(
          this.#records,
          append,
          this.#conversation,
          standing,
          { reason: "turn_failed", text: say.handoff.button, turn: null },
          this.#ports.clock.now(),
        );
    });
    this.#onHandoff();
  }

  #say(): Phrases {
    return phrasesIn(conversationLanguage(this.#records));
  }

  #facts(row: ProposalRow, proposal: string) {
    const { tool, title, input } = row.card;
    return { call: proposal, proposal, turn: turnId(this.#conversation, row.turn), tool, title, effect: "write" as const, input };
  }
}
