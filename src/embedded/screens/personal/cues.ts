/**
 * The words around a number say what it is: "call me at", "order no.", "card ending". The nearest one counts. Numbers alone rarely do, so that
 * order numbers, dates and amounts are left as they are.
 */

export type Cue = "phone" | "card" | "ssn" | "other";

const phone =
  "phone|telephone|tel\\.?|mobile|cell(?:phone)?|landline|whats ?app|sms|fax|call(?:ed|ing)?|ring|dial(?:led|ing)?|reach(?:ed)?(?: me| us| him| her| them)?(?: at| on)|text me|answering|callback|hotline|contact(?: me| number)|my number|number's|telefon\\w*|telefono|telefone|telephone|handy(?:nummer)?|mobil\\w*|portable|cellulare|celular|movil|rufnummer|anrufen|appele[rz]?|joindre|llam\\w+|chiam\\w+|ligar|ligue|bellen|тел\\.?|телефон\\p{L}*|позвон\\p{L}*|номер телефона|电话|手机|電話|携帯|전화|हफ़ोन|फ़ोन|फोन|هاتف|جوال";
const card =
  "(?:credit|debit|bank|payment|prepaid)?-? ?cards?|visa|master ?card|maestro|amex|american express|pan|kreditkarte\\w*|karte|carte|tarjeta|cartao|carta";
const ssn = "ssn|social security|social sec|itin|tax ?payer id";
const other =
  "orders?|room|suite|flat|apt|apartment|flight|gate|located|address|invoices?|tickets?|ref(?:erence|\\.)?|tracking|parcel|shipment|case|account|acct|customer|client|booking|reservation|confirmation|serial|imei|sku|item|part|model|article|product|transaction|policy|claim|member(?:ship)?|passport|licen[cs]e|zip|post ?code|postal|vat|tax|isbn|ean|upc|pin|code|id|version|firmware|build|amount|total|price|balance|bestell\\w*|auftrag\\w*|rechnung\\w*|kunden\\w*|sendung\\w*|commande|facture|dossier|colis|pedido|factura|fatura|ordine|fattura|заказ\\p{L}*|订单|注文";

const cues = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<phone>${phone})|(?<ssn>${ssn})|(?<card>${card})|(?<other>${other}))(?![\\p{L}])|(?<hash>#|№|\\bn[o°º]\\.)`,
  "giu",
);
const after = /^[ \t]*[([-]?[ \t]*(?:office|fax|mobile|cell|home|work|landline|phone|tel)\b/i;
const unit =
  /^ ?(?:[%€$£¥₹]|(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|inr|rupees?|people|users|customers|views|followers|km|kg|miles|steps|items|units|tokens|bytes|kb|mb|gb)\b)/i;
const currency = /(?:[€$£¥₹]|\b(?:eur|usd|gbp|chf|inr|rs\.?)) ?$/i;

/** The nearest cue in the clause before `start`, 48 characters at most, or right after `end`. A line that only names the kind ("Phone:") counts for the next one. */
export function cueAround(text: string, start: number, end: number): Cue | undefined {
  if (after.test(text.slice(end, end + 16))) return "phone";
  const clause =
    text
      .slice(Math.max(0, start - 48), start)
      .split(/[;!?]|(?<!\b(?:no|nr|num|tel|ref|acct))\.\s/i)
      .at(-1) ?? "";
  const before = Array.from(clause.matchAll(cues));
  const nearest = before.at(-1)?.groups;
  if (nearest?.["hash"] !== undefined) return before.at(-2)?.groups?.["phone"] === undefined ? "other" : "phone";
  if (nearest?.["phone"] !== undefined) return "phone";
  if (nearest?.["card"] !== undefined) return "card";
  if (nearest?.["ssn"] !== undefined) return "ssn";
  return nearest?.["other"] === undefined ? undefined : "other";
}

/** Money or a count: a currency before it, a currency or a unit after it. */
export const isAmount = (text: string, start: number, end: number): boolean =>
  currency.test(text.slice(Math.max(0, start - 6), start)) || unit.test(text.slice(end, end + 12));
