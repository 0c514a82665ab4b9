/** What today's `support/` says, as far as a turn depends on it. */
import { readFileSync } from "node:fs";
import { type Support, SupportSchema } from "#config/support";
import type { Tool } from "#domain/tools";
import type { Instructions, ModelAgent } from "#ports/models";
import { buildSupport } from "../build/support.ts";
import { inRepository } from "../repository.ts";

export type ReplaySettings = {
  assistant: string;
  handoffIntents: ReadonlySet<string>;
  tools: readonly Tool[];
  instructions: Instructions;
  limits: Readonly<Record<ModelAgent, { maxInputTokens: number; maxOutputTokens: number }>>;
};

/** Builds `dist/support.json` when `support/` is newer. */
export async function readSupport(): Promise<Support> {
  await buildSupport();
  return SupportSchema.parse(JSON.parse(readFileSync(inRepository("dist", "support.json"), "utf8")));
}

/** @param policies the text in the place of `support/policies.md`. */
export const settingsOf = (
  { brand, intents, models, policies, tools }: Support,
  instead: { policies?: string | undefined } = {},
): ReplaySettings => ({
  assistant: brand.assistant.name,
  tools,
  handoffIntents: new Set(intents.filter(({ handoff }) => handoff).map(({ name }) => name)),
  instructions: { company: brand.name, policies: instead.policies ?? policies, allowedLinkHosts: brand.allowed_link_hosts, intents },
  limits: models.limits,
});
