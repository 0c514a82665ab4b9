/**
 * The company's own system in a simulated world: customers' rides, which can be looked up and refunded, over the product's own toolbox. It fails before or after it has worked, dawdles, refuses, never answers; a request
 * that has left reaches it even when the object that sent it has died. It keeps a book of every request and of every refund that it has paid.
 */
import { HttpToolbox, prepareTools } from "#adapters/tools/http-toolbox";
import { ToolSchema } from "#domain/tools";
import type { Clock } from "#ports/clock";
import type { Toolbox } from "#ports/tools";
import type { Life } from "./object-host.ts";
import type { World } from "./world.ts";

/** Requests in one attempt of the desk. */
export const tries = 2;
const call = { host: "rides", timeoutMs: 2_000, retries: tries - 1 };
const input = { ride: { type: "string", pattern: "^R\\d{3}$" } };

const prepared = prepareTools(
  [
    {
      name: "ride_status",
      title: "Ride",
      description: "Looks up a ride.",
      effect: "read",
      input,
      output: { type: "object", required: ["ride", "cents"], properties: { ride: { type: "string" }, cents: { type: "integer" } } },
      call: { ...call, method: "GET", path: "/rides/{ride}" },
      answers: [{ text: "Ride {ride} cost {cents} cents." }],
      notFound: "There is no such ride.",
    },
    {
      name: "refund_ride",
      title: "Refund of a ride",
      description: "Pays a ride back.",
      effect: "write",
      input,
      output: { type: "object", required: ["ride"], properties: { ride: { type: "string" } } },
      call: { ...call, method: "POST", path: "/rides/{ride}/refund" },
      asks: { all: [["ride"], ["return"]] },
      answers: [{ text: "Ride {ride} was paid back." }],
      notFound: "There is no such ride.",
      refusals: { "409": "Ride {input.ride} cannot be paid back." },
      confirm: {
        before: { tool: "ride_status", input: { ride: "ride" } },
        title: "Pay ride {input.ride} back?",
        text: "You get {before.cents} cents.",
        button: "Pay it back",
      },
    },
  ].map((tool) => ToolSchema.parse(tool)),
);

/** Of the message with that number: each asks for a ride of its own, so that no two proposals are for the same. */
export const rideOf = (n: number): string => `R${100 + n}`;
export const askForRefund = (n: number): string => `Please return the money for ride ${rideOf(n)}`;

export type RefundRequest = { ride: string; key: string; paid: boolean };

export class RideOffice {
  /** Writing requests in the order in which they came. */
  readonly requests: RefundRequest[] = [];
  readonly #world: World;
  /** Some offices are never heard of again, trouble or not. */
  readonly #isSilent: boolean;
  /** What each key was answered with for good. */
  readonly #answered = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    this.#isSilent = world.hasTools && world.dice.under(0.1);
  }

  /** @param out the object's output gate: what was not stored is not sent. */
  toolboxOf(life: Life, clock: Clock, out: (send: () => void) => void): Toolbox {
    const fetch = (url: URL, init: RequestInit): Promise<Response> =>
      new Promise((resolve, reject) => {
        life.pending += 1;
        const ended = (deliver: () => void): void => {
          life.pending -= 1;
          if (!life.isOver) deliver();
        };
        out(() => this.#carry(url, init, (answer) => ended(() => (answer ? resolve(answer) : reject(new TypeError("no answer"))))));
      });
    const toolbox = new HttpToolbox({
      prepared,
      hosts: new Map([["rides", { base: new URL("https://rides.example"), fetch }]]),
      secret: () => undefined,
      clock,
    });
    if (this.#world.breaks !== "tool_without_key") return toolbox;
    // The negative control: a desk that makes the call again, after a crash or a lost answer, as if it were the first.
    const forgetful: Toolbox = {
      tools: toolbox.tools,
      asked: toolbox.asked,
      read: (tool, given) => toolbox.read(tool, given),
      call: (tool, given, options) => toolbox.call(tool, given, { ...options, key: this.#world.dice.id() }),
    };
    return forgetful;
  }

  /** @param answer called with null when no answer comes. */
  #carry(url: URL, init: RequestInit, answer: (response: Response | null) => void): void {
    const { timeline, dice, faults } = this.#world;
    const slowly = (): number => (dice.under(faults.toolIsSlow) ? dice.between(500, 6_000) : dice.between(1, 80));
    timeline.after(slowly(), () => {
      const failsBefore = dice.under(this.#world.faults.toolFailsBefore);
      const failsAfter = (this.#isSilent && init.method !== "GET") || dice.under(this.#world.faults.toolFailsAfter);
      const status = failsBefore ? 503 : init.method === "GET" ? 200 : this.#refund(url, new Headers(init.headers));
      timeline.say(
        "rides",
        `${init.method} ${url.pathname}: ${failsBefore ? "fails before it has worked" : `${status}${failsAfter ? ", and nobody hears of it" : ""}`}`,
      );
      timeline.after(slowly(), () => {
        if (failsAfter) answer(dice.under(0.5) ? null : new Response(null, { status: 502 }));
        else answer(status === 200 ? Response.json({ ride: url.pathname.split("/")[2], cents: 320 }) : new Response(null, { status }));
      });
    });
  }

  /** The same key again is answered alike, refusals included. */
  #refund(url: URL, headers: Headers): number {
    const { dice, faults, breaks } = this.#world;
    const ride = url.pathname.split("/")[2] ?? "";
    const key = headers.get("idempotency-key") ?? "";
    const known = breaks === "tool_key_ignored" ? undefined : this.#answered.get(key);
    const status = known ?? (dice.under(faults.toolRefuses) ? 409 : 200);
    this.requests.push({ ride, key, paid: known === undefined && status === 200 });
    this.#answered.set(key, status);
    return status;
  }
}
