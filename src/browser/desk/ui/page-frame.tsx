/** A page with a heading, what can be done on it, and its content, scrolling by itself. The inbox has its own shape; all others use this one. */
import type { ReactNode } from "react";

type Props = { title: string; /** One sentence: what this page is for. */ about?: ReactNode; actions?: ReactNode; children: ReactNode };

export const PageFrame = ({ title, about, actions, children }: Props) => (
  <div className="page-frame">
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {about === undefined ? null : <p>{about}</p>}
      </div>
      {actions === undefined ? null : <div className="page-actions">{actions}</div>}
    </header>
    {children}
  </div>
);
