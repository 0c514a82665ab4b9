/** The figures that count, each with its definition, what it is out of, and how far it can be trusted. */
import { Badge } from "#desk/ui/badge";
import type { Outcomes } from "./quality-api.ts";
import { dollars, few, interval, percent, type Share } from "./share.ts";

type Figure = { name: string; value: string; basis: string; isFew: boolean; means: string };

function ofShare(name: string, share: Share, unit: string, means: string): Figure {
  const range = interval(share);
  return {
    name,
    value: range === null ? "—" : percent(share.count / share.of),
    basis:
      range === null ? `no ${unit} yet` : `${share.count} of ${share.of} ${unit}; likely ${percent(range.low)} to ${percent(range.high)}`,
    isFew: range !== null && share.of < few,
    means,
  };
}

export function Figures({
  outcomes: { resolved, reopened, handedOff, csat, cost, conversations, turns, flagged, helpful, thumbsOf },
}: {
  outcomes: Outcomes;
}) {
  const figures: Figure[] = [
    ofShare(
      "Resolved",
      resolved,
      "conversations",
      "Answered by the assistant, and no person came into it. Out of the conversations that asked something.",
    ),
    ofShare(
      "Reopened within 72 h",
      reopened,
      "resolved",
      "Came back with another question after half an hour of silence. Only those whose 72 hours are over count.",
    ),
    ofShare("Handed off", handedOff, "conversations", "A ticket was opened in the period, for whatever reason."),
    ofShare(
      "Helpful",
      helpful,
      "rated answers",
      `Thumbs up, out of the answers that got a thumb: ${helpful.of} ratings for ${thumbsOf} answers. The newest thumb on each counts.`,
    ),
    {
      name: "Satisfaction",
      value: csat.mean === null ? "—" : csat.mean.toFixed(1),
      basis: csat.count === 0 ? "nobody has rated yet" : `mean of ${csat.count} ratings, 1 to 5`,
      isFew: csat.count > 0 && csat.count < few,
      means: "Who rates chooses to: the very pleased and the very angry more than others.",
    },
    {
      name: "Cost per resolved",
      value: cost.perResolvedMicros === null ? "—" : dollars(cost.perResolvedMicros),
      basis: `${dollars(cost.micros)} for models in all`,
      isFew: false,
      means: "What models cost, by list price, over the conversations that were resolved. Platform and people are not in it.",
    },
  ];
  return (
    <>
      <p className="basis" role="status">
        {conversations} {conversations === 1 ? "conversation" : "conversations"}, {turns} {turns === 1 ? "turn" : "turns"}
        {flagged === 0 ? "" : `, ${flagged} ${flagged === 1 ? "answer" : "answers"} flagged as bad`}
      </p>
      <dl className="figures">
        {figures.map(({ name, value, basis, isFew, means }) => (
          <div key={name} className="figure">
            <dt>
              {name} {isFew ? <Badge tone="warn">few</Badge> : null}
            </dt>
            <dd className="value">{value}</dd>
            <dd className="figure-basis">{basis}</dd>
            <dd className="means">{means}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
