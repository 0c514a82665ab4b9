/** What the desk is doing, and what it could not do. */
import { PageFrame } from "#desk/ui/page-frame";
import { EmptyState } from "#desk/ui/states";

export const Page = () => (
  <PageFrame title="Operations" about="What the desk is doing, and what it could not do.">
    <EmptyState icon="pulse" title="Nothing here yet" />
  </PageFrame>
);
