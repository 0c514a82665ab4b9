/** Holds what breaks in one page, so that the rest of the desk goes on. A page whose file is gone was replaced by a newer desk. */
import { Component, type ReactNode } from "react";
import { Button } from "#desk/ui/button";
import { EmptyState } from "#desk/ui/states";

export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const isGone = error instanceof TypeError && /dynamically imported|module script/i.test(error.message);
    const reload = (
      <Button kind="primary" icon="retry" onPress={() => location.reload()}>
        Reload
      </Button>
    );
    return isGone ? (
      <EmptyState icon="retry" title="There is a newer desk" action={reload}>
        It was replaced while this page was open, or the connection broke. Reload to go on.
      </EmptyState>
    ) : (
      <EmptyState icon="alert" title="This page broke" action={reload}>
        The rest of the desk goes on working. {error instanceof Error ? error.message : ""}
      </EmptyState>
    );
  }
}
