/** One line above the conversation when the line is down or the desk refuses: what is wrong, and what can be done. */
import { h } from "#browser/page/dom";
import type { Snapshot } from "#browser/conversation/visit";
import type { Strings } from "../strings/table.ts";

/** `say`: something went wrong that is no matter of the line; it stands for a few seconds. */
export type Banner = { element: HTMLElement; show: (now: Snapshot) => void; say: (text: string) => void };

/** A line that comes back sooner than this is not worth a word. */
const patienceMs = 1200;
const shownForMs = 8_000;

export function makeBanner(strings: Strings, reconnect: () => void, again: () => void): Banner {
  const words = h("span");
  const button = h("button", { type: "button", class: "small", on: { click: reconnect } }, strings.tryNow);
  const element = h("div", { class: "banner", role: "status", hidden: true }, words, button);
  let downSince: number | null = null;
  let said = "";
  return {
    element,
    say: (text) => {
      said = text;
      setTimeout(() => {
        said = "";
        again();
      }, shownForMs);
    },
    show: (now) => {
      const down = now.line === "waiting" || (now.line === "connecting" && downSince !== null);
      if (!down) downSince = null;
      else if (downSince === null) {
        downSince = Date.now();
        setTimeout(again, patienceMs);
      }
      const lost = downSince !== null && Date.now() - downSince >= patienceMs;
      const text = now.trouble ?? (lost ? (navigator.onLine ? strings.reconnecting : strings.offline) : said);
      element.hidden = text === "";
      button.hidden = now.trouble !== null || !lost;
      if (words.textContent !== text) words.textContent = text;
    },
  };
}
