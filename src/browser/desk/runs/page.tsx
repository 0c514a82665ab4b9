/** What the agents did for each answer. */
import { PageFrame } from "#desk/ui/page-frame";
import { EmptyState } from "#desk/ui/states";

export const Page = () => (
  <PageFrame title="Runs" about="What the agents did for each answer.">
    <EmptyState icon="runs" title="Nothing here yet" />
  </PageFrame>
);
