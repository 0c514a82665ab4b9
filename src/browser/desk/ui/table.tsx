/** Rows and columns. Scrolls within itself where it is too wide, and can be scrolled by keyboard then. */
import type { ReactNode } from "react";

export type Column<Row> = {
  title: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  /** Takes the room that is left. */ isWide?: boolean;
  /** Is not broken beside a wide one. */ isOneLine?: boolean;
};

type Props<Row> = { label: string; columns: readonly Column<Row>[]; rows: readonly Row[]; keyOf: (row: Row) => string };

export const Table = <Row,>({ label, columns, rows, keyOf }: Props<Row>) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1)
  <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, align, isWide }) => (
            <th key={title} scope="col" className={`${align ?? ""}${isWide === true ? " wide" : ""}`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, align, isOneLine }) => (
              <td key={title} className={`${align ?? ""}${isOneLine === true ? " one-line" : ""}`}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
