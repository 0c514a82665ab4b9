/**
 * Sentences with places for values: "Order {input.order} is on its way since {shippedOn|date}." Values are data of a company's system: they are put in as words of one line, never as
 * marks that a page would read as a link or an image.
 */

const PLACE = /\{([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)(?:\|(date|money|list))?\}/g;
/** Longer values are cut: a sentence is no place for a document. */
const mostChars = 300;

export type Place = { path: readonly string[]; format: string | null };

export const placesIn = (template: string): Place[] =>
  [...template.matchAll(PLACE)].map(([, path = "", format]) => ({ path: path.split("."), format: format ?? null }));

/** Braces that are no place: a misspelt one is found before a customer reads it. */
export const hasStrayBraces = (template: string): boolean => /[{}]/.test(template.replace(PLACE, ""));

/** Null when a place has no value. */
export function render(template: string, values: unknown): string | null {
  let whole = true;
  const text = template.replace(PLACE, (_all, path: string, format: string | undefined) => {
    const shown = formatted(valueAt(values, path.split(".")), format ?? null);
    if (shown === null) whole = false;
    return shown ?? "";
  });
  return whole ? text : null;
}

export function valueAt(values: unknown, path: readonly string[]): unknown {
  let here = values;
  for (const name of path)
    here = typeof here === "object" && here !== null && Object.hasOwn(here, name) ? Reflect.get(here, name) : undefined;
  return here;
}

/** Whether each of these paths has its value. */
export const holds = (conditions: Readonly<Record<string, string | number | boolean>>, values: unknown): boolean =>
  Object.entries(conditions).every(([path, value]) => valueAt(values, path.split(".")) === value);

function formatted(value: unknown, format: string | null): string | null {
  switch (format) {
    case "date":
      return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? longDate.format(new Date(value)) : null;
    case "money":
      return moneyOf(value);
    case "list":
      return Array.isArray(value) ? value.map((item) => plain(String(item))).join(", ") : null;
    default:
      return typeof value === "string" ? plain(value) : typeof value === "number" || typeof value === "boolean" ? String(value) : null;
  }
}

const longDate = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** `{ amount, currency }`: in the currency's smallest unit, and its ISO 4217 code. */
function moneyOf(value: unknown): string | null {
  const [amount, currency] = [valueAt(value, ["amount"]), valueAt(value, ["currency"])];
  if (typeof amount !== "number" || !Number.isInteger(amount) || typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return null;
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function plain(value: string): string {
  const line = value
    .replace(/\s+/g, " ")
    .replace(/[[\]<>`{}\\]/g, "")
    .trim();
  return line.length <= mostChars ? line : `${line.slice(0, mostChars)}…`;
}
