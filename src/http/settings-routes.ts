/** What is set on this desk: read, changed under a version, and, for the widget, what anybody may know of it. */
import { createRoute, z } from "@hono/zod-openapi";
import { SettingsChangeSchema, SettingsViewSchema } from "#contracts/settings";
import { WidgetSettingsSchema } from "#contracts/widget-settings";
import { adminOnly, knownOrigin, operatorOnly } from "./access.ts";
import { note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { namesVersion, versionIn } from "./etags.ts";
import { limited } from "./limits.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, body, json, operatorRefusals } from "./route-parts.ts";
import { widgetSettingsOf } from "./widget-settings.ts";

const read = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/settings",
  summary: "What is set on this desk",
  description: "Role: agent. What was not set here stands as in the files of support/. The ETag is the version.",
  responses: { 200: json(SettingsViewSchema, "settings"), ...refusals(...operatorRefusals) },
});

const change = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, adminOnly] as const,
  method: "patch",
  path: "/v1/settings",
  summary: "Change what is named, leave the rest",
  description:
    "Role: admin. All of it happens or none. With `If-Match` only when nobody has changed the settings since that version was read.",
  request: {
    headers: z.object({ "if-match": z.string().optional().describe('version that was read, as "7"') }),
    body: body(SettingsChangeSchema),
  },
  responses: {
    200: json(SettingsViewSchema, "settings as they are now"),
    ...refusals(...adminRefusals, "malformed_json", "precondition_failed"),
  },
});

const forWidget = createRoute({
  tags: ["desk"],
  middleware: [limited("request")] as const,
  method: "get",
  path: "/v1/widget-settings",
  summary: "Brand, hours and manners of the widget",
  description: "Public, and cached for a minute.",
  request: { headers: z.object({ "if-none-match": z.string().optional() }) },
  responses: {
    200: json(WidgetSettingsSchema, "what the widget needs to know"),
    304: { description: "nothing has changed" },
    ...refusals("too_many_requests"),
  },
});

/** Seconds; a change is seen everywhere a minute later. */
const cacheControl = "public, max-age=60";

export const settingsRoutes = deskApp()
  .openapi(read, async (c) => {
    const settings = await c.var.ports.settings.stored();
    c.header("etag", `"${settings.version}"`);
    return c.json(settings, 200);
  })
  .openapi(change, async (c) => {
    const { reset, ...set } = c.req.valid("json");
    const changed = await c.var.ports.settings.change({ set, reset, ifVersion: versionIn(c.req.valid("header")["if-match"]) });
    if (!changed.ok)
      throw new Refused(
        "precondition_failed",
        `somebody has changed the settings since; read version ${changed.error.version} and change that`,
      );
    const names = [...Object.keys(set), ...(reset ?? [])];
    if (names.length > 0) note(c, "settings.changed", names.join(" "));
    c.header("etag", `"${changed.value.version}"`);
    return c.json(changed.value, 200);
  })
  .openapi(forWidget, async (c) => {
    const { settings, clock } = c.var.ports;
    const settled = widgetSettingsOf(await settings.current(), clock.now());
    const version = await fingerprint(JSON.stringify(settled));
    c.header("etag", `"${version}"`);
    c.header("cache-control", cacheControl);
    if (namesVersion(c.req.valid("header")["if-none-match"], version)) return c.body(null, 304);
    return c.json(settled, 200);
  });

async function fingerprint(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
