/** Recent answers that quoted an article: what an edit may undermine. */
import { Link } from "#desk/ui/link";
import { Problem, Spinner } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { pathTo } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { citingTurns } from "./knowledge-api.ts";

const most = 20;

export function CitedIn({ id }: { id: string }) {
  const { value, refusal, reload } = useAnswer(
    `/v1/runs?${new URLSearchParams({ article: id, limit: String(most) }).toString()}`,
    citingTurns,
  );
  return (
    <section aria-label="Cited in">
      <h2>Cited in</h2>
      {refusal === null ? null : <Problem refusal={refusal} retry={reload} />}
      {value === null && refusal === null ? <Spinner /> : null}
      {value?.turns.length === 0 ? <p className="nothing">No answer has quoted this article yet.</p> : null}
      <ol className="versions">
        {value?.turns.map(({ run, conversation, at, outcome }) => (
          <li key={run}>
            <Link href={pathTo("runs", [conversation])}>{conversation.slice(0, 8)}…</Link>
            <span>
              {outcome === "answered" ? "answered" : "offered as near"} · <Time at={new Date(at).toISOString()} />
            </span>
          </li>
        ))}
      </ol>
      {value?.next === null || value === null ? null : <p className="nothing">And more: these are the latest {most}.</p>}
    </section>
  );
}
