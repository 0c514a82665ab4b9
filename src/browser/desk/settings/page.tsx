/** How the desk looks and behaves. */
import { PageFrame } from "#desk/ui/page-frame";
import { EmptyState } from "#desk/ui/states";

export const Page = () => (
  <PageFrame title="Settings" about="How the desk looks and behaves.">
    <EmptyState icon="gear" title="Nothing here yet" />
  </PageFrame>
);
