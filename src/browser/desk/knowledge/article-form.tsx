/** An article being written, and how it will look. */
import { Field } from "#desk/ui/field";
import { ArticlePreview } from "./article-preview.tsx";
import type { Article } from "./knowledge-api.ts";

/** `tags`: with commas between them. `updated`: empty for none. */
export type Draft = { id: string; title: string; summary: string; tags: string; body: string; updated: string };

export const draftOf = ({ id, title, summary, tags, body, updated }: Article): Draft => ({
  id,
  title,
  summary,
  tags: tags.join(", "),
  body,
  updated: updated ?? "",
});

export function emptyDraft(question: string | null): Draft {
  const title = question === null ? "" : question.charAt(0).toUpperCase() + question.slice(1).replace(/\?+$/, "");
  return { id: idOf(title), title, summary: "", tags: "", body: "", updated: "" };
}

/** Lower case, hyphens, Latin letters: what an article's id may have. */
const idOf = (title: string): string =>
  title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);

export function ArticleForm({ draft, change, isNew }: { draft: Draft; change: (draft: Draft) => void; isNew: boolean }) {
  const put = (part: Partial<Draft>): void => change({ ...draft, ...part });
  const retitle = (title: string): void => put(isNew && draft.id === idOf(draft.title) ? { title, id: idOf(title) } : { title });
  return (
    <div className="writing">
      <div className="written">
        <Field
          label="Title"
          help="As a customer would look for it."
          value={draft.title}
          onChange={retitle}
          maxLength={200}
          isRequired
          dir="auto"
        />
        {isNew ? (
          <Field
            label="Id"
            help="In the address of its page; it stays when the title changes."
            value={draft.id}
            onChange={(id) => put({ id })}
            maxLength={100}
            isRequired
          />
        ) : null}
        <Field
          label="Summary"
          help="One sentence. It is searched, and never quoted."
          value={draft.summary}
          onChange={(summary) => put({ summary })}
          maxLength={500}
          dir="auto"
        />
        <Field label="Tags" help="Commas between them." value={draft.tags} onChange={(tags) => put({ tags })} />
        <Field
          label="Text"
          help="Markdown. “## ” begins a section. Answers quote single sentences, so let each stand alone. [text](article:id) links to another article."
          value={draft.body}
          onChange={(body) => put({ body })}
          lines={18}
          isRequired
          dir="auto"
        />
      </div>
      <ArticlePreview title={draft.title} body={draft.body} />
    </div>
  );
}
