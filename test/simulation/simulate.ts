/**
 * One simulated world: a conversation with its customers, its operator and everything that goes wrong, from its beginning until the trouble is over and everything has
 * come to rest. The same seed gives the same world, to the letter of its trace.
 */
import type { ConversationPorts } from "#compose/conversation-ports";
import { openStorage } from "#conversation/storage/schema";
import { proposalId } from "#domain/ids";
import type { ConversationClient } from "#ports/conversations";
import { keptForEver } from "../fakes/kept-for-ever.ts";
import { silentTelemetry } from "../fakes/silent-telemetry.ts";
import { agentPorts, sayings } from "./agents.ts";
import { Customer } from "./customer.ts";
import { Dice } from "./dice.ts";
import { FactsStore } from "./facts-store.ts";
import { drawFaults, noFaults } from "./faults.ts";
import { HandoffRoad } from "./handoff-road.ts";
import { isAtRest, violationsOf } from "./invariants.ts";
import { ObjectHost } from "./object-host.ts";
import { Operator } from "./operator.ts";
import { askForRefund, RideOffice } from "./ride-office.ts";
import { SqliteStorage } from "./sqlite-storage.ts";
import { Timeline } from "./timeline.ts";
import { type Break, isAboutTools, type World } from "./world.ts";

export type Outcome = {
  seed: number;
  violations: string[];
  trace: readonly string[];
  facts: { deaths: number; acked: number; handoffs: number; tickets: number; deadLetters: number; deeds: number; happenings: number };
};

/** Everything that a check at the end may look at. */
export type Scene = {
  world: World;
  storage: SqliteStorage;
  host: ObjectHost;
  road: HandoffRoad;
  facts: FactsStore;
  /** The company's own system, behind the tools. */
  rides: RideOffice;
  customers: Customer[];
  operator: Operator | null;
  calls: ReadonlyMap<string, number>;
  erased: { isWanted: boolean; isDone: boolean };
};

/** After the trouble, everything must have come to rest within so much virtual time. */
const restsWithinMs = 20 * 60_000;
const looksEvery = 8;

export async function simulate(seed: number, breaks: Break | null = null): Promise<Outcome> {
  const dice = new Dice(seed);
  const world: World = {
    conversation: dice.id(),
    timeline: new Timeline(),
    dice,
    faults: drawFaults(dice),
    breaks,
    hasTools: dice.under(0.4) || isAboutTools(breaks),
  };
  const scene = compose(world, storageFor(seed));
  play(scene);
  const happenings = await live(scene);
  await scene.road.sweep();
  const violations = await violationsOf(scene);
  const { host, road, rides, customers } = scene;
  return {
    seed,
    violations,
    trace: world.timeline.trace,
    facts: {
      deaths: host.deaths,
      acked: customers.flatMap(({ messages }) => messages).filter(({ ackedAs }) => ackedAs !== null).length,
      handoffs: road.engine.instances.size,
      tickets: road.opened.length,
      deadLetters: road.deadLetters.length,
      deeds: rides.requests.filter(({ paid }) => paid).length,
      happenings,
    },
  };
}

/** One world in so many makes its tables itself, and may die over it. */
const freshEvery = 50;
const withTables = new SqliteStorage();
openStorage(withTables);
withTables.flush();

function storageFor(seed: number): SqliteStorage {
  if (seed % freshEvery === 0) return new SqliteStorage();
  withTables.empty();
  return withTables;
}

function compose(world: World, storage: SqliteStorage): Scene {
  const calls = new Map<string, number>();
  const ports = (life: Parameters<typeof agentPorts>[1], clock: ConversationPorts["clock"]): ConversationPorts => ({
    agents: agentPorts(world, life, calls),
    assistant: "Assistant",
    clock,
    randomness: world.dice.randomness,
    telemetry: silentTelemetry,
    ratings: { keep: async () => undefined },
    queue: road.queueOf(life, (send) => storage.gate(send)),
    remains: road.remainsOf(life, [facts], (send) => storage.gate(send)),
    retention: keptForEver,
    turnFacts: facts.of(life, (send) => storage.gate(send)),
    ...(world.hasTools ? { tools: rides.toolboxOf(life, clock, (send) => storage.gate(send)) } : {}),
  });
  const rides = new RideOffice(world);
  const facts = new FactsStore(world);
  const host = new ObjectHost(world, storage, ports);
  const client = clientOf(host);
  const road: HandoffRoad = new HandoffRoad(world, { get: () => client });
  const operator = world.dice.under(0.5) ? new Operator(world, road, client) : null;
  const customers = [new Customer("customer", world, host), ...(world.dice.under(0.25) ? [new Customer("tab 2", world, host)] : [])];
  return { world, storage, host, road, facts, rides, customers, operator, calls, erased: { isWanted: false, isDone: false } };
}

type Client = Pick<
  ConversationClient,
  "writeBrief" | "ticketOpened" | "takeOver" | "giveBack" | "reply" | "settle" | "events" | "twinTold" | "ticketStanding" | "ticketFollowed"
