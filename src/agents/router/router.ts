/** The router agent: what does the customer want, in which language and mood, do they ask for a person, and what do the screens see? */
import { z } from "zod";
import { type Routing, RoutingSchema } from "#domain/routing";
import type { MessageRouter } from "#ports/message-router";
import type { ModelPorts } from "#ports/models";
import type { Agent } from "../agent.ts";
import { policies } from "../policies.ts";
import { classify, isSure } from "./classify.ts";
import { DispositionSchema, dispositionOf } from "./disposition.ts";
import { nothingSeen, screen, ScreensSchema } from "./screens.ts";

export const RouterInputSchema = z.object({ text: z.string() });

export const RoutedSchema = RoutingSchema.extend({
  disposition: DispositionSchema,
  // A journal that an older release wrote has none, and its route still counts.
  screens: ScreensSchema.default(nothingSeen),
  own: RoutingSchema.optional().describe("what the embedded engine made of it, where a model was asked and answered"),
});
export type Routed = z.infer<typeof RoutedSchema>;

/** `models`: absent on a desk that has none. */
export type RouterPorts = { router: MessageRouter; models?: ModelPorts | undefined };

const hasModels = ({ models }: RouterPorts): boolean => models?.has("router") === true;

const routedBy = (routing: Routing, text: string, router: MessageRouter): Routed => ({
  ...routing,
  disposition: dispositionOf(routing, router.handoffIntents),
  screens: screen(text),
});

export const routerAgent: Agent<z.infer<typeof RouterInputSchema>, Routed, RouterPorts> = {
  name: "router",
  description:
    "Classifies a message: intents with confidence, language, sentiment, an explicit wish for a person, and what the screens see in it.",
  effect: "read",
  input: RouterInputSchema,
  output: RoutedSchema,
  policy: policies.router,
  rungs: [
    {
      name: "embedded",
      available: hasModels,
      async run({ text }, { router }, { status }) {
        status("routing");
        const routed = routedBy(await router.route(text), text, router);
        // Whoever tries to instruct the assistant is not worth a call.
        if (isSure(routed) || routed.screens.injection.flagged) return routed;
        throw new Error("the embedded engine is not sure");
      },
    },
    {
      name: "model",
      available: hasModels,
      async run({ text }, { router, models }, context) {
        if (!models) throw new Error("this rung needs models");
        const own = await router.route(text);
        return { ...routedBy(await classify(text, own, models, context), text, router), own };
      },
    },
    {
      name: "embedded",
      async run({ text }, { router }, { status }) {
        status("routing");
        return routedBy(await router.route(text), text, router);
      },
    },
  ],
};
