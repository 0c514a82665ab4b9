/** What to do when something is wrong: the deployed runbook. An alert leads to its rule's place in it, `/desk/runbook/<rule>`. */
import { useEffect, useRef } from "react";
import type { Runbook } from "#contracts/alerts";
import { type Guard, record, text } from "#browser/wire/guards";
import { Link } from "#desk/ui/link";
import { Markdown } from "#desk/ui/markdown";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered } from "#desk/ui/states";
import { pathTo, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { type Section, sectionsOf } from "./sections.ts";

const isRunbook: Guard<Runbook> = record<Runbook>({ text });

export function Page() {
  const [wanted = ""] = usePlace().rest;
  return (
    <PageFrame title="Runbook" about="What to do when an alert fires, and in trouble in general.">
      <Answered answer={useAnswer("/v1/runbook", isRunbook)} loading="Loading the runbook">
        {(runbook) => <Sections sections={sectionsOf(runbook.text)} wanted={wanted} />}
      </Answered>
    </PageFrame>
  );
}

function Sections({ sections: [preface, ...sections], wanted }: { sections: readonly Section[]; wanted: string }) {
  const isThere = wanted === "" || sections.some(({ id }) => id === wanted);
  return (
    <div className="runbook">
      {isThere ? null : (
        <p role="status">
          The runbook has no place for <code>{wanted}</code>. What it has is below.
        </p>
      )}
      {preface === undefined ? null : <Markdown text={preface.text} />}
      <nav aria-label="Places in the runbook">
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <Link href={pathTo("runbook", [id])} aria-current={id === wanted ? "location" : undefined}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <Place key={section.id} section={section} isWanted={section.id === wanted} />
      ))}
    </div>
  );
}

/** The one that is wanted comes into view with the focus on its heading, so that a screen reader begins to read there. */
function Place({ section: { id, title, text: said }, isWanted }: { section: Section; isWanted: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    heading.current?.scrollIntoView();
    heading.current?.focus({ preventScroll: true });
  }, [isWanted]);
  return (
    <section aria-labelledby={`place-${id}`}>
      <h2 id={`place-${id}`} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Markdown text={said} />
    </section>
  );
}
