/** The articles that answers come from. */
import { PageFrame } from "#desk/ui/page-frame";
import { EmptyState } from "#desk/ui/states";

export const Page = () => (
  <PageFrame title="Knowledge" about="The articles that answers come from.">
    <EmptyState icon="book" title="Nothing here yet" />
  </PageFrame>
);
