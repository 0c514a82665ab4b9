/**
 * The phases of a campaign, each with what it throws and how much is enough. `short` is what every test run does, `long` what a person starts; the
 * controls break a promise on purpose, and a campaign in which they show nothing has proved nothing.
 */
import { join } from "node:path";
import { streams, type StreamsOutcome } from "./phases/streams.ts";
import { takeOvers, type TakeOversOutcome } from "./phases/take-overs.ts";
import { type Outcome, traffic, type TrafficOptions } from "./phases/traffic.ts";
import type { Chances } from "./plan.ts";
import { mutantOf } from "./server/mutants.ts";
import { type Counted, Rig } from "./rig.ts";

export const phaseNames = [
  "messages",
  "handoffs",
  "providers",
  "streams",
  "take-overs",
  "ignored-keys",
  "forgetful-client",
  "unfenced",
] as const;
export type PhaseName = (typeof phaseNames)[number];

export type CampaignOptions = {
  mainModule: string;
  folder: string;
  seed: number;
  length: "short" | "long";
  /** Bounds each phase; what is owed by then is still waited for. */
  atMostMs: number;
  say: (text: string) => void;
};

type PhaseOutcome = { traffic: Outcome } | { streams: StreamsOutcome } | { takeOvers: TakeOversOutcome };
export type PhaseReport = { phase: PhaseName; counted: Counted; kills: number } & PhaseOutcome;

/** Rare on the way to an answer, where a hang costs seconds; on the way to a ticket every third call and more. */
const rough: Chances = { router: 0.003, knowledge: 0.003, database: 0.01, line: 0.1 };
const roughToTheDesk: Chances = { ...rough, queue: 0.35, workflow: 0.35, brief: 0.35, callback: 0.35, desk: 0.4 };

export async function runPhase(phase: PhaseName, options: CampaignOptions): Promise<PhaseReport> {
  const { folder, seed } = options;
  const mainModule = phase === "unfenced" ? mutantOf(options.mainModule, phase, join(folder, phase)) : options.mainModule;
  const rig = await Rig.open({
    mainModule,
    folder,
    seed,
    tickets: phase === "messages" ? "embedded" : "outside",
    models: phase === "providers",
  });
  try {
    const outcome = await phases[phase](rig, options);
    return { phase, counted: rig.counted, kills: rig.kills, ...outcome };
  } finally {
    await rig.close();
  }
}

type Phase = (rig: Rig, options: CampaignOptions) => Promise<PhaseOutcome>;

const phases: Record<PhaseName, Phase> = {
  messages: (rig, options) =>
    trafficOf(rig, options, {
      ...(options.length === "long"
        ? { visitors: 80, enough: { acked: 100_000, handoffs: 0, kills: 100 } }
        : { visitors: 25, enough: { acked: 300, handoffs: 0, kills: 3 } }),
      messages: 28,
      askingShare: 0.1,
      attendedShare: 0.7,
      chances: rough,
    }),
  handoffs: (rig, options) =>
    trafficOf(rig, options, {
      ...(options.length === "long"
        ? { visitors: 40, enough: { acked: 0, handoffs: 1_500, kills: 40 } }
        : { visitors: 20, enough: { acked: 0, handoffs: 25, kills: 2 } }),
      messages: 3,
      askingShare: 1,
      attendedShare: 0,
      chances: roughToTheDesk,
    }),
  providers: (rig, options) =>
    trafficOf(rig, options, {
      ...(options.length === "long"
        ? { visitors: 30, enough: { acked: 3_000, handoffs: 0, kills: 20 } }
        : { visitors: 12, enough: { acked: 120, handoffs: 0, kills: 1 } }),
      messages: 6,
      askingShare: 0.05,
      attendedShare: 0,
      chances: { provider: 0.5, line: 0.05 },
    }),
  streams: async (rig, { length, atMostMs, say }) => ({
    streams: await streams(rig, { ...(length === "long" ? allStreams : someStreams), atMostMs, say }),
  }),
  "take-overs": (rig, options) => takeOversOf(rig, options, options.length === "long" ? 500 : 20),
  "ignored-keys": (rig, options) => {
    rig.desk.honoursKeys = false;
    return trafficOf(rig, options, {
      visitors: 15,
      enough: { acked: 0, handoffs: 20, kills: 1 },
      messages: 1,
      askingShare: 1,
      attendedShare: 0,
      chances: { desk: 0.8 },
    });
  },
  "forgetful-client": (rig, options) =>
    trafficOf(rig, options, {
      visitors: 20,
      enough: { acked: 100, handoffs: 0, kills: 2 },
      messages: 10,
      askingShare: 0,
      attendedShare: 0.5,
      chances: { line: 0.8 },
      forgetful: true,
    }),
  unfenced: (rig, options) => takeOversOf(rig, options, 10),
};

const takeOversOf = async (rig: Rig, { atMostMs, say }: CampaignOptions, conversations: number): Promise<PhaseOutcome> => ({
  takeOvers: await takeOvers(rig, { conversations, atMostMs, say }),
});

const upTo64 = Array.from({ length: 65 }, (_, place) => place);
const allStreams = {
  places: upTo64,
  delaysMs: [0, 1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 4_000],
  crowd: 25,
  kills: 13,
};
const someStreams = { places: [0, 1, 2, 7, 16, 31, 32, 48, 60, 62, 63, 64], delaysMs: [0, 30, 600], crowd: 8, kills: 1 };

type Traffic = Pick<TrafficOptions, "visitors" | "enough" | "messages" | "askingShare" | "attendedShare" | "chances" | "forgetful">;

const trafficOf = async (rig: Rig, { length, atMostMs, say }: CampaignOptions, options: Traffic): Promise<{ traffic: Outcome }> => ({
  traffic: await traffic(rig, {
    atMostMs,
    ...(length === "long" ? { killEveryMs: 5_500, ackedBetween: 200 } : { killEveryMs: 3_000, ackedBetween: 30 }),
    takeOverShare: options.forgetful === true ? 0 : 0.01,
    cutShare: options.forgetful === true ? 0.1 : 0.01,
    settleMs: 120_000,
    ...options,
    say,
  }),
});
