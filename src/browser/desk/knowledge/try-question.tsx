/** Asks a question of today's articles, outside of any conversation, and shows what a customer would read. */
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { Markdown } from "#desk/ui/markdown";
import { Problem, Spinner } from "#desk/ui/states";
import type { Outcome } from "#browser/wire/http";
import { useOperator } from "../shell/operator.ts";
import { pathTo } from "../shell/place.ts";
import { tried, type TriedQuestion } from "./knowledge-api.ts";

type Props = {
  start: string;
  asksAtOnce?: boolean;
  /** What can be done about the answer. */
  action?: (answer: TriedQuestion) => ReactNode;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function TryQuestion({ start, asksAtOnce = false, action }: Props) {
  const { ask } = useOperator();
  const [question, setQuestion] = useState(start);
  const [outcome, setOutcome] = useState<Outcome<TriedQuestion> | "asking" | null>(null);
  const put = useCallback(
    async (words: string): Promise<void> => {
      if (words.trim() === "") return;
      setOutcome("asking");
      setOutcome(await ask("/v1/ask", tried, { method: "POST", body: { question: words } }));
    },
    [ask],
  );
  useEffect(() => {
    if (asksAtOnce) void put(start);
  }, [asksAtOnce, put, start]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void put(question);
  };
  return (
    <div className="try">
      <form onSubmit={submit} role="search">
        <input
          className="input"
          aria-label="Question"
          placeholder="Ask as a customer would"
          maxLength={1000}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
          dir="auto"
        />
        <Button type="submit" kind="primary" icon="search" isDisabled={outcome === "asking" || question.trim() === ""}>
          Ask
        </Button>
      </form>
      {outcome === "asking" ? <Spinner label="Asking" /> : null}
      {outcome === null || outcome === "asking" ? null : outcome.ok ? (
        <Answer answer={outcome.value} action={action} />
      ) : (
        <Problem refusal={outcome.refusal} retry={() => void put(question)} />
      )}
    </div>
  );
}

function Answer({ answer, action }: { answer: TriedQuestion; action: Props["action"] }) {
  const { answered, text, citations, answerability, threshold, passages } = answer;
  return (
    <div className="tried" role="status">
      <p className="verdict">
        {answered ? <Badge tone="good">Answered</Badge> : <Badge tone="warn">Not answered</Badge>}
        <span>
          {percent(answerability)} sure; it answers from {percent(threshold)} on.
        </span>
      </p>
      {answered ? <Markdown text={text} /> : <p>The assistant would say that it does not know, and offer a person.</p>}
      {citations.length === 0 ? null : (
        <ol className="sources">
          {citations.map(({ n, article, title, quote }) => (
            <li key={n} value={n}>
              <Link href={pathTo("knowledge", ["articles", article])}>{title}</Link>
              <q dir="auto">{quote}</q>
            </li>
          ))}
        </ol>
      )}
      {answered || passages.length === 0 ? null : (
        <p className="nearest">
          Nearest:{" "}
          {passages.slice(0, 3).map(({ article, section, title }, n) => (
            <span key={`${article}#${section}`}>
              {n > 0 ? " · " : null}
              <Link href={pathTo("knowledge", ["articles", article])}>{title}</Link>
            </span>
          ))}
        </p>
      )}
      {action?.(answer)}
    </div>
  );
}
