/** The router agent: what does the customer want, in which language and mood, do they ask for a person, and what do the screens see? */
import { z } from "zod";
import { RoutingSchema } from "#domain/routing";
import type { MessageRouter } from "#ports/message-router";
import type { Agent } from "../agent.ts";
import { policies } from "../policies.ts";
import { DispositionSchema, dispositionOf } from "./disposition.ts";
import { nothingSeen, screen, ScreensSchema } from "./screens.ts";

export const RouterInputSchema = z.object({ text: z.string() });

export const RoutedSchema = RoutingSchema.extend({
  disposition: DispositionSchema,
  // A journal that an older release wrote has none, and its route still counts.
  screens: ScreensSchema.default(nothingSeen),
});
export type Routed = z.infer<typeof RoutedSchema>;

export type RouterPorts = { router: MessageRouter };

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
      async run({ text }, { router }, { status }) {
        status("routing");
        const routing = await router.route(text);
        return { ...routing, disposition: dispositionOf(routing, router.handoffIntents), screens: screen(text) };
      },
    },
  ],
};
