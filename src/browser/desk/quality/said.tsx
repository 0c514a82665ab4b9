/** In people's words: comments that customers left, and answers that somebody at the desk flagged. */
import { Badge } from "#desk/ui/badge";
import { Link } from "#desk/ui/link";
import { Answered } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { pathTo } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { badAnswers as badGuard, flags as flagsGuard, ratings as ratingsGuard } from "./quality-api.ts";

export function Said() {
  const answer = useAnswer("/v1/ratings?limit=20", ratingsGuard);
  return (
    <section className="said" aria-label="What customers said">
      <h2>What customers said</h2>
      <Answered answer={answer}>
        {(value) =>
          value.ratings.length === 0 ? (
            <p className="nothing">No conversation was rated yet.</p>
          ) : (
            <ul>
              {value.ratings.map(({ conversation, at, score, comment, spokenBy }) => (
                <li key={conversation}>
                  <p>
                    <Badge tone={score >= 4 ? "good" : score === 3 ? "warn" : "bad"}>{score} of 5</Badge>{" "}
                    {comment === null ? <span className="nothing">without a word</span> : <q dir="auto">{comment}</q>}
                  </p>
                  <small>
                    <Time at={at} /> · {spokenBy === "ai" ? "the assistant alone" : "with a person"} ·{" "}
                    <Link href={pathTo("runs", [conversation])}>conversation</Link>
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

/** Each leads to its turn's run, where it can be flagged. @param from first day, UTC. */
export function NotHelpful({ from }: { from: string }) {
  const answer = useAnswer(`/v1/outcomes/not-helpful?from=${from}`, badGuard);
  return (
    <section className="said" aria-label="Answers that did not help">
      <h2>Answers that did not help</h2>
      <p className="nothing">Thumbs down. Look at how the answer came about; flag it there when it was wrong.</p>
      <Answered answer={answer}>
        {(value) =>
          value.answers.length === 0 ? (
            <p className="nothing">No thumb was down.</p>
          ) : (
            <ul>
              {value.answers.map(({ turn, conversation, at, reason, intent, flagged }) => (
                <li key={turn}>
                  <p>
                    {reason === null ? <span className="nothing">without a word</span> : <q dir="auto">{reason}</q>}{" "}
                    {flagged ? <Badge tone="warn">flagged</Badge> : null}
                  </p>
                  <small>
                    <Time at={at} />
                    {intent === null ? "" : ` · ${intent}`} ·{" "}
                    <Link href={pathTo("runs", [conversation, turn.slice(conversation.length + 1)])}>how it came about</Link>
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

export function Flagged() {
  const answer = useAnswer("/v1/flags", flagsGuard);
  return (
    <section className="said" aria-label="Flagged answers">
      <h2>Flagged answers</h2>
      <p className="nothing">Flag a bad answer on the Runs page. Each becomes a golden conversation, so that it cannot come back unseen.</p>
      <Answered answer={answer}>
        {(value) => (
          <ul>
            {value.flags.map(({ turn, conversation, at, why }) => (
              <li key={turn}>
                <p dir="auto">{why}</p>
                <small>
                  <Time at={at} /> · <Link href={pathTo("runs", [conversation])}>{turn.slice(0, 8)}…</Link>
                </small>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}
