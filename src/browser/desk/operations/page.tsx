/** What the desk is doing, and what it could not do. */
import { useState } from "react";
import { AlertsPanel } from "#desk/alerts/alerts-panel";
import { Button } from "#desk/ui/button";
import { PageFrame } from "#desk/ui/page-frame";
import { DeadLetters } from "./dead-letters.tsx";
import { Jobs } from "./jobs.tsx";

export function Page() {
  const [times, setTimes] = useState(0);
  return (
    <PageFrame
      title="Operations"
      about="What the desk is doing, and what it could not do."
      actions={
        <Button icon="retry" onPress={() => setTimes(times + 1)}>
          Refresh
        </Button>
      }
    >
      <div className="operations" key={times}>
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
}
