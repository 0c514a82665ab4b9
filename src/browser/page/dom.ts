/**
 * Makes DOM nodes from data. Nothing here, or anywhere in the browser code, takes a string of HTML: text becomes text nodes, and the elements
 * and attributes that could run or load something cannot be named. So a page with Trusted Types and a strict CSP needs no exception for us.
 */

type Refused = "script" | "style" | "iframe" | "object" | "embed" | "base" | "link" | "meta" | "template" | "frame";
export type Tag = Exclude<keyof HTMLElementTagNameMap, Refused>;

type Name =
  | "class" | "id" | "type" | "href" | "rel" | "target" | "role" | "tabindex" | "title" | "lang" | "dir" | "hidden" | "for" | "name"
  | "value" | "placeholder" | "rows" | "disabled" | "required" | "start" | "datetime" | "scope" | "open" | "autocomplete" | "enterkeyhint"
  | "maxlength" | "spellcheck" | `aria-${string}` | `data-${string}`; // prettier-ignore

/** Attributes by name: `true` sets an empty one, `false` and `null` leave it out. */
export type Attributes = { [N in Name]?: string | number | boolean | null };

export type Listeners = {
  click?: (event: MouseEvent) => void;
  keydown?: (event: KeyboardEvent) => void;
  input?: (event: Event) => void;
  change?: (event: Event) => void;
  submit?: (event: SubmitEvent) => void;
};

export type Child = Node | string | null;

/** `h("button", { type: "button", on: { click } }, "Send")`. */
export function h<T extends Tag>(
  tag: T,
  options: Attributes & { on?: Listeners } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  const { on, ...attributes } = options;
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  if (on !== undefined) listen(element, on);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

function listen(element: HTMLElement, { click, keydown, input, change, submit }: Listeners): void {
  if (click) element.addEventListener("click", click);
  if (keydown) element.addEventListener("keydown", keydown);
  if (input) element.addEventListener("input", input);
  if (change) element.addEventListener("change", change);
  if (submit) element.addEventListener("submit", submit);
}

export function setAttribute(element: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

const svg = "http://www.w3.org/2000/svg";

/** A decorative picture of 24 × 24 units, drawn with the colour of the text around it. `d`: SVG path data. */
export function icon(d: string, name = "icon"): SVGSVGElement {
  const picture = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", d);
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: name })) {
    picture.setAttribute(key, value);
  }
  picture.append(path);
  return picture;
}