>;

const clientOf = (host: ObjectHost): Client => ({
  events: (query) => host.call("events", (conversation) => conversation.events(query)),
  twinTold: (handoff, seq) => host.call("twinTold", (conversation) => conversation.twinTold(handoff, seq)),
  ticketStanding: (handoff) => host.call("ticketStanding", (conversation) => conversation.hands.ticketStanding(handoff)),
  ticketFollowed: (handoff, seq) => host.call("ticketFollowed", (conversation) => conversation.hands.ticketFollowed(handoff, seq)),
  writeBrief: (handoff) => host.call("writeBrief", (conversation) => conversation.writeBrief(handoff)),
  ticketOpened: (handoff, ticket) => host.call("ticketOpened", (conversation) => conversation.ticketOpened(handoff, ticket)),
  takeOver: (operator) => host.call("takeOver", (conversation) => conversation.hands.takeOver(operator)),
  giveBack: (operator) => host.call("giveBack", (conversation) => conversation.hands.giveBack(operator)),
  settle: (word) => host.call("settle", (conversation) => conversation.hands.settle(word)),
  reply: (message) => host.call("reply", (conversation) => conversation.hands.reply(message)),
});

/** Enters what people do into the timeline. */
function play(scene: Scene): void {
  const { world, customers, operator, host, erased } = scene;
  const { timeline, dice, conversation } = world;
  const texts = Object.values(sayings);
  const [first] = customers;
  if (world.breaks === "unasked") confirmUnasked(scene);
  void again(world, () => host.call("begin", (wired) => wired.begin({ locale: null }))).then(() => {
    for (const customer of customers) customer.connect();
    const count = dice.whole(1, 4);
    for (let n = 1; n <= count; n++) {
      const some = dice.under(0.5) ? sayings.answered : (texts[dice.whole(0, texts.length - 1)] ?? sayings.answered);
      const text = world.hasTools && dice.under(0.5) ? askForRefund(n) : some;
      const atMs = dice.under(0.2) ? 0 : dice.between(0, 30_000);
      for (const customer of customers) {
        // Both tabs keep the same list of what is to be sent.
        if (customer === first || dice.under(0.6)) timeline.after(atMs + dice.between(0, 1_000), () => customer.write(`m${n}`, text));
      }
    }
    if (dice.under(0.15)) timeline.after(dice.between(0, 20_000), () => first?.pressButton());
    if (dice.under(0.15)) timeline.after(dice.between(0, 20_000), () => first?.stop(`${conversation}-t1`));
    if (dice.under(0.15)) timeline.after(dice.between(0, 20_000), () => first?.leave());
    if (dice.under(0.1))
      timeline.after(dice.between(5_000, 40_000), () => void again(world, () => host.call("close", (wired) => wired.close())));
    if (operator) void operator.work();
    if (operator && dice.under(0.5)) timeline.after(dice.between(0, 30_000), () => void operator.barge());
    if (dice.under(0.08)) {
      timeline.after(dice.between(2_000, 40_000), () => {
        erased.isWanted = true;
        // The object makes the rest of the world forget it, in its own time.
        void again(world, () => host.call("erase", (wired) => wired.erase())).then(() => {
          erased.isDone = true;
          timeline.say("customer", "is erased");
        });
      });
    }
  });
}

/** The negative control of what runs without a word of the customer: the desk itself confirms the first card, again and again. */
function confirmUnasked({ world: { timeline, conversation }, host }: Scene): void {
  const confirm = (): Promise<unknown> =>
    host.call("confirm", (wired) => wired.confirm({ proposal: proposalId(conversation, 1), accept: true }));
  for (let seconds = 1; seconds < 60; seconds++) timeline.after(seconds * 1_000, () => void confirm().catch(() => undefined));
}

/** Until it is answered. */
async function again<T>({ timeline }: World, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await new Promise<void>((resolve) => void timeline.after(1_000, resolve));
    }
  }
}

/** Lets things happen, and go wrong, until everything rests. @returns how many things happened. */
async function live(scene: Scene): Promise<number> {
  const { world, host, road } = scene;
  const { timeline, dice } = world;
  const troubleEndsMs = timeline.nowMs + dice.between(10_000, 90_000);
  const endsMs = troubleEndsMs + restsWithinMs;
  for (let happenings = 0; ; happenings++) {
    const isTrouble = timeline.nowMs < troubleEndsMs;
    if (!isTrouble && world.faults !== noFaults) {
      world.faults = noFaults;
      timeline.say("world", "the trouble is over");
    }
    const { faults } = world;
    if (dice.under(faults.crash)) host.crash("between two things");
    if (dice.under(faults.evict)) host.evict();
    if (dice.under(faults.queueForgets)) road.forgetQueue();
    const isTorn = dice.under(faults.tear);
    if (isTorn) host.tear();
    const went = await timeline.next(endsMs);
    if (isTorn) host.crash("between two writes");
    if (!went || (!isTrouble && happenings % looksEvery === 0 && isAtRest(scene))) return happenings;
  }
}
