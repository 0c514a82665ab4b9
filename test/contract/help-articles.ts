/** A few help articles of an invented tram company, for the suites of the knowledge ports. */
import type { ArticleDraft } from "#contracts/articles";

export const lostProperty: ArticleDraft = {
  id: "lost-property",
  title: "Find something you lost on a tram",
  summary: "Where found things go and how to get yours back.",
  tags: ["umbrella", "forgotten"],
  updated: "2026-09-01",
  body: [
    "Drivers bring found things to the depot at Mill Street every evening.",
    "## Report a loss",
    "1. Open **My rides**.\n2. Choose the ride and press **I lost something**.\n3. Describe it; a photograph helps.",
    "## Collect it",
    "Bring an identity card to the depot. Storage is free for 30 days, see [opening hours](article:depot-hours).",
  ].join("\n\n"),
};

export const refunds: ArticleDraft = {
  id: "refund-late-tram",
  title: "Refund for a late tram",
  summary: "When a delay is refunded.",
  tags: ["delay", "compensation"],
  body: "A delay of more than 20 minutes is refunded in full.\n\n## Ask for the refund\n\nPress **Refund** beside the ride within 14 days. The money is back on your card after 5 working days.",
};

export const bicycles: ArticleDraft = {
  id: "bicycles",
  title: "Take a bicycle along",
  summary: "",
  tags: [],
  body: "Folding bicycles travel free. Other bicycles need a bicycle ticket and a place on the rear platform.",
};

export const helpArticles: readonly ArticleDraft[] = [lostProperty, refunds, bicycles];
