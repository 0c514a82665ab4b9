/** A word about a thing, in a colour that says the same: never the colour alone. */
import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad" | "info" | "accent";

export const Badge = ({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`badge ${tone}`}>{children}</span>
);
