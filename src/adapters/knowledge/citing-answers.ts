/** Which answers quoted an article, and with which words: the facts of turns say which turns, the words are read from the conversations. An erased one is passed over. */
import type { CitingAnswers } from "#contracts/article-citations";
import { EventsPageSchema } from "#contracts/conversations";
import type { Citation } from "#contracts/events";
import type { Conversations } from "#ports/conversations";
import type { TurnFactsStore } from "#ports/turn-facts";

const most = 20;
const pageOfEvents = 500;

export type CitingPorts = { turnFacts: Pick<TurnFactsStore, "runs">; conversations: Pick<Conversations, "get"> };

export async function citingAnswers(article: string, { turnFacts, conversations }: CitingPorts): Promise<CitingAnswers> {
  const { turns, next } = await turnFacts.runs({ article, limit: most });
  const ids = [...new Set(turns.map(({ conversation }) => conversation))];
  const found = new Map((await Promise.all(ids.map((id) => citationsIn(id, conversations)))).flatMap((entries) => [...entries]));
  const answers = turns.flatMap(({ run, conversation, at, outcome }) => {
    const citations = found.get(run);
    if (citations === undefined) return [];
    const quotes = citations.flatMap(({ article: cited, section, quote, version }) =>
      cited === article ? [{ section, quote, version }] : [],
    );
    return [{ turn: run, conversation, at: new Date(at).toISOString(), outcome, quotes }];
  });
  return { answers, hasMore: next !== null };
}

/** Of each answer of a conversation, by its turn. */
async function citationsIn(id: string, conversations: CitingPorts["conversations"]): Promise<Map<string, Citation[]>> {
  const citations = new Map<string, Citation[]>();
  for (let after = 0; ;) {
    const page = await conversations.get(id).events({ after, limit: pageOfEvents });
    if (!page.ok) return citations;
    const { events, next } = EventsPageSchema.parse(page.value);
    for (const { event } of events) if (event.type === "answer.completed") citations.set(event.turn, event.citations);
    if (events.length < pageOfEvents) return citations;
    after = next;
  }
}
