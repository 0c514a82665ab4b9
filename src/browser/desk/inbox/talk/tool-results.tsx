/** What tools found or did in this conversation, newest first: an order, a subscription, a return that the customer confirmed. */
import type { PlacedEvent } from "#browser/wire/events";
import { Badge, type Tone } from "#desk/ui/badge";
import { Time } from "#desk/ui/time";

const tones: Readonly<Record<string, Tone>> = { done: "good", failed: "bad" };

export function ToolResults({ events }: { events: readonly PlacedEvent[] }) {
  const used = events.flatMap(({ seq, at, event }) => (event?.type === "tool.finished" ? [{ seq, at, event }] : [])).toReversed();
  if (used.length === 0) return null;
  return (
    <section>
      <h3>Looked up and done</h3>
      <ul className="tools">
        {used.map(({ seq, at, event: { title, effect, outcome, text } }) => (
          <li key={seq}>
            <p className="who">
              <strong dir="auto">{title}</strong>
              <Badge tone={tones[outcome] ?? "plain"}>
                {effect === "write" ? `changed, ${outcome.replaceAll("_", " ")}` : outcome.replaceAll("_", " ")}
              </Badge>
              <Time at={at} as="clock" />
            </p>
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
