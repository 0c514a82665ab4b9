/** Reads a conversation's whole log from the desk, with the operator's rights. */
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { EventsPageSchema } from "#contracts/conversations";
import type { LoggedEvent } from "#contracts/events";
import { operatorToken } from "../../bench/desk/run-desk.ts";

const page = 500;
const tries = 5;
const answersWithinMs = 10_000;

export const asOperator = { authorization: `Bearer ${operatorToken}` };

export async function readLog(url: string, conversation: string): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const next = await get(`${url}/v1/conversations/${conversation}/events?after=${after}&limit=${page}`, EventsPageSchema);
    events.push(...next.events);
    if (next.events.length < page) return events;
  }
}

/** The checker is not what is tested: it tries again. */
export async function get<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      const response = await fetch(url, { headers: asOperator, signal: AbortSignal.timeout(answersWithinMs) });
      if (!response.ok) throw new Error(`${url} answers ${response.status}`);
      return schema.parse(await response.json());
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(500);
    }
  }
}
