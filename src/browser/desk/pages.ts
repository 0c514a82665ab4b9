/**
 * Every page of the desk. A page is a folder whose `page.tsx` exports `Page`; it is loaded when it is opened. Its address is `/desk/<path>`, and what
 * follows that is the page's own (see `shell/place.ts`). README.md says how to add one.
 */
import type { ComponentType } from "react";
import type { IconName } from "./ui/icons.ts";

export type DeskPage = {
  path: string;
  title: string;
  icon: IconName;
  load: () => Promise<{ Page: ComponentType }>;
};

export const pages: readonly DeskPage[] = [
  { path: "inbox", title: "Inbox", icon: "inbox", load: () => import("#desk/inbox/page") },
  { path: "runs", title: "Runs", icon: "runs", load: () => import("#desk/runs/page") },
  { path: "knowledge", title: "Knowledge", icon: "book", load: () => import("#desk/knowledge/page") },
  { path: "quality", title: "Quality", icon: "chart", load: () => import("#desk/quality/page") },
  { path: "operations", title: "Operations", icon: "pulse", load: () => import("#desk/operations/page") },
  { path: "runbook", title: "Runbook", icon: "help", load: () => import("#desk/runbook/page") },
  { path: "settings", title: "Settings", icon: "gear", load: () => import("#desk/settings/page") },
];
