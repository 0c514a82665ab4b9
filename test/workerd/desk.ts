/** A running desk, as its visitors and operators reach it: over HTTP. Each visitor has an address of its own, so that the limits of one test are not another's. */
import { env, exports } from "cloudflare:workers";
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { workersClock } from "#adapters/platform/workers-clock";
import { ConversationStartedSchema, EventsPageSchema } from "#contracts/conversations";
import type { LoggedEvent } from "#contracts/events";
import { ProblemSchema } from "#contracts/problem";
import { helpArticles } from "../contract/help-articles.ts";

export const deskOrigin = "https://desk.example";

export type Asked = { method?: string; body?: unknown; token?: string; origin?: string; headers?: Record<string, string> };

let addresses = 0;

/** An address that nobody has asked from before. */
export const freshAddress = (): string => {
  addresses += 1;
  return `2001:db8::${addresses.toString(16)}`;
};

/** Sends `body` as it is when it is text, else as JSON. */
export function ask(path: string, { method = "GET", body, token, origin, headers = {} }: Asked = {}): Promise<Response> {
  const all = {
    "cf-connecting-ip": freshAddress(),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(origin === undefined ? {} : { origin }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return exports.default.fetch(
    new Request(`${deskOrigin}${path}`, { method, headers: all, ...(body === undefined ? {} : { body: text }) }),
  );
}

export const askAsOperator = (path: string, asked: Asked = {}): Promise<Response> => ask(path, { ...asked, token: env.OPERATOR_TOKEN });

/** Status and code of a refusal, proven to be problem details. */
export async function refusalOf(response: Response): Promise<{ status: number; code: string }> {
  const problem = ProblemSchema.parse(await response.json());
  if (problem.status !== response.status) throw new Error(`the body says ${problem.status}, the response ${response.status}`);
  return { status: response.status, code: problem.code };
}

export type Visitor = { id: string; token: string; renewal: string };

export async function startConversation(origin?: string): Promise<Visitor> {
  const response = await ask("/v1/conversations", { method: "POST", ...(origin === undefined ? {} : { origin }) });
  return ConversationStartedSchema.parse(await response.json());
}

export const conversationOf = ({ id }: { id: string }) => env.CONVERSATIONS.getByName(id);

export async function eventsOf({ id }: { id: string }, after = 0): Promise<LoggedEvent[]> {
  const page = await conversationOf({ id }).events({ after, limit: 500 });
  return page.ok ? EventsPageSchema.parse(page.value).events : [];
}

/** What happened in a conversation, in order. */
export const storyOf = async (visitor: { id: string }): Promise<string[]> => (await eventsOf(visitor)).map(({ event }) => event.type);

/** A desk that knows of lost things, refunds and bicycles on trams. */
export async function knowTrams(): Promise<void> {
  await new D1Articles({ database: env.DB, clock: workersClock }).import({ articles: helpArticles, remove: [], dryRun: false });
}
