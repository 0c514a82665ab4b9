/** The articles that answers come from, the questions that they do not answer, and a place to ask. */
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { useCommands } from "../shell/commands.ts";
import { go, pathTo, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { ArticleList } from "./article-list.tsx";
import { ArticlePage } from "./article-page.tsx";
import { GapListView } from "./gap-list.tsx";
import { ImportFiles } from "./import-files.tsx";
import { gapList } from "./knowledge-api.ts";
import { TryQuestion } from "./try-question.tsx";

const tabs = [
  { path: "articles", title: "Articles" },
  { path: "gaps", title: "Unanswered" },
  { path: "ask", title: "Ask a question" },
] as const;

export function Page() {
  const { rest, query } = usePlace();
  const [view = "articles", id] = rest;
  const gaps = useAnswer("/v1/gaps", gapList);
  const write = (): void => go(pathTo("knowledge", ["new"]));
  useCommands([
    { id: "new-article", title: "Write an article", group: "Knowledge", keys: ["n"], run: write },
    {
      id: "ask-question",
      title: "Ask a question of the articles",
      group: "Knowledge",
      keys: ["a"],
      run: () => go(pathTo("knowledge", ["ask"])),
    },
  ]);
  if (view === "new")
    return <ArticlePage key="new" id={null} question={query.get("question")} turns={turnsIn(query)} settled={gaps.reload} />;
  if (view === "articles" && id !== undefined) return <ArticlePage key={id} id={id} question={null} turns={[]} settled={gaps.reload} />;

  const open = gaps.value?.groups.length ?? 0;
  return (
    <PageFrame
      title="Knowledge"
      about="The articles are the only source of answers. What they do not say, the assistant does not know."
      actions={
        <>
          <Button icon="link" onPress={() => go(pathTo("knowledge", ["import"]))}>
            Import files
          </Button>
          <Button kind="primary" icon="plus" keys="n" onPress={write}>
            Write an article
          </Button>
        </>
      }
    >
      <div className="knowledge-page">
        <nav className="tabs" aria-label="Knowledge">
          {tabs.map(({ path, title }) => (
            <Link key={path} href={pathTo("knowledge", [path])} aria-current={path === view ? "page" : undefined}>
              {title}
              {path === "gaps" && open > 0 ? <span className="count">{open}</span> : null}
            </Link>
          ))}
        </nav>
        {view === "articles" ? <ArticleList /> : null}
        {view === "gaps" ? <GapListView answer={gaps} /> : null}
        {view === "ask" ? <TryQuestion start={query.get("question") ?? ""} /> : null}
        {view === "import" ? <ImportFiles /> : null}
      </div>
    </PageFrame>
  );
}

const turnsIn = (query: URLSearchParams): string[] => (query.get("turns") ?? "").split(",").filter((turn) => turn !== "");
