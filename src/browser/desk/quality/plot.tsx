/**
 * A plot with its words: a heading, what it shows in one sentence for who cannot see it, and the same figures as a table beside it. Colours are the desk's, so that it follows light and
 * dark by itself.
 */
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { PlotOptions } from "@observablehq/plot";
import { plot } from "@observablehq/plot";

type Props<Row> = {
  title: string;
  /** Takes the whole width. */
  isWide?: boolean;
  /** Where the figures come from, and what is counted. */
  about: ReactNode;
  /** What the picture says, in a sentence. */
  summary: string;
  options: (width: number) => PlotOptions;
  columns: readonly { title: string; cell: (row: Row) => ReactNode }[];
  rows: readonly Row[];
};

export function PlotCard<Row>({ title, isWide = false, about, summary, options, columns, rows }: Props<Row>) {
  const root = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const frame = root.current;
    if (frame === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (width === 0) return;
    const drawn = plot({ ...options(width), width });
    // The page's policy has no room for style elements; what stands in Plot's is in quality.css.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    drawn.setAttribute("aria-hidden", "true");
    root.current?.replaceChildren(drawn);
  }, [options, width]);
  return (
    <figure className={isWide ? "plot-card wide" : "plot-card"}>
      <figcaption>
        <h2>{title}</h2>
        <p>{about}</p>
      </figcaption>
      <div className="plot" role="img" aria-label={summary}>
        <div ref={root} />
      </div>
      <details>
        <summary>The same as a table</summary>
        <table className="table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.title} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <tr key={n}>
                {columns.map((column) => (
                  <td key={column.title}>{column.cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
