/** The embedded engine's router over a model trained on a handful of examples: quick to make, and as real as the one that is shipped. */
import { trainRouter } from "#embedded/routing/train-router";
import { routeMessage } from "#embedded/routing/route";
import type { MessageRouter } from "#ports/message-router";

const examples: Record<string, readonly string[]> = {
  billing: ["I was charged twice", "my invoice is wrong", "how do I pay by card", "refund my last payment", "where is my receipt"],
  technical: ["the app crashes on start", "I cannot log in", "error when I save", "the page does not load", "password reset fails"],
  escalation: ["this is unacceptable", "I want to complain", "let me speak to your manager", "worst service ever", "I will call my lawyer"],
  general: ["what are your opening hours", "where is your office", "do you ship abroad", "who are you", "can I visit the shop"],
};

export function smallRouter(): MessageRouter {
  const trained = trainRouter(Object.entries(examples).flatMap(([label, texts]) => texts.map((text) => ({ text, label }))));
  if (!trained.ok) throw new Error(trained.error.reason);
  const model = trained.value;
  return { handoffIntents: new Set(["escalation"]), route: async (text) => routeMessage(model, text) };
}
