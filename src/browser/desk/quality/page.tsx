/** How well customers are served. */
import { PageFrame } from "#desk/ui/page-frame";
import { EmptyState } from "#desk/ui/states";

export const Page = () => (
  <PageFrame title="Quality" about="How well customers are served.">
    <EmptyState icon="chart" title="Nothing here yet" />
  </PageFrame>
);
