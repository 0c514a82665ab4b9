/** Markdown as the customer sees it: the same tokens, mounted as the nodes that the widget makes of them. No string becomes markup. */
import { useLayoutEffect, useRef } from "react";
import { parseMarkdown } from "#browser/markdown/blocks";
import { renderBlocks } from "#browser/markdown/render";

const articleUrl = (id: string, anchor: string): string => `/articles/${encodeURIComponent(id)}${anchor === "" ? "" : `#${anchor}`}`;

/** `citation`: makes the node of a citation's mark; without it the mark is text. Must not change from one rendering to the next. */
export function Markdown({ text, citation }: { text: string; citation?: (n: number) => Node | null }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const marks = citation === undefined ? {} : { citation };
    root.current?.replaceChildren(...renderBlocks(parseMarkdown(text), { articleUrl, articleTab: "new", breaks: "line", ...marks }));
  }, [text, citation]);
  return <div className="markdown" dir="auto" ref={root} />;
}
