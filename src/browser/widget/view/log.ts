/**
 * The conversation as a list of items: greeting, days, entries, messages on their way, what is being written. Scrolls along while the reader is
 * at the end, and never pulls away one who reads further up.
 */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Snapshot } from "#browser/conversation/visit";
import type { Settings } from "../settings.ts";
import { strings } from "../strings.ts";
import { draftText, type Entry } from "#browser/conversation/transcript";
import { type AnswerActions, answerBody, formatted } from "./answer.ts";
import { confirmCard, type ConfirmActions } from "./confirm.ts";
import { dayOf, daySeparator, fromCompany, fromCustomer, fromOutbox, fromPerson, note, type PendingActions } from "./entries.ts";
import { followEnd } from "#browser/page/follow-end";
import { type Item, keyedList } from "#browser/page/keyed-list";

export type LogActions = AnswerActions & PendingActions & ConfirmActions & { ask: (text: string) => void; startOver: () => void };

export type LogView = { element: HTMLElement; show: (now: Snapshot, explaining: string | null) => void; toEnd: () => void };

export function makeLog(settings: () => Settings, actions: LogActions): LogView {
  const entries = h("div", { class: "entries" });
  // A log would be read out token by token: what is complete is announced elsewhere.
  const scroller = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": strings.log, tabindex: 0 }, entries);
  const jump = h("button", { type: "button", class: "jump", "aria-label": strings.latest, hidden: true }, icon(icons.down));
  const end = followEnd(scroller, (atEnd) => {
    jump.hidden = atEnd;
  });
  jump.addEventListener("click", end.toEnd);
  const showItems = keyedList(entries);
  let newest = "";

  return {
    element: h("div", { class: "log-frame" }, scroller, jump),
    toEnd: end.toEnd,
    show: (now, explaining) => {
      showItems(itemsOf(now, settings(), explaining, actions));
      const last = now.pending.at(-1)?.id ?? "";
      // One's own message is always worth going to.
      if (last !== newest && last !== "") end.toEnd();
      else end.grown();
      newest = last;
    },
  };
}

function itemsOf(now: Snapshot, settings: Settings, explaining: string | null, actions: LogActions): Item[] {
  const { transcript, pending } = now;
  const { assistant } = settings;
  const items: Item[] = [greeting(settings)];
  if (now.movedOn) items.push({ key: "moved-on", parts: [], build: () => h("div", { class: "entry note plain" }, strings.movedOn) });
  let before: Entry | null = null;
  for (const entry of transcript.entries) {
    if (dayOf(entry.at) !== (before === null ? dayOf(new Date().toISOString()) : dayOf(before.at)))
      items.push({ key: `day-${dayOf(entry.at)}`, parts: [], build: () => daySeparator(entry.at) });
    items.push(itemOf(entry, speaker(entry) !== speaker(before), { now, assistant, explaining }, actions));
    before = entry;
  }
  for (const message of pending) {
    items.push({
      key: message.id,
      parts: ["pending", message.delivery, message.refused, now.line === "open"],
      build: () => fromOutbox(message, now.line === "open", actions),
    });
  }
  items.push(...underWay(now, assistant, actions));
  if (transcript.entries.length === 0 && pending.length === 0 && settings.suggestions.length > 0)
    items.push(suggestions(settings, actions));
  if (transcript.state === "closed") items.push(startOver(actions));
  return items;
}

const greeting = (settings: Settings): Item => ({
  key: "greeting",
  parts: [settings.greeting, settings.assistant],
  build: () =>
    fromCompany(
      "ai",
      strings.assistant(settings.assistant),
      null,
      h("div", { class: "bubble", dir: "auto" }, h("p", {}, settings.greeting)),
    ),
});

/** Who goes on speaking needs no new label. */
function speaker(entry: Entry | null): string {
  if (entry === null) return "";
  return entry.kind === "person" ? `person ${entry.operator}` : entry.kind;
}

type Around = { now: Snapshot; assistant: string; explaining: string | null };

/** `first`: somebody else spoke before. */
function itemOf(entry: Entry, first: boolean, { now, assistant, explaining }: Around, actions: LogActions): Item {
  switch (entry.kind) {
    case "customer":
      return { key: entry.key, parts: [entry], build: () => fromCustomer(entry.text, entry.at) };
    case "person":
      return { key: entry.key, parts: [entry, first], build: () => fromPerson(entry, first, actions.articleUrl) };
    case "note":
      return { key: entry.key, parts: [entry], build: () => note(entry, assistant) };
    case "proposal": {
      const word = now.decisions.get(entry.proposal);
      return { key: entry.key, parts: [entry, word], build: () => confirmCard(entry, word, actions) };
    }
    case "answer": {
      const state = {
        rating: now.ratings.get(entry.turn)?.rating ?? entry.rating,
        explaining: explaining === entry.turn,
        mayAskPerson: now.transcript.state === "ai" && !now.wantsPerson,
      };
      return {
        key: entry.key,
        parts: ["stored", entry, first, state.rating, state.explaining, state.mayAskPerson],
        build: () => fromCompany("ai", first ? strings.assistant(assistant) : null, entry.at, ...answerBody(entry, state, actions)),
      };
    }
  }
}

/** What is being written, or what is being done before. Has the key of the answer that it becomes, so that the page does not jump. */
function underWay({ transcript, personTyping, line, wantsPerson }: Snapshot, assistant: string, { articleUrl }: LogActions): Item[] {
  const { activity, draft, operator } = transcript;
  const written = draft === null ? "" : draftText(draft);
  if (draft !== null && written !== "") {
    const mark = (n: number): Node => h("span", { class: "mark" }, String(n));
    const build = (): HTMLElement =>
      fromCompany(
        "ai",
        strings.assistant(assistant),
        null,
        h("div", { class: "bubble writing", dir: "auto" }, ...formatted(written, articleUrl, mark)),
      );
    return [{ key: draft.turn, parts: ["draft", written], build }];
  }
  const doing = line !== "open" || activity === null ? null : strings.phases[activity.phase];
  const words = personTyping ? strings.personTyping(operator ?? "") : (doing ?? (wantsPerson ? strings.personAsked : null));
  if (words === null) return [];
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return [{ key: "doing", parts: [words], build: () => h("div", { class: "entry doing" }, dots, words) }];
}

const suggestions = (settings: Settings, { ask }: LogActions): Item => ({
  key: "suggestions",
  parts: settings.suggestions,
  build: () =>
    h(
      "div",
      { class: "suggestions", role: "group", "aria-label": strings.suggestions },
      ...settings.suggestions.map((text) =>
        h("button", { type: "button", class: "suggestion", dir: "auto", on: { click: () => ask(text) } }, text),
      ),
    ),
});

const startOver = (actions: LogActions): Item => ({
  key: "start-over",
  parts: [],
  build: () =>
    h("div", { class: "entry note" }, h("button", { type: "button", class: "offer", on: { click: actions.startOver } }, strings.startOver)),
});
