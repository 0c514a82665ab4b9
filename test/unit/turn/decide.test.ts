import { expect, test } from "vitest";
import type { KnowledgeFindings } from "#agents/findings";
import type { Disposition } from "#agents/router/disposition";
import type { Routed } from "#agents/router/router";
import { nothingSeen } from "#agents/router/screens";
import type { Resolution } from "#agents/resolution/resolution";
import { decide, type Standing, type TurnFindings } from "#turn/decide";

const atEase: Standing = { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: "Ada" };
const waiting: Standing = { ...atEase, state: "waiting", ticket: "ED-1042" };

const routed = (disposition: Disposition, more: Partial<Routed> = {}): Routed => ({
  disposition,
  intent: "billing",
  confidence: 0.9,
  intents: [],
  wantsPerson: { wanted: false, score: 0 },
  sentiment: 0,
  language: "en",
  smallTalk: null,
  screens: nothingSeen,
  ...more,
});

const passage = (article: string) => ({
  article,
  version: "v1",
  section: "s",
  title: `About ${article}`,
  heading: "",
  text: `First line of ${article}.\nSecond line.`,
  score: 1,
  coverage: 0.5,
});
const findings = (answerability: number, ...articles: string[]): KnowledgeFindings => ({
  passages: articles.map(passage),
  answerability,
  threshold: 0.5,
  source: "isolate",
});
const citation = { n: 1, article: "a", version: "v1", section: "s", title: "About a", quote: "q", url: "/articles/a#s" };
const answered: Resolution = { answered: true, text: "So it is. [1]", citations: [citation], confidence: 0.8 };
const unanswered: Resolution = { answered: false, text: "", citations: [], confidence: 0.1 };

const found = (more: Partial<TurnFindings> = {}): TurnFindings => ({
  text: "How?",
  routed: routed("answer"),
  findings: findings(0.1),
  resolution: unanswered,
  ...more,
});
const kindOf = (turn: TurnFindings, standing: Standing): string => {
  const decision = decide(turn, standing);
  return decision.act === "handoff" ? `handoff: ${decision.reason}` : decision.reply.kind;
};

test.each<[string, TurnFindings, Standing, string]>([
  ["an answer that was found is given", found({ resolution: answered }), atEase, "answer"],
  ["an answer is given even when the router failed", found({ routed: null, resolution: answered }), atEase, "answer"],
  ["whoever waits for a person still gets an answer that was found", found({ resolution: answered }), waiting, "answer"],
  ["a wish for a person is granted", found({ routed: routed("asked_for_person"), resolution: null }), atEase, "handoff: asked_for_person"],
  [
    "a wish for a person outranks the refusal of an offer",
    found({ text: "no", routed: routed("asked_for_person") }),
    { ...atEase, offered: true },
    "handoff: asked_for_person",
  ],
  ["a complaint goes to a person", found({ routed: routed("complaint"), resolution: null }), atEase, "handoff: complaint"],
  ["whoever waits and asks again is told of the ticket", found({ routed: routed("asked_for_person") }), waiting, "notice"],
  ["whoever waits and complains is told of the ticket", found({ routed: routed("complaint") }), waiting, "notice"],
  ["a greeting is returned", found({ routed: routed("courtesy", { smallTalk: "greeting" }), resolution: null }), atEase, "courtesy"],
  ["yes to an offer brings a person", found({ text: "Yes, please!" }), { ...atEase, offered: true }, "handoff: accepted_offer"],
  [
    "yes to an offer counts although the router calls it a courtesy",
    found({ text: "ok", routed: routed("courtesy") }),
    { ...atEase, offered: true },
    "handoff: accepted_offer",
  ],
  ["yes without an offer is a message like any other", found({ text: "yes" }), atEase, "offer"],
  ["no to an offer is accepted", found({ text: "no thanks" }), { ...atEase, offered: true }, "courtesy"],
  [
    "a question after an offer is a question",
    found({ text: "yes but how do I log in?", resolution: answered }),
    { ...atEase, offered: true },
    "answer",
  ],
  ["without an answer, a person is offered", found(), atEase, "offer"],
  ["without an answer but near one, the articles are named", found({ findings: findings(0.4, "a") }), atEase, "question"],
  ["without an answer for the second time, it is offered again", found(), { ...atEase, unansweredInRow: 1 }, "offer"],
  ["without an answer for the third time, a person is brought", found(), { ...atEase, unansweredInRow: 2 }, "handoff: unanswered"],
  ["without an answer while waiting, it is noted with the ticket", found(), { ...waiting, unansweredInRow: 5 }, "notice"],
  ["when the search failed, a person is brought", found({ findings: null, resolution: null }), atEase, "handoff: turn_failed"],
  [
    "when everything failed, a person is brought",
    found({ routed: null, findings: null, resolution: null }),
    atEase,
    "handoff: turn_failed",
  ],
  [
    "when everything failed while waiting, the ticket is named",
    found({ routed: null, findings: null, resolution: null }),
    waiting,
    "notice",
  ],
])("%s", (_case, turn, standing, kind) => {
  expect(kindOf(turn, standing)).toBe(kind);
});

