/** The edge: every route in one place, in the order in which a request meets them. */
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { DeskPorts } from "#compose/desk-ports";
import { agentRoutes } from "./agent-routes.ts";
import { alertRoutes } from "./alert-routes.ts";
import { articleHistoryRoutes } from "./article-history-routes.ts";
import { articleRoutes } from "./article-routes.ts";
import { conversationDeskRoutes } from "./conversation-desk-routes.ts";
import { conversationRoutes } from "./conversation-routes.ts";
import { confirmRoute } from "./confirm-route.ts";
import { deadLetterRoutes } from "./dead-letter-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { identityRoute } from "./identity-route.ts";
import { flagRoutes } from "./flag-routes.ts";
import { gapRoutes } from "./gap-routes.ts";
import { inboxRoutes } from "./inbox-routes.ts";
import { metricsRoute } from "./metrics-route.ts";
import { operationsRoutes } from "./operations-routes.ts";
import { originAllowed } from "./origins.ts";
import { outcomeRoutes } from "./outcome-routes.ts";
import { operatorSocketRoutes } from "./operator-socket-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { answerError, problemResponse } from "./problems.ts";
import { farewellRoutes } from "./farewell-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import { runRoutes } from "./run-routes.ts";
import { socketRoute } from "./socket-route.ts";
import { startRoutes } from "./start-routes.ts";
import { systemRoutes } from "./system-routes.ts";
import { teachingRoutes } from "./teaching-routes.ts";
import { ticketEventRoutes } from "./ticket-event-routes.ts";
import { ticketRoutes } from "./ticket-routes.ts";
import { widgetScript } from "./widget-script.ts";
import { vectorRoutes } from "./vector-routes.ts";
import { usageRoutes } from "./usage-routes.ts";

/** A visitor's body is a message; an operator's may be a chunk of an import. */
const maxBodyBytes = { visitor: 128 * 1024, operator: 8 * 1024 * 1024 };

const tooLarge = (maxSize: number) => bodyLimit({ maxSize, onError: () => problemResponse("body_too_large", `at most ${maxSize} bytes`) });

/** @param portsOf wires the ports of one request; `background` keeps work alive that nobody waits for. */
export function createApp(portsOf: (env: Env, background: (work: Promise<void>) => void) => DeskPorts): OpenAPIHono<DeskEnv> {
  const app = deskApp();
  app.onError(answerError);
  app.notFound((c) => problemResponse("not_found", `no route ${c.req.method} ${c.req.path}`));

  app.use(async (c, next) => {
    c.set(
      "ports",
      portsOf(c.env, (work) => c.executionCtx.waitUntil(work)),
    );
    await next();
  });
  // Routed before the header middlewares: the answer to a handshake must not be rewritten.
  app.route("/", socketRoute);
  app.route("/", operatorSocketRoutes);
  app.use(
    secureHeaders({
      xFrameOptions: false,
      crossOriginResourcePolicy: "cross-origin",
      crossOriginOpenerPolicy: false,
      referrerPolicy: "no-referrer",
    }),
  );
  app.use(
    "/v1/*",
    cors({
      origin: (origin, c: Context<DeskEnv>) => (originAllowed(origin, c.req.url, c.var.ports.environment.ALLOWED_ORIGINS) ? origin : null),
      allowHeaders: ["authorization", "content-type"],
      maxAge: 600,
    }),
  );
  // How a widget on a page that the desk does not know learns that it is refused, and not alone (src/browser/conversation/admission.ts).
  app.use("/healthz", cors());
  app.use("/v1/conversations/*", tooLarge(maxBodyBytes.visitor));
  app.use("/v1/*", tooLarge(maxBodyBytes.operator));

  app.route("/", startRoutes);
  app.route("/", conversationRoutes);
  app.route("/", conversationDeskRoutes);
  app.route("/", inboxRoutes);
  app.route("/", identityRoute);
  app.route("/", farewellRoutes);
  app.route("/", runRoutes);
  app.route("/", usageRoutes);
  app.route("/", flagRoutes);
  app.route("/", confirmRoute);
  app.route("/", articleRoutes);
  app.route("/", vectorRoutes);
  app.route("/", ticketRoutes);
  app.route("/", ticketEventRoutes);
  app.route("/", deadLetterRoutes);
  app.route("/", operationsRoutes);
  app.route("/", articleHistoryRoutes);
  app.route("/", gapRoutes);
  app.route("/", outcomeRoutes);
  app.route("/", settingsRoutes);
  app.route("/", teachingRoutes);
  app.route("/", peopleRoutes);
  app.route("/", agentRoutes);
  app.route("/", metricsRoute);
  app.route("/", alertRoutes);
  app.route("/", demoRoutes);
  app.route("/", systemRoutes(app));
  app.route("/", widgetScript);
  app.route("/", pageRoutes);
  return app;
}
