/** Holds one golden conversation with the desk, from the beginning, and compares what comes back with what should. */
import type { Expectation, GoldenConversation, GoldenTurn } from "./conversations.ts";
import { type Reply, Visitor } from "./visitor.ts";

/** `why`: the first expectation that was not met, and what came instead; null when all were. */
export type Held = { why: string | null; replies: Reply[] };

/** @param desk scheme and host. What follows a turn that went wrong is not said any more. */
export async function holdConversation(desk: string, { turns, customer }: GoldenConversation): Promise<Held> {
  const replies: Reply[] = [];
  try {
    const visitor = await Visitor.arrive(desk, customer);
    for (const [n, turn] of turns.entries()) {
      const reply = await take(visitor, turn);
      if (reply === null) continue;
      replies.push(reply);
      const why = "expect" in turn && turn.expect ? await firstUnmet(turn.expect, reply, visitor) : null;
      if (why !== null) return { why: `turn ${n + 1}, ${nameOf(turn)}: ${why}`, replies };
    }
    return { why: null, replies };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error), replies };
  }
}

async function take(visitor: Visitor, turn: GoldenTurn): Promise<Reply | null> {
  if ("say" in turn) return visitor.say(turn.say);
  if ("press" in turn) return visitor.pressHandoff();
  await visitor.rate(turn.feedback);
  return null;
}

const nameOf = (turn: GoldenTurn): string => ("say" in turn ? `"${turn.say}"` : "press" in turn ? `press ${turn.press}` : turn.feedback);

async function firstUnmet(wanted: Expectation, reply: Reply, visitor: Visitor): Promise<string | null> {
  const unmet = firstUnmetIn(wanted, reply);
  if (unmet !== null || wanted.ticket === undefined) return unmet;
  if (!wanted.ticket) return visitor.waits ? "ticket: expected none, came a handoff" : null;
  return (await visitor.ticket()) === null ? "ticket: expected one, none was opened in time" : null;
}

function firstUnmetIn(wanted: Expectation, reply: Reply): string | null {
  const { kind, article, cites_section: section, intent, contains, not_contains: forbidden, state, max_ms: maxMs } = wanted;
  const came = `${reply.kind}${reply.citations.length > 0 ? ` from ${reply.citations.map(cited).join(", ")}` : ""} ${quoted(reply.text)}`;
  if (kind && !kind.some((one) => one === reply.kind)) return `kind: expected ${kind.join(" or ")}, came ${came}`;
  if (article && !article.includes(reply.citations[0]?.article ?? "")) return `article: expected ${article.join(" or ")}, came ${came}`;
  if (section && !reply.citations.some((one) => section.includes(one.section)))
    return `cites_section: expected ${section.join(" or ")}, came ${came}`;
  if (intent && !intent.includes(reply.intent ?? "")) return `intent: expected ${intent.join(" or ")}, came ${reply.intent ?? "none"}`;
  const missing = contains?.find((words) => !flat(reply.text).includes(flat(words)));
  if (missing !== undefined) return `contains: expected "${missing}", came ${came}`;
  const unwanted = forbidden?.find((words) => flat(reply.text).includes(flat(words)));
  if (unwanted !== undefined) return `not_contains: "${unwanted}" is in ${came}`;
  if (state !== undefined && state !== reply.state) return `state: expected ${state}, came ${reply.state}`;
  return maxMs !== undefined && reply.ms > maxMs ? `max_ms: expected ${maxMs} at most, took ${Math.round(reply.ms)}` : null;
}

const cited = ({ article, section }: Reply["citations"][number]): string => (section === "" ? article : `${article}#${section}`);

const flat = (text: string): string => text.toLowerCase().replace(/\s+/g, " ");

const shownLength = 120;
const quoted = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return `"${line.length > shownLength ? `${line.slice(0, shownLength)}…` : line}"`;
};
