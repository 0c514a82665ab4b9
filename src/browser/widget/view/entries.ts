/** One entry of the conversation after another, as the page shows them: who speaks is always written beside the words. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Pending } from "#browser/conversation/outbox";
import type { Strings } from "../strings/table.ts";
import type { Times } from "./times.ts";
import type { Entry } from "#browser/conversation/transcript";
import { type AnswerActions, formatted } from "./answer.ts";

export type PendingActions = { retry: (id: string) => void; discard: (id: string) => void; askPerson: () => void };

/** In which words and times entries are written. */
export type Manner = { strings: Strings; times: Times };

const validDate = (at: string): Date | null => (Number.isNaN(Date.parse(at)) ? null : new Date(at));

function timeOf(at: string, { clock }: Times): HTMLElement {
  const date = validDate(at);
  return h("time", { datetime: at }, date === null ? "" : clock(date));
}

export const dayOf = (at: string): string => validDate(at)?.toDateString() ?? "";

export const daySeparator = (at: string, { day }: Times): HTMLElement => h("div", { class: "day" }, h("span", {}, day(new Date(at))));

/** `who`: the label above the words; null where the same one goes on speaking. */
export function fromCompany(
  times: Times,
  side: "ai" | "person",
  who: string | null,
  at: string | null,
  ...body: readonly Node[]
): HTMLElement {
  const label =
    who === null ? null : h("div", { class: "who" }, avatar(side, who), h("span", {}, who), at === null ? null : timeOf(at, times));
  return h("div", { class: `entry ${side}` }, label, ...body);
}

export function avatar(side: "ai" | "person", who: string): HTMLElement {
  const face = side === "ai" ? icon(icons.spark) : ([...who][0] ?? "").toLocaleUpperCase();
  return h("span", { class: `avatar ${side}`, "aria-hidden": "true" }, face);
}

export const fromPerson = (
  entry: Extract<Entry, { kind: "person" }>,
  first: boolean,
  articleUrl: AnswerActions["articleUrl"],
  { strings, times }: Manner,
): HTMLElement =>
  fromCompany(
    times,
    "person",
    first ? strings.personLabel(entry.operator) : null,
    entry.at,
    h("div", { class: "bubble", dir: "auto" }, ...formatted(entry.text, articleUrl)),
  );

export const fromCustomer = (text: string, at: string, { strings, times }: Manner): HTMLElement =>
  h(
    "div",
    { class: "entry customer" },
    h("div", { class: "bubble", dir: "auto" }, h("bdi", { class: "away" }, `${strings.you}: `), text),
    h("div", { class: "state" }, timeOf(at, times)),
  );

/** A message on its way. `needsPerson`: the AI will not answer it today. */
export function fromOutbox(
  message: Pending,
  { online, needsPerson }: { online: boolean; needsPerson: boolean },
  { retry, discard, askPerson }: PendingActions,
  { strings, times }: Manner,
): HTMLElement {
  const { id, text, at, delivery, refused } = message;
  const state = h("div", { class: "state" });
  if (delivery === "failed") {
    const action = (name: string, label: string, click: () => void): HTMLElement =>
      h("button", { type: "button", class: "small", "data-focus": name, on: { click } }, label);
    const why = h("span", { class: "problem" }, `${strings.failed}. ${refused ?? strings.noAck}`);
    state.append(
      why,
      ...(needsPerson ? [action("offer", strings.person, askPerson)] : []),
      action("retry", strings.retry, () => retry(id)),
      action("discard", strings.discard, () => discard(id)),
    );
  } else if (delivery === "sending") state.append(online ? strings.sending : strings.waitingForNetwork);
  else state.append(timeOf(at, times), ` · ${strings.sent}`);
  return h(
    "div",
    { class: `entry customer ${delivery}` },
    h("div", { class: "bubble", dir: "auto" }, h("bdi", { class: "away" }, `${strings.you}: `), text),
    state,
  );
}

/** What happened, in the log's own words where it has some. `assistant`: how the AI is named. */
export function note(
  { what, text, ticket, at }: Extract<Entry, { kind: "note" }>,
  assistant: string,
  { strings, times }: Manner,
): HTMLElement {
  switch (what) {
    case "joined":
      return line("joined", avatar("person", text), strings.joined(text));
    case "left":
      return line("plain", strings.left(text));
    case "stopped":
      return line("plain", strings.stopped);
    case "closed":
      return line("plain", text === "" ? strings.closed : strings.closedBy(text));
    case "ticket":
      return h(
        "div",
        { class: "entry ticket" },
        h("div", { class: "chip" }, icon(icons.ticket), h("span", {}, `${strings.ticket} `, h("strong", {}, ticket)), timeOf(at, times)),
        h("p", {}, text),
      );
    case "told":
    case "handoff":
    case "failed":
      return fromCompany(times, "ai", strings.assistant(assistant), at, h("div", { class: "bubble", dir: "auto" }, h("p", {}, text)));
  }
}

const line = (kind: string, ...children: readonly (Node | string)[]): HTMLElement => h("div", { class: `entry note ${kind}` }, ...children);
