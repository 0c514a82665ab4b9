/** Every article, found by its title, id or tags. The filter stands in the address. */
import { Badge } from "#desk/ui/badge";
import { Answered, EmptyState } from "#desk/ui/states";
import { Link } from "#desk/ui/link";
import { type Column, Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import { changeQuery, pathTo, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { type ArticleSummary, articleList } from "./knowledge-api.ts";

const columns: Column<ArticleSummary>[] = [
  {
    title: "Article",
    isWide: true,
    cell: ({ id, title }) => (
      <Link className="article-link" href={pathTo("knowledge", ["articles", id])} dir="auto">
        {title}
        <small>{id}</small>
      </Link>
    ),
  },
  {
    title: "Tags",
    cell: ({ tags }) => (
      <span className="tags">
        {tags.slice(0, 3).map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    ),
  },
  { title: "Stored", cell: ({ storedAt }) => <Time at={storedAt} as="day" /> },
];

export function ArticleList() {
  const { query } = usePlace();
  const answer = useAnswer("/v1/articles", articleList);
  return <Answered answer={answer}>{({ articles }) => <Found articles={articles} filter={query.get("q") ?? ""} />}</Answered>;
}

function Found({ articles, filter }: { articles: readonly ArticleSummary[]; filter: string }) {
  const wanted = filter.toLowerCase().trim();
  const shown = articles.filter(({ id, title, tags }) => [id, title, ...tags].some((one) => one.toLowerCase().includes(wanted)));
  return (
    <>
      <div className="list-head">
        <input
          className="input"
          type="search"
          aria-label="Find an article"
          placeholder="Find by title, id or tag"
          value={filter}
          onChange={({ target }) => changeQuery({ q: target.value })}
        />
        <span role="status">
          {shown.length} of {articles.length} articles
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState icon="book" title={articles.length === 0 ? "There are no articles yet" : "No article has these words"}>
          {articles.length === 0
            ? "Write one, or import Markdown files. Until then the assistant offers a person for every question."
            : "Search here looks at titles, ids and tags. To search as the assistant does, ask a question."}
        </EmptyState>
      ) : (
        <Table label="Articles" columns={columns} rows={shown} keyOf={({ id }) => id} />
      )}
    </>
  );
}
