/** Recent answers that quoted an article, and which of them the edit at hand would undermine: their words are no longer in it. */
import { Badge } from "#desk/ui/badge";
import { Link } from "#desk/ui/link";
import { Answered } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { pathTo } from "../shell/place.ts";
import type { Answer } from "../shell/use-answer.ts";
import type { CitingAnswers } from "./knowledge-api.ts";
import { standingOf } from "./undermined.ts";

type Texts = { stored: string; draft: string };

/** Said beside the button that stores. Nothing while the edit takes nobody's words away. */
export function Undermines({ answers, stored, draft }: Texts & { answers: CitingAnswers["answers"] }) {
  const count = answers.filter(({ quotes }) => standingOf(quotes, stored, draft) === "undermined").length;
  return (
    <p className="undermines" role="status">
      {count === 0 ? null : (
        <>
          This edit takes away words that {count} of the latest {answers.length} {answers.length === 1 ? "answer" : "answers"} quoted.{" "}
          <a href="#cited-in">See which</a>
        </>
      )}
    </p>
  );
}

export function CitedIn({ cited, stored, draft }: Texts & { cited: Answer<CitingAnswers> }) {
  return (
    <section id="cited-in" aria-label="Cited in">
      <h2>Cited in</h2>
      <Answered answer={cited}>
        {(value) => (
          <>
            {value.answers.length === 0 ? <p className="nothing">No answer has quoted this article yet.</p> : null}
            <ol className="versions">
              {value.answers.map(({ turn, conversation, at, outcome, quotes }) => {
                const standing = standingOf(quotes, stored, draft);
                return (
                  <li key={turn}>
                    <span className="citing">
                      <Link href={pathTo("runs", [conversation, turn.slice(conversation.length + 1)])}>{conversation.slice(0, 8)}…</Link>{" "}
                      {standing === "undermined" ? <Badge tone="bad">undermined by this edit</Badge> : null}
                      {standing === "outdated" ? <Badge>quotes an older version</Badge> : null}
                      {quotes.map(({ quote }) => (
                        <q key={quote} dir="auto">
                          {quote}
                        </q>
                      ))}
                    </span>
                    <span>
                      {outcome === "answered" ? "answered" : "offered as near"} · <Time at={at} />
                    </span>
                  </li>
                );
              })}
            </ol>
            {value.hasMore ? <p className="nothing">And more: these are the latest {value.answers.length}.</p> : null}
          </>
        )}
      </Answered>
    </section>
  );
}
