/** What the judging of alerts needs from outside, wired. */
import { PagerDuty } from "#adapters/alerts/pagerduty";
import { SignedWebhook } from "#adapters/alerts/signed-webhook";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import type { Alerts } from "#domain/alerts";
import type { AlertDesk, AlertDestination } from "#ports/alerts";
import type { Clock } from "#ports/clock";
import type { FiguresReader } from "#ports/figures";
import type { Randomness } from "#ports/randomness";
import type { Telemetry } from "#ports/telemetry";
import { environment, support } from "./isolate.ts";
import { figuresReader, telemetryPort } from "./telemetry-ports.ts";

export type AlertPorts = {
  alerts: Alerts;
  destinations: readonly AlertDestination[];
  /** The desk's own address, where it is set. */
  deskUrl: string | undefined;
  figures: FiguresReader;
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
};

export function alertPorts(env: Env, background: (work: Promise<void>) => void): AlertPorts {
  return {
    alerts: support().alerts,
    destinations: destinationsOf(env),
    deskUrl: environment(env).DESK_URL,
    figures: figuresReader(env),
    clock: workersClock,
    randomness: workersRandomness,
    telemetry: telemetryPort(env, background),
  };
}

/** The object that judges, from outside. */
export const alertDesk = (env: Env): AlertDesk => env.ALERTS.getByName("desk");

function destinationsOf(env: Env): AlertDestination[] {
  const { PAGERDUTY_ROUTING_KEY, PAGERDUTY_URL, ALERT_WEBHOOK_URL, ALERT_WEBHOOK_SECRET, DESK_NAME: desk } = environment(env);
  const now = () => workersClock.now();
  return [
    ...(PAGERDUTY_ROUTING_KEY === undefined ? [] : [new PagerDuty({ url: PAGERDUTY_URL, routingKey: PAGERDUTY_ROUTING_KEY, desk })]),
    ...(ALERT_WEBHOOK_URL === undefined || ALERT_WEBHOOK_SECRET === undefined
      ? []
      : [new SignedWebhook({ url: ALERT_WEBHOOK_URL, secret: ALERT_WEBHOOK_SECRET, desk, now })]),
  ];
}