test("an answer is the resolution's text and citations, to the letter, and offers nobody", () => {
  expect(decide(found({ resolution: answered }), atEase)).toEqual({
    act: "reply",
    reply: { kind: "answer", text: "So it is. [1]", citations: [citation], offersPerson: false },
  });
});

test("an offer offers, and says so where the next message is read", () => {
  for (const turn of [found(), found({ findings: findings(0.4, "a") })]) {
    expect(decide(turn, atEase)).toMatchObject({ act: "reply", reply: { offersPerson: true } });
  }
});

test("near articles are named once each, at most three, best first, with where they open", () => {
  const decision = decide(found({ findings: findings(0.4, "a", "b", "a", "c", "d") }), atEase);
  expect(decision).toMatchObject({ reply: { kind: "question" } });
  const { citations, text } = decision.act === "reply" ? decision.reply : { citations: [], text: "" };
  expect(citations.map(({ n, article, url, quote }) => ({ n, article, url, quote }))).toEqual([
    { n: 1, article: "a", url: "/articles/a#s", quote: "First line of a." },
    { n: 2, article: "b", url: "/articles/b#s", quote: "First line of b." },
    { n: 3, article: "c", url: "/articles/c#s", quote: "First line of c." },
  ]);
  expect(text).toContain("- About c [3]");
});

test.each<[number, string]>([
  [0.29, "offer"],
  [0.3, "question"],
  [0.49, "question"],
])("at an answerability of %d, below the threshold of 0.5, it is an %s", (answerability, kind) => {
  expect(kindOf(found({ findings: findings(answerability, "a") }), atEase)).toBe(kind);
});

test("the ticket is named to whoever waits, or said to be on its way", () => {
  const textWith = (ticket: string | null) => JSON.stringify(decide(found({ routed: routed("asked_for_person") }), { ...waiting, ticket }));
  expect(textWith("ED-1042")).toContain("ED-1042");
  expect(textWith(null)).toContain("being opened");
});

test.each([
  ["en", "AI assistant, not a person"],
  ["de", "KI-Assistent"],
  ["es", "asistente de IA"],
  ["fr", "assistant IA"],
  ["und", "AI assistant, not a person"],
])("whoever asks in %s who is speaking is told the name and that it is AI, and offered a person", (language, words) => {
  const decision = decide(found({ routed: routed("courtesy", { smallTalk: "identity", language }), resolution: null }), atEase);
  expect(decision).toMatchObject({ act: "reply", reply: { kind: "courtesy", offersPerson: true } });
  expect(JSON.stringify(decision)).toContain("Ada");
  expect(JSON.stringify(decision)).toContain(words);
});

test("whoever waits for a person already and asks who is speaking is offered no second one", () => {
  const turn = found({ routed: routed("courtesy", { smallTalk: "identity" }), resolution: null });
  expect(decide(turn, waiting)).toMatchObject({ reply: { kind: "courtesy", offersPerson: false } });
});
