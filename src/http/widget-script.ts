/**
 * `/widget.js` with what is set on the desk at its head, so that the launcher has its colours, its words and the rule for speaking first without a request of its own.
 * When the settings cannot be had, the script goes out as it was built: its brand is then that of the build.
 */
import { deskApp } from "./desk-app.ts";
import { namesVersion } from "./etags.ts";
import { widgetSettingsOf } from "./widget-settings.ts";

/** Seconds; a change of the brand is seen on every page that much later. */
const cacheControl = "public, max-age=300";

export const widgetScript = deskApp();

widgetScript.get("/widget.js", async (c) => {
  const { ports } = c.var;
  const [script, head] = await Promise.all([
    ports.page("/widget.js"),
    ports.settings.current().then(
      (current) => {
        const { brand, proactive } = widgetSettingsOf(current, ports.clock.now());
        return `globalThis.edgedeskSettings=${JSON.stringify({ brand, proactive })};\n`;
      },
      () => "",
    ),
  ]);
  if (!script.ok) return new Response(script.body, script);
  const body = head + (await script.text());
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const version = Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const headers = new Headers(script.headers);
  headers.delete("content-length");
  headers.set("etag", `"${version}"`);
  headers.set("cache-control", cacheControl);
  return namesVersion(c.req.header("if-none-match"), version)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
});
