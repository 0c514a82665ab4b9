/** What an article said before, what has changed since, and the way back. */
import { diffLines, diffWordsWithSpace } from "diff";
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Answered } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { article as articleGuard, type ArticleVersion, stored as storedGuard, versionList } from "./knowledge-api.ts";

type Props = { id: string; body: string; restored: () => void };

export function Versions({ id, body, restored }: Props) {
  const answer = useAnswer(`/v1/articles/${encodeURIComponent(id)}/versions`, versionList);
  const [chosen, setChosen] = useState<ArticleVersion | null>(null);
  return (
    <section aria-label="Versions">
      <h2>Versions</h2>
      <Answered answer={answer}>
        {(value) => (
          <ol className="versions">
            {value.versions.map((version) => (
              <li key={version.n}>
                <span>
                  <Time at={version.storedAt} /> {version.inForce ? <Badge tone="good">in force</Badge> : null}
                  {version.removed ? <Badge tone="bad">removed</Badge> : null}
                  <small dir="auto">{version.title}</small>
                </span>
                {version.inForce || version.removed ? null : (
                  <Button size="small" aria-label={`Compare the version of ${version.storedAt}`} onPress={() => setChosen(version)}>
                    Compare
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
      </Answered>
      {chosen === null ? null : <Comparison id={id} version={chosen} body={body} restored={restored} close={() => setChosen(null)} />}
    </section>
  );
}

type ComparisonProps = Props & { version: ArticleVersion; close: () => void };

function Comparison({ id, version, body, restored, close }: ComparisonProps) {
  const { ask } = useOperator();
  const path = `/v1/articles/${encodeURIComponent(id)}/versions/${version.n}`;
  const answer = useAnswer(path, articleGuard);
  const restore = async (): Promise<void> => {
    const outcome = await ask(`${path}/restore`, storedGuard, { method: "POST" });
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    notify("This version is in force again. The one that it replaced is kept.", "good");
    close();
    restored();
  };
  return (
    <Dialog
      title="What has changed since"
      size="wide"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Close</Button>
          <Button kind="primary" icon="retry" isDisabled={answer.value === null} onPress={() => void restore()}>
            Make this version the article again
          </Button>
        </>
      }
    >
      <Answered answer={answer}>{(before) => <Difference before={before.body} after={body} />}</Answered>
    </Dialog>
  );
}

/** Line by line; in a line that was replaced by one other, word by word. Added and removed are told apart by a sign, too. */
function Difference({ before, after }: { before: string; after: string }) {
  const parts = diffLines(`${before}\n`, `${after}\n`);
  if (parts.every(({ added, removed }) => !added && !removed)) return <p>The text is the same; title, summary or tags have changed.</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1)
    <div className="difference" role="region" aria-label="Differences" tabIndex={0} dir="auto">
      {parts.map((part, n) => {
        const next = parts[n + 1];
        const previous = parts[n - 1];
        if (part.removed && next?.added === true)
          return <Line key={`${n}-`} sign="−" kind="gone" text={words(part.value, next.value, "removed")} />;
        if (part.added && previous?.removed === true)
          return <Line key={`${n}+`} sign="+" kind="new" text={words(previous.value, part.value, "added")} />;
        const kind = part.added ? "new" : part.removed ? "gone" : "same";
        return <Line key={n} sign={part.added ? "+" : part.removed ? "−" : " "} kind={kind} text={part.value.trimEnd()} />;
      })}
    </div>
  );
}

const Line = ({ sign, kind, text }: { sign: string; kind: string; text: React.ReactNode }) => (
  <p className={kind}>
    <span className="sign">{sign}</span>
    <span>{text}</span>
  </p>
);

function words(before: string, after: string, shown: "added" | "removed"): React.ReactNode {
  return diffWordsWithSpace(before.trimEnd(), after.trimEnd()).map((part, n) => {
    if (shown === "added" ? part.removed : part.added) return null;
    const isMarked = shown === "added" ? part.added : part.removed;
    return isMarked ? <mark key={n}>{part.value}</mark> : <span key={n}>{part.value}</span>;
  });
}
