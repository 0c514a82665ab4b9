/** Telemetry, wired: native spans, the log, figures in shared objects, and an OTLP collector where one is named. */
import { workersClock } from "#adapters/platform/workers-clock";
import { deskGauges } from "#adapters/telemetry/desk-gauges";
import { readShards, shardOf } from "#adapters/telemetry/figures-shards";
import { Meter } from "#adapters/telemetry/meter";
import type { KnownLabels } from "#adapters/telemetry/tallies";
import { outboxGauges, socketGauge } from "#adapters/telemetry/derived-gauges";
import { SpanExporter } from "#adapters/telemetry/span-exporter";
import { WorkersTelemetry } from "#adapters/telemetry/workers-telemetry";
import { exportTarget } from "#config/observability";
import { dayOf } from "#domain/spending";
import type { FiguresReader } from "#ports/figures";
import type { LogFields, Telemetry } from "#ports/telemetry";
import { chosen, environment, meterMemory, spanBuffer, support } from "./isolate.ts";
import { perDeployment } from "./per-deployment.ts";

/** `gatherMs`: how long it gathers before it tells; absent: as long as suits those whom nobody waits for. `about`: what every line of its holder is about. */
type TelemetryChoice = { gatherMs?: number; about?: LogFields };

/** @param background keeps work alive that nobody waits for. */
export function telemetryPort(env: Env, background: (work: Promise<void>) => void, { gatherMs, about }: TelemetryChoice = {}): Telemetry {
  const settings = environment(env);
  const clock = workersClock;
  const meter = new Meter({
    memory: meterMemory,
    sinkOf: (from) => shardOf(env.FIGURES, from),
    known: knownLabels(env),
    clock,
    background,
    gatherMs,
    newName: () => crypto.randomUUID(),
  });
  const collector = exportTarget(settings);
  const send = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);
  const exporter =
    collector && new SpanExporter({ settings: collector, buffer: spanBuffer, clock, background, gatherMs, send, count: meter.count });
  return new WorkersTelemetry({ meter, exporter, sampling: settings.OTLP_SAMPLING, platformTraces: settings.PLATFORM_TRACES, about });
}

export const figuresReader = (env: Env): FiguresReader => ({
  added: () => readShards(env.FIGURES),
  gauges: async () => {
    const { caps } = support().models;
    const spending = env.SPENDING.getByName("all");
    const models = modelsOf(env);
    const [own, added] = await Promise.all([
      deskGauges({
        database: env.DB,
        queue: env.HANDOFFS,
        breakers: models.map((model) => ({ model, read: () => env.PROVIDER_HEALTH.getByName(model).read() })),
        budget: models.length === 0 ? null : { spentToday: async () => (await spending.read(dayOf(Date.now()), "")).day, cap: caps.day },
        clock: workersClock,
      }),
      readShards(env.FIGURES),
    ]);
    return [...own, ...outboxGauges(added.waiting, Date.now()), socketGauge(added.figures)];
  },
});

const knownLabels: (env: Env) => KnownLabels = perDeployment((env) => {
  const names = (of: readonly { name: string }[]): ReadonlySet<string> => new Set(of.map(({ name }) => name));
  return { intent: names(support().intents), model: new Set(modelsOf(env)), tool: names(support().tools) };
});

/** Every model that an agent may call. */
function modelsOf(env: Env): string[] {
  const models = chosen(env);
  if (!models) return [];
  const { router, resolution, escalation, knowledge } = models;
  const finding = knowledge ? [knowledge.embedding, ...(knowledge.reranker === undefined ? [] : [knowledge.reranker])] : [];
  return [...new Set([...router, ...resolution, ...escalation, ...finding])];
}
