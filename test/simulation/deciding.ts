/** What a customer does about a card: nothing, press or write the word, once, twice, at once, late, or when the card has long expired. What was pressed is told again until the log has it, as the widget does. */
import type { ConversationEvent } from "#contracts/events";
import { sayings } from "./agents.ts";
import type { World } from "./world.ts";

type Proposed = Extract<ConversationEvent, { type: "tool.proposed" }>;
type Decided = Extract<ConversationEvent, { type: "tool.decided" }>;

/** What a customer who decides can do. */
export type Hands = { confirm(proposal: string, accept: boolean): void; write(id: string, text: string): void; isGone(): boolean };

const toldAgainMs = 4_000;
/** A card lives for a quarter of an hour. */
const longLater = 16 * 60_000;

export class Deciding {
  /** By proposal: pressed, and not yet in the log. */
  readonly waiting = new Map<string, boolean>();
  /** Proposals to which this customer has agreed in any way. */
  readonly agreed = new Set<string>();
  readonly #decided = new Set<string>();
  /** What is meant to be pressed, and not pressed yet. */
  #intended = 0;
  readonly #name: string;
  readonly #world: World;
  readonly #hands: Hands;

  constructor(name: string, world: World, hands: Hands) {
    this.#name = name;
    this.#world = world;
    this.#hands = hands;
  }

  /** Reads a card. */
  see({ proposal }: Proposed): void {
    const { dice } = this.#world;
    const plan = dice.pick(["press", "press", "press", "press twice", "write", "write and press", "decline", "late", "nothing"]);
    const soon = dice.under(0.3) ? 0 : dice.between(0, 20_000);
    switch (plan) {
      case "press":
        return this.#later(soon, () => this.#press(proposal, true));
      case "press twice":
        this.#later(soon, () => this.#press(proposal, true));
        return this.#later(soon + dice.between(0, 300), () => this.#press(proposal, true));
      case "write":
        return this.#later(soon, () => this.#write(proposal));
      case "write and press":
        this.#later(soon, () => this.#write(proposal));
        return this.#later(soon + dice.between(0, 300), () => this.#press(proposal, true));
      case "decline":
        return this.#later(soon, () => this.#press(proposal, false));
      case "late":
        return this.#later(dice.under(0.2) ? longLater : soon, () => this.#press(proposal, true));
      case "nothing":
        return;
    }
  }

  /** The log has it. */
  settle({ proposal }: Decided): void {
    this.waiting.delete(proposal);
    this.#decided.add(proposal);
  }

  get isDone(): boolean {
    return this.#intended === 0 && this.waiting.size === 0;
  }

  tellAgain(): void {
    for (const [proposal, accept] of this.waiting) this.#hands.confirm(proposal, accept);
  }

  #later(ms: number, act: () => void): void {
    this.#intended += 1;
    this.#world.timeline.after(ms, () => {
      this.#intended -= 1;
      if (!this.#hands.isGone()) act();
    });
  }

  #press(proposal: string, accept: boolean): void {
    this.#world.timeline.say(this.#name, `${accept ? "confirms" : "declines"} ${proposal.slice(-2)}`);
    if (accept) this.agreed.add(proposal);
    this.#hands.confirm(proposal, accept);
    if (this.#decided.has(proposal) || this.waiting.has(proposal)) return;
    this.waiting.set(proposal, accept);
    this.#insist(proposal);
  }

  #write(proposal: string): void {
    this.agreed.add(proposal);
    this.#hands.write(`yes-${this.#name.replace(" ", "-")}-${proposal.slice(-2)}`, sayings.consent);
  }

  #insist(proposal: string): void {
    this.#world.timeline.after(toldAgainMs, () => {
      const accept = this.waiting.get(proposal);
      if (accept === undefined || this.#hands.isGone()) return;
      this.#hands.confirm(proposal, accept);
      this.#insist(proposal);
    });
  }
}
