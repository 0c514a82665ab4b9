/** What is wrong with the desk at this moment, what to do about it, and that somebody is at it. */
import { Badge, type Tone } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { Answered, EmptyState } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { pathTo } from "../shell/place.ts";
import { alertList, type ShownAlert, useAlerts } from "./alerts.ts";

const tones: Record<ShownAlert["severity"], Tone> = { critical: "bad", error: "bad", warning: "warn", info: "info" };

export function AlertsPanel() {
  const answer = useAlerts();
  const { ask } = useOperator();
  const acknowledge = async ({ rule, title }: ShownAlert): Promise<void> => {
    const outcome = await ask(`/v1/alerts/${rule}/acknowledge`, alertList, { method: "POST" });
    if (outcome.ok) notify(`You are at it: ${title}`, "good");
    else notify(outcome.refusal.message, "bad");
    answer.reload();
  };
  return (
    <section className="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">Alerts</h2>
      <Answered answer={answer} loading="Looking for alerts">
        {({ alerts, destinations }) => {
          const shown = alerts.filter(({ phase }) => phase !== "quiet");
          if (shown.length === 0)
            return (
              <EmptyState icon="check" title="Nothing is wrong">
                {alerts.length} rules are judged every minute.{" "}
                {destinations.length === 0
                  ? "Nobody is called: see the documentation on observability."
                  : `Told to: ${destinations.join(", ")}.`}
              </EmptyState>
            );
          return (
            <ul>
              {shown.map((alert) => (
                <Alert key={alert.rule} alert={alert} acknowledge={() => void acknowledge(alert)} />
              ))}
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}

function Alert({ alert, acknowledge }: { alert: ShownAlert; acknowledge: () => void }) {
  const { rule, title, severity, phase, since, value, above, unit, acknowledged, runbook, example, untold, refused } = alert;
  return (
    <li>
      <p className="alert-head">
        <Badge tone={phase === "firing" ? tones[severity] : "plain"}>{phase === "firing" ? severity : "pending"}</Badge>
        <strong>{title}</strong>
        <span className="alert-since">
          for <Time at={since} />
        </span>
      </p>
      <p className="alert-facts">
        {value === null ? "not measured" : Math.round(value * 1000) / 1000} {unit}, threshold {above}
        {example === null ? null : (
          <>
            {" · example trace "}
            <code>{example}</code>
          </>
        )}
        {untold > 0 ? ` · ${untold} not told yet` : null}
        {refused > 0 ? ` · ${refused} refused by whoever should be told` : null}
      </p>
      <p className="alert-acts">
        <RunbookLink rule={rule} address={runbook} />
        {phase === "firing" && acknowledged === null ? (
          <Button size="small" icon="check" onPress={acknowledge}>
            I am at it
          </Button>
        ) : null}
        {acknowledged === null ? null : (
          <span>
            {acknowledged.by} is at it, since <Time at={acknowledged.at} as="clock" />
          </span>
        )}
      </p>
    </li>
  );
}

/** The desk's own runbook opens here; one elsewhere beside it. */
function RunbookLink({ rule, address }: { rule: string; address: string }) {
  const here = pathTo("runbook", [rule]);
  return address.endsWith(here) ? (
    <Link href={here}>Runbook</Link>
  ) : (
    <a href={address} target="_blank" rel="noreferrer">
      Runbook
    </a>
  );
}
