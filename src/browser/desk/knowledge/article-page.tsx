/** One article: written beside its preview, stored, tried with the question that it was written for; its versions and where it was cited. */
import { useState } from "react";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered } from "#desk/ui/states";
import { anything } from "#browser/wire/guards";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { go, pathTo } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { ArticleForm, draftOf, type Draft, emptyDraft } from "./article-form.tsx";
import { CitedIn, Undermines } from "./cited-in.tsx";
import { type Article, article as articleGuard, citingAnswers, settled as settledGuard, stored as storedGuard } from "./knowledge-api.ts";
import { TryQuestion } from "./try-question.tsx";
import { Versions } from "./versions.tsx";

type Props = {
  /** Null: a new one. */
  id: string | null;
  /** What it is to answer, for an article that closes a gap. */
  question: string | null;
  turns: readonly string[];
  settled: () => void;
};

export function ArticlePage({ id, ...gap }: Props) {
  const answer = useAnswer(id === null ? null : `/v1/articles/${encodeURIComponent(id)}`, articleGuard);
  const { reload } = answer;
  if (id === null) return <Editor article={null} {...gap} reload={reload} />;
  return <Answered answer={answer}>{(article) => <Editor key={article.version} article={article} {...gap} reload={reload} />}</Answered>;
}

type EditorProps = Omit<Props, "id"> & { article: Article | null; reload: () => void };

function Editor({ article, question, turns, settled, reload }: EditorProps) {
  const { ask } = useOperator();
  const start = article === null ? emptyDraft(question) : draftOf(article);
  const [draft, setDraft] = useState<Draft>(start);
  const [problem, setProblem] = useState<string | null>(null);
  const [storedAs, setStoredAs] = useState<string | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const cited = useAnswer(article === null ? null : `/v1/articles/${encodeURIComponent(article.id)}/citations`, citingAnswers);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);

  const save = async (): Promise<void> => {
    const { id, tags, updated, ...words } = draft;
    const body = { ...words, tags: tags.split(",").flatMap((tag) => tag.trim() || []), ...(updated === "" ? {} : { updated }) };
    const ifMatch = article === null ? {} : { ifMatch: `"${article.version}"` };
    const outcome = await ask(`/v1/articles/${encodeURIComponent(id)}`, storedGuard, { method: "PUT", body, ...ifMatch });
    setProblem(outcome.ok ? null : outcome.refusal.message);
    if (!outcome.ok) return;
    notify("Stored. The assistant knows it within seconds.", "good");
    setStoredAs(id);
    if (article !== null) reload();
  };
  const remove = async (): Promise<void> => {
    const outcome = await ask(`/v1/articles/${encodeURIComponent(draft.id)}`, anything, { method: "DELETE" });
    setRemoving(false);
    if (!outcome.ok && outcome.refusal.code !== "unreadable") return notify(outcome.refusal.message, "bad");
    notify("Removed. Its versions are kept; store one again to bring it back.", "good");
    go(pathTo("knowledge"));
  };
  const settle = async (by: string): Promise<void> => {
    const outcome = await ask("/v1/gaps/settle", settledGuard, { method: "POST", body: { turns, article: by } });
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    notify(`${outcome.value.settled} unanswered ${outcome.value.settled === 1 ? "question is" : "questions are"} settled.`, "good");
    settled();
    go(pathTo("knowledge", ["gaps"]));
  };

  return (
    <PageFrame
      title={article === null ? "A new article" : article.title}
      about={<Link href={pathTo("knowledge")}>← All articles</Link>}
      actions={
        <>
          {article === null ? null : (
            <Button kind="quiet" icon="trash" onPress={() => setRemoving(true)}>
              Remove
            </Button>
          )}
          <Button kind="primary" isDisabled={!isDirty || draft.title.trim() === "" || draft.body.trim() === ""} onPress={() => void save()}>
            Store
          </Button>
        </>
      }
    >
      <div className="knowledge-page">
        {problem === null ? null : (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
        {storedAs === null || question === null ? null : (
          <section className="asked-again" aria-label="The question, asked again">
            <h2>Asked again</h2>
            <TryQuestion
              start={question}
              asksAtOnce
              action={({ answered }) =>
                answered ? (
                  <Button kind="primary" icon="check" onPress={() => void settle(storedAs)}>
                    Settled: {turns.length === 1 ? "the question is" : `${turns.length} questions are`} answered
                  </Button>
                ) : (
                  <p>Not yet. Answers quote single sentences, so say it in one that has the customer's words, then store again.</p>
                )
              }
            />
          </section>
        )}
        {article === null || cited.value === null ? null : (
          <Undermines answers={cited.value.answers} stored={article.body} draft={draft.body} />
        )}
        <ArticleForm draft={draft} change={setDraft} isNew={article === null} />
        {article === null ? null : (
          <div className="article-foot">
            <Versions id={article.id} body={article.body} restored={reload} />
            <CitedIn cited={cited} stored={article.body} draft={draft.body} />
          </div>
        )}
      </div>
      <Dialog
        title="Remove this article?"
        size="small"
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        actions={
          <>
            <Button onPress={() => setRemoving(false)}>Keep it</Button>
            <Button kind="danger" onPress={() => void remove()}>
              Remove
            </Button>
          </>
        }
      >
        <p>The assistant stops answering from it at once. Answers that quoted it keep their words.</p>
      </Dialog>
    </PageFrame>
  );
}
