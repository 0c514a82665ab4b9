/**
 * The conversation as a list of items: greeting, days, entries, messages on their way, what is being written, what is asked at its end. Scrolls along while the
 * reader is at the end, and never pulls away one who reads further up.
 */
import { draftText, type Entry } from "#browser/conversation/transcript";
import type { Snapshot } from "#browser/conversation/visit";
import type { Settings } from "#browser/launcher/settings";
import { h, icon } from "#browser/page/dom";
import { followEnd } from "#browser/page/follow-end";
import { icons } from "#browser/page/icons";
import { type Item, keyedList } from "#browser/page/keyed-list";
import { type AnswerActions, answerBody, formatted } from "./answer.ts";
import { closing } from "./closing.ts";
import { confirmCard, type ConfirmActions } from "./confirm.ts";
import {
  dayOf,
  daySeparator,
  fromCompany,
  fromCustomer,
  fromOutbox,
  fromPerson,
  type Manner,
  note,
  type PendingActions,
} from "./entries.ts";
import type { FarewellActions } from "./farewell.ts";

export type LogActions = AnswerActions &
  PendingActions &
  ConfirmActions &
  FarewellActions & { ask: (text: string) => void; startOver: () => void };

/** What the page knows beside the conversation. */
export type Around = {
  /** The turn whose rating is being explained. */
  explaining: string | null;
  /** Nobody is there, and an address is asked for: with these words. Null: it is not. */
  asksContact: string | null;
};

export type LogView = { element: HTMLElement; show: (now: Snapshot, around: Around) => void; toEnd: () => void };

export function makeLog(manner: Manner, settings: () => Settings, actions: LogActions): LogView {
  const { strings } = manner;
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
    show: (now, around) => {
      showItems(itemsOf({ now, around, settings: settings(), manner }, actions));
      const last = now.pending.at(-1)?.id ?? "";
      // One's own message is always worth going to.
      if (last !== newest && last !== "") end.toEnd();
      else end.grown();
      newest = last;
    },
  };
}

type Scene = { now: Snapshot; around: Around; settings: Settings; manner: Manner };

function itemsOf(scene: Scene, actions: LogActions): Item[] {
  const { now, around, settings, manner } = scene;
  const { transcript, pending } = now;
  const items: Item[] = [greeting(settings, manner)];
  if (now.movedOn) items.push({ key: "moved-on", parts: [], build: () => h("div", { class: "entry note plain" }, manner.strings.movedOn) });
  let before: Entry | null = null;
  for (const entry of transcript.entries) {
    if (dayOf(entry.at) !== (before === null ? dayOf(new Date().toISOString()) : dayOf(before.at)))
      items.push({ key: `day-${dayOf(entry.at)}`, parts: [], build: () => daySeparator(entry.at, manner.times) });
    items.push(itemOf(entry, speaker(entry) !== speaker(before), scene, actions));
    before = entry;
  }
  const needsPerson = (id: string): boolean => now.heldBack.has(id) && transcript.state === "ai" && !now.wantsPerson;
  for (const message of pending) {
    items.push({
      key: message.id,
      parts: ["pending", message.delivery, message.refused, now.line === "open", needsPerson(message.id)],
      build: () => fromOutbox(message, { online: now.line === "open", needsPerson: needsPerson(message.id) }, actions, manner),
    });
  }
  items.push(...underWay(scene, actions));
  if (transcript.entries.length === 0 && pending.length === 0 && settings.suggestions.length > 0)
    items.push(suggestions(settings, actions, manner));
  items.push(...closing(now, around.asksContact, actions, manner));
  return items;
}

const greeting = ({ greeting: words, assistant }: Settings, { strings, times }: Manner): Item => ({
  key: "greeting",
  parts: [words, assistant],
  build: () => fromCompany(times, "ai", strings.assistant(assistant), null, h("div", { class: "bubble", dir: "auto" }, h("p", {}, words))),
});

/** Who goes on speaking needs no new label. */
function speaker(entry: Entry | null): string {
  if (entry === null) return "";
  return entry.kind === "person" ? `person ${entry.operator}` : entry.kind;
}

/** `first`: somebody else spoke before. */
function itemOf(entry: Entry, first: boolean, { now, around, settings, manner }: Scene, actions: LogActions): Item {
  const { strings, times } = manner;
  switch (entry.kind) {
    case "customer":
      return { key: entry.key, parts: [entry], build: () => fromCustomer(entry.text, entry.at, manner) };
    case "person":
      return { key: entry.key, parts: [entry, first], build: () => fromPerson(entry, first, actions.articleUrl, manner) };
    case "note":
      return { key: entry.key, parts: [entry], build: () => note(entry, settings.assistant, manner) };
    case "proposal": {
      const word = now.decisions.get(entry.proposal);
      return { key: entry.key, parts: [entry, word], build: () => confirmCard(entry, word, actions, strings) };
    }
    case "answer": {
      const state = {
        rating: now.ratings.get(entry.turn)?.rating ?? entry.rating,
        explaining: around.explaining === entry.turn,
        isLast: now.transcript.entries.at(-1) === entry && now.pending.length === 0,
        mayAskPerson: now.transcript.state === "ai" && !now.wantsPerson,
      };
      const who = first ? strings.assistant(settings.assistant) : null;
      return {
        key: entry.key,
        parts: ["stored", entry, first, ...Object.values(state)],
        build: () => fromCompany(times, "ai", who, entry.at, ...answerBody(entry, state, actions, strings)),
      };
    }
  }
}

/** What is being written, or what is being done before. Has the key of the answer that it becomes, so that the page does not jump. */
function underWay({ now, settings, manner }: Scene, { articleUrl }: LogActions): Item[] {
  const { strings, times } = manner;
  const { transcript, personTyping, line, wantsPerson } = now;
  const { activity, draft, operator } = transcript;
  const written = draft === null ? "" : draftText(draft);
  if (draft !== null && written !== "") {
    const mark = (n: number): Node => h("span", { class: "mark" }, String(n));
    const build = (): HTMLElement =>
      fromCompany(
        times,
        "ai",
        strings.assistant(settings.assistant),
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

const suggestions = (settings: Settings, { ask }: LogActions, { strings }: Manner): Item => ({
  key: "suggestions",
  parts: [settings.suggestions.join("\n")],
  build: () =>
    h(
      "div",
      { class: "suggestions", role: "group", "aria-label": strings.suggestions },
      ...settings.suggestions.map((text) =>
        h("button", { type: "button", class: "suggestion", dir: "auto", on: { click: () => ask(text) } }, text),
      ),
    ),
});
