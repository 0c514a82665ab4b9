/** How the jobs of the clock went the last time. One that is overdue or has failed is the first thing to see. */
import { useAnswer } from "#browser/desk/shell/use-answer";
import { Badge } from "#desk/ui/badge";
import { Answered, EmptyState } from "#desk/ui/states";
import { Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import { isRuns } from "./guards.ts";

/** What each is for, in one sentence; one that is not here shows its name. */
const words: Readonly<Record<string, string>> = {
  "reconcile-handoffs": "Finds handoffs without a ticket, and tickets that the customer never heard of",
  "sweep-erased": "Sweeps once more through what is left of erased conversations",
};

export function Jobs() {
  return (
    <Answered answer={useAnswer("/v1/operations/jobs", isRuns)} loading="Loading jobs">
      {(value) =>
        value.runs.length === 0 ? (
          <EmptyState icon="clock" title="No job has run yet">
            The first runs within five minutes of a deploy.
          </EmptyState>
        ) : (
          <Table
            label="Jobs"
            rows={value.runs}
            keyOf={({ job }) => job}
            columns={[
              { title: "Job", isWide: true, cell: ({ job }) => words[job] ?? job },
              { title: "Last run", cell: ({ startedAt }) => <Time at={startedAt} /> },
              { title: "Outcome", cell: ({ outcome }) => <Badge tone={outcome === "done" ? "good" : "bad"}>{outcome}</Badge> },
              { title: "What it did", cell: ({ counts }) => countWords(counts) },
            ]}
          />
        )
      }
    </Answered>
  );
}

/** Only what is not nothing. */
function countWords(counts: unknown): string {
  const some = Object.entries(typeof counts === "object" && counts !== null ? counts : {}).filter(([, n]) => n !== 0);
  return some.length === 0 ? "nothing to do" : some.map(([what, n]) => `${String(n)} ${what.replaceAll("_", " ")}`).join(", ");
}
