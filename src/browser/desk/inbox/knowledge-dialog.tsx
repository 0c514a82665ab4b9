/** What the engine would find for a question, and whether it would dare to answer: the same search that answers customers. */
import { type FormEvent, useState } from "react";
import { list, number, record, text } from "#browser/wire/guards";
import type { Guarded } from "#browser/wire/guards";
import type { Refusal } from "#browser/wire/http";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Field } from "#desk/ui/field";
import { Problem } from "#desk/ui/states";
import { useOperator } from "../shell/operator.ts";
import { milliseconds, percent } from "../words.ts";

const isFound = record({
  passages: list(record({ article: text, section: text, title: text, heading: text, text, score: number })),
  answerability: number,
  threshold: number,
  tookMs: number,
});

export function KnowledgeDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Search the knowledge" size="wide" isOpen={isOpen} onClose={onClose}>
      <Search />
    </Dialog>
  );
}

function Search() {
  const { ask } = useOperator();
  const [question, setQuestion] = useState("");
  const [found, setFound] = useState<Guarded<typeof isFound> | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (question.trim() === "") return;
    const outcome = await ask(`/v1/search?${new URLSearchParams({ q: question.trim(), limit: "5" }).toString()}`, isFound);
    setFound(outcome.ok ? outcome.value : null);
    setRefusal(outcome.ok ? null : outcome.refusal);
  };
  return (
    <div className="knowledge-search">
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label="Question"
          placeholder="Ask as a customer would…"
          value={question}
          onChange={setQuestion}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type
          autoFocus
        />
        <Button type="submit" kind="primary">
          Search
        </Button>
      </form>
      <div aria-live="polite">
        {refusal === null ? null : <Problem refusal={refusal} />}
        {found === null ? null : (
          <>
            <p className="verdict">
              <strong>
                {found.answerability >= found.threshold ? "The assistant would answer." : "The assistant would offer a person."}
              </strong>{" "}
              Sure {percent(found.answerability)}, needed {percent(found.threshold)}; {milliseconds(found.tookMs)}.
            </p>
            <ol>
              {found.passages.map(({ article, section, title, heading, text: words }) => (
                <li key={`${article}#${section}`} dir="auto">
                  <a href={`/articles/${encodeURIComponent(article)}${section === "" ? "" : `#${section}`}`} target="_blank" rel="noopener">
                    {heading === "" ? title : `${title} › ${heading}`}
                  </a>
                  <p>{words}</p>
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </div>
  );
}
