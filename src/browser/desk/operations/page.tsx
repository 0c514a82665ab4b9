/** What the desk is doing, and what it could not do. */
import { AlertsPanel } from "#desk/alerts/alerts-panel";
import { PageFrame } from "#desk/ui/page-frame";
import { DeadLetters } from "./dead-letters.tsx";
import { Jobs } from "./jobs.tsx";

export const Page = () => (
  <PageFrame title="Operations" about="What the desk is doing, and what it could not do.">
    <div className="operations">
      <AlertsPanel />
      <section aria-labelledby="given-up">
        <h2 id="given-up">Handoffs that were given up</h2>
        <DeadLetters />
      </section>
      <section aria-labelledby="jobs">
        <h2 id="jobs">What runs by the clock</h2>
        <Jobs />
      </section>
    </div>
  </PageFrame>
);
