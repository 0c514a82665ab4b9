/** The language of the page that the widget stands in. */
import { type Chosen, chosenFrom } from "./language.ts";

/** The attribute, else the page's own language, else the browser's; the first that there is a table for. */
export function chooseLanguage(element: Element): Chosen {
  const said = element.getAttribute("data-lang") ?? "";
  const page = element.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang;
  return chosenFrom([said, page, ...navigator.languages], navigator.languages);
}
