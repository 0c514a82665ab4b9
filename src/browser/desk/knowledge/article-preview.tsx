/** An article as its readers see it: the same tokens and nodes as on its page and in the widget. */
import { useLayoutEffect, useRef } from "react";
import { parseMarkdown } from "#browser/markdown/blocks";
import { renderBlocks } from "#browser/markdown/render";

const articleUrl = (id: string, anchor: string): string => `/articles/${encodeURIComponent(id)}${anchor === "" ? "" : `#${anchor}`}`;

export function ArticlePreview({ title, body }: { title: string; body: string }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const nodes = renderBlocks(parseMarkdown(body), {
      articleUrl,
      articleTab: "new",
      breaks: "space",
      headings: { first: 2, anchor: () => null },
    });
    root.current?.replaceChildren(...nodes);
  }, [body]);
  return (
    <section className="preview" aria-label="Preview" dir="auto">
      <h2>{title === "" ? "Untitled" : title}</h2>
      <div className="markdown" ref={root} />
    </section>
  );
}
