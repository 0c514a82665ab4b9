/**
 * The one line that a site adds: `<script src="https://desk.example/widget.js" data-name="…" defer></script>`. It puts the widget into the page with the line's
 * `data-…` attributes; a page that wants it elsewhere writes `<edgedesk-widget>` itself. Loaded twice it stays one widget.
 */
import { publishApi } from "./api.ts";
import { defineWidget } from "./element.ts";
import { attributes } from "./settings.ts";

const script = document.currentScript;
const address = script instanceof HTMLScriptElement && script.src !== "" ? script.src : new URL("/widget.js", location.href).href;

if (customElements.get("edgedesk-widget") === undefined) {
  defineWidget(address);
  if (document.querySelector("edgedesk-widget") === null) {
    if (document.body === null) addEventListener("DOMContentLoaded", place, { once: true });
    else place();
  }
  publishApi(() => document.querySelector("edgedesk-widget"));
}

function place(): void {
  const widget = document.createElement("edgedesk-widget");
  for (const name of attributes) {
    const value = script?.getAttribute(`data-${name}`);
    if (value !== null && value !== undefined) widget.setAttribute(`data-${name}`, value);
  }
  document.body.append(widget);
}
