/** How well customers are served: figures with what they mean and what they rest on, plots with their tables, what customers said, and answers that were flagged. */
import { Button } from "#desk/ui/button";
import { Icon } from "#desk/ui/icon";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered, EmptyState } from "#desk/ui/states";
import { useNow } from "../ui/use-now.ts";
import { changeQuery, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { Figures } from "./figures.tsx";
import { Flagged, NotHelpful, Said } from "./said.tsx";
import { Days, Reasons, Rungs, Scores, ThumbReasons, Thumbs } from "./plots.tsx";
import { outcomes as outcomesGuard } from "./quality-api.ts";

const periods = [7, 30, 90] as const;
const dayMs = 86_400_000;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export function Page() {
  const { query } = usePlace();
  const days = periods.find((period) => String(period) === query.get("days")) ?? 30;
  const from = dayOf(useNow() - (days - 1) * dayMs);
  const answer = useAnswer(`/v1/outcomes?from=${from}`, outcomesGuard);
  return (
    <PageFrame
      title="Quality"
      about="What became of conversations. Facts arrive some seconds after a turn; what was erased is not counted any more."
      actions={
        <>
          <nav className="periods" aria-label="Period">
            {periods.map((period) => (
              <Link
                key={period}
                href={`?days=${period}`}
                aria-current={period === days ? "true" : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  changeQuery({ days: String(period) });
                }}
              >
                {period} days
              </Link>
            ))}
          </nav>
          <Button icon="retry" isDisabled={answer.isLoading} onPress={answer.reload}>
            Refresh
          </Button>
        </>
      }
    >
      <div className="quality-page">
        <Answered answer={answer}>
          {(value) =>
            value.turns === 0 ? (
              <EmptyState icon="chart" title={`Nothing was asked in the last ${days} days`}>
                Open the demo page and ask something: the figures follow within seconds.
              </EmptyState>
            ) : (
              <>
                <Figures outcomes={value} />
                <div className="plots">
                  <Days outcomes={value} />
                  {value.handoffReasons.length === 0 ? null : <Reasons handoffReasons={value.handoffReasons} />}
                  {value.answeredBy.length === 0 ? null : <Rungs answeredBy={value.answeredBy} />}
                  {value.thumbs.length === 0 ? null : <Thumbs thumbs={value.thumbs} />}
                  {value.thumbReasons.length === 0 ? null : <ThumbReasons thumbReasons={value.thumbReasons} />}
                  {value.csat.count === 0 ? null : <Scores byScore={value.csat.byScore} />}
                </div>
              </>
            )
          }
        </Answered>
        <div className="plots">
          <NotHelpful from={from} />
          <Said />
          <Flagged />
        </div>
        <p className="definitions">
          <Icon name="help" size={15} /> Every definition, with what it leaves out: docs/outcomes.md. Days are UTC.
        </p>
      </div>
    </PageFrame>
  );
}
