/** Everything that the HTTP shell needs from outside, wired. */
import { D1HandoffLedger } from "#adapters/operations/d1-handoff-ledger";
import { D1JobRuns } from "#adapters/operations/d1-job-runs";
import { RecordedWorkflows } from "#adapters/operations/recorded-workflows";
import { objectConversations } from "#adapters/platform/object-conversations";
import { objectInbox } from "#adapters/platform/object-inbox";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersQueue } from "#adapters/platform/workers-queue";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { D1Ratings } from "#adapters/ratings/d1-ratings";
import { D1DeadLetters } from "#adapters/tickets/d1-dead-letters";
import { D1Flags } from "#adapters/turns/d1-flags";
import type { Environment } from "#config/environment";
import type { Support } from "#config/support";
import type { AlertDesk } from "#ports/alerts";
import type { ArticleStore } from "#ports/articles";
import type { Clock } from "#ports/clock";
import type { Conversations } from "#ports/conversations";
import type { DeadLetters } from "#ports/dead-letters";
import type { FiguresReader } from "#ports/figures";
import type { Flags } from "#ports/flags";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { HandoffWorkflows } from "#ports/handoff-workflows";
import type { Inbox } from "#ports/inbox";
import type { IntentTrainer } from "#ports/intent-trainer";
import type { JobRuns } from "#ports/job-runs";
import type { Knowledge } from "#ports/knowledge";
import type { Randomness } from "#ports/randomness";
import type { RateLimit } from "#ports/rate-limit";
import type { RatingStore } from "#ports/ratings";
import type { SettingsStore } from "#ports/settings";
import type { Telemetry } from "#ports/telemetry";
import type { TurnFactsStore } from "#ports/turn-facts";
import type { AddressCaps } from "#ports/address-caps";
import { addressCaps } from "./address-caps.ts";
import { environment, support } from "./isolate.ts";
import type { FindingPorts } from "./finding-ports.ts";
import { factsStore } from "./facts-ports.ts";
import { knowledgePorts } from "./knowledge-ports.ts";
import { type PeoplePorts, peoplePorts } from "./people-ports.ts";
import { type QualityPorts, qualityPorts } from "./quality-ports.ts";
import { routingPorts } from "./routing-ports.ts";
import { alertDesk } from "./alert-ports.ts";
import { figuresReader, telemetryPort } from "./telemetry-ports.ts";
import { type TicketPorts, ticketPorts } from "./ticket-ports.ts";

export interface DeskPorts extends PeoplePorts, QualityPorts, TicketPorts {
  environment: Environment;
  conversations: Conversations;
  workflows: HandoffWorkflows;
  deadLetters: DeadLetters;
  turnFacts: TurnFactsStore;
  ratings: RatingStore;
  jobRuns: JobRuns;
  flags: Flags;
  inbox: Inbox;
  queue: HandoffQueue;
  articles: ArticleStore;
  knowledge: Knowledge;
  /** Finding by meaning; null on a desk that finds by words alone. */
  finding: FindingPorts | null;
  settings: SettingsStore;
  intents: IntentTrainer;
  taxonomy: Support["intents"];
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
  figures: FiguresReader;
  alerts: AlertDesk;
  /** What to do about them, as Markdown. */
  runbook: string;
  /** How often an address may start a conversation, and how often it may ask for anything. */
  limits: { start: RateLimit; request: RateLimit };
  /** What it may do in a day; absent: as much as it likes. */
  addressCaps?: AddressCaps | undefined;
  /** A static file of `public/`. */
  page(path: string): Promise<Response>;
}
/** @param background keeps work alive that nobody waits for. */
export function deskPorts(env: Env, background: (work: Promise<void>) => void): DeskPorts {
  return {
    environment: environment(env),
    conversations: objectConversations(env.CONVERSATIONS),
    ...ticketPorts(env),
    workflows: new RecordedWorkflows({
      workflows: new WorkersWorkflows(env.HANDOFF_WORKFLOW),
      ledger: new D1HandoffLedger({ database: env.DB, clock: workersClock }),
    }),
    deadLetters: new D1DeadLetters({ database: env.DB, clock: workersClock }),
    turnFacts: factsStore(env),
    ratings: new D1Ratings({ database: env.DB }),
    jobRuns: new D1JobRuns({ database: env.DB }),
    flags: new D1Flags({ database: env.DB, clock: workersClock }),
    inbox: objectInbox(env.INBOX),
    queue: workersQueue(env.HANDOFFS),
    ...knowledgePorts(env, background),
    ...peoplePorts(env, background),
    ...qualityPorts(env),
    intents: routingPorts(env, background).intents,
    taxonomy: support().intents,
    clock: workersClock,
    randomness: workersRandomness,
    telemetry: telemetryPort(env, background),
    figures: figuresReader(env),
    alerts: alertDesk(env),
    runbook: support().runbook,
    limits: { start: rateLimit(env.START_LIMIT), request: rateLimit(env.REQUEST_LIMIT) },
    addressCaps: addressCaps(env),
    page: (path) => env.ASSETS.fetch(new URL(path, "https://assets.local")),
  };
}

const rateLimit = (binding: Env["REQUEST_LIMIT"]): RateLimit => ({ take: async (key) => (await binding.limit({ key })).success });
