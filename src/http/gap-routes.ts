/** What the articles do not answer: grouped, settled by an article, and any question asked again against what is known today. */
import { createRoute } from "@hono/zod-openapi";
import { resolutionAgent } from "#agents/resolution/resolution";
import { GapListSchema, GapSettleSchema, GapsSettledSchema, TriedQuestionSchema, TryQuestionSchema } from "#contracts/gaps";
import { adminOnly, knownOrigin, operatorOnly } from "./access.ts";
import { note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";
import { adminRefusals, body, json, operatorRefusals } from "./route-parts.ts";

const tags = ["operator"];

const list = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/gaps",
  summary: "Questions that the articles did not answer, grouped",
  description: "Role: agent. Of the last 60 days, without personal data; what was settled or put aside is not among them.",
  responses: { 200: json(GapListSchema, "most often asked first"), ...refusals(...operatorRefusals) },
});

const settle = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly] as const,
  method: "post",
  path: "/v1/gaps/settle",
  summary: "Say that questions are answered now, or put them aside",
  description: "Role: admin.",
  request: { body: body(GapSettleSchema) },
  responses: {
    200: json(GapsSettledSchema, "how many were open until now"),
    ...refusals(...adminRefusals, "malformed_json"),
  },
});

const ask = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "post",
  path: "/v1/ask",
  summary: "Ask a question of today's knowledge, outside of any conversation",
  description:
    "Role: agent. Searches as the agents do and answers as the embedded engine does, from what is stored at this moment. No model is asked and nothing is kept.",
  request: { body: body(TryQuestionSchema) },
  responses: { 200: json(TriedQuestionSchema, "the answer, or that there is none"), ...refusals(...operatorRefusals, "malformed_json") },
});

/** Turns that one request looks at: each wakes a conversation. The clock's job looks at the rest. */
const looksAtOnce = 20;
/** As in a turn: passages that are read, and how many of them may come from one article. */
const reads = { limit: 8, perArticle: 3 };

const nothing = () => undefined;

export const gapRoutes = deskApp()
  .openapi(list, async (c) => {
    const { gaps } = c.var.ports;
    const waiting = await gaps.gather(looksAtOnce);
    const groups = await gaps.groups();
    return c.json({ groups, open: groups.reduce((all, { size }) => all + size, 0), waiting }, 200);
  })
  .openapi(settle, async (c) => {
    const { turns, article } = c.req.valid("json");
    const settled = await c.var.ports.gaps.settle(turns, article);
    note(c, "gap.settled", article ?? `${settled} put aside`);
    return c.json({ settled }, 200);
  })
  .openapi(ask, async (c) => {
    const { question } = c.req.valid("json");
    const { signal } = c.req.raw;
    const findings = await c.var.ports.knowledge.search(question, { ...reads, fresh: true, signal });
    const words = resolutionAgent.rungs[resolutionAgent.rungs.length - 1] ?? resolutionAgent.rungs[0];
    const context = { signal, attempt: 1, status: nothing, delta: nothing, restart: nothing, untilLate: () => nothing, called: nothing };
    const { answered, text, citations } = await words.run({ question, findings, history: [] }, {}, context);
    const passages = findings.passages.map(({ article, section, title, heading, score }) => ({ article, section, title, heading, score }));
    const { answerability, threshold } = findings;
    return c.json({ answered, text, citations, answerability, threshold, rung: words.name, passages }, 200);
  });
