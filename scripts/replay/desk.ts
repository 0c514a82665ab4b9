/** What the running desk gives: exports and flagged answers, over its operator routes. Every answer is parsed; no sentence ever shows the token. */
import type { z } from "zod";
import { type ConversationExport, ConversationExportSchema } from "#contracts/conversations";
import { type Flag, FlagListSchema } from "#contracts/flags";
import { ProblemSchema } from "#contracts/problem";
import { ReplayError } from "./recording.ts";

export type Desk = { exportOf(conversation: string): Promise<ConversationExport>; flags(): Promise<Flag[]> };

export function deskAt(from: URL, token: string): Desk {
  async function ask<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(new URL(path, from), { headers: { authorization: `Bearer ${token}` } }).catch((error: unknown) => {
      throw new ReplayError(`${from.origin} does not answer (${error instanceof Error ? error.message : String(error)}); is it running?`);
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return schema.parse(body);
    const problem = ProblemSchema.safeParse(body).data;
    throw new ReplayError(
      `${from.origin}${path}: ${response.status} ${problem ? `${problem.title}: ${problem.detail ?? problem.code}` : ""}`.trim(),
    );
  }
  return {
    exportOf: (conversation) => ask(`/v1/conversations/${encodeURIComponent(conversation)}/export`, ConversationExportSchema),
    flags: async () => (await ask("/v1/flags", FlagListSchema)).flags,
  };
}
