/** Under the composer: the way to a person, which is always there and says when one is, and who answers. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Strings } from "../strings/table.ts";

/** `when`: when a person is there, or how soon one means to answer; empty where nothing is known. */
export type FootState = { state: "ai" | "waiting" | "human" | "closed"; wantsPerson: boolean; person: string | null; when: string };
export type Foot = { element: HTMLElement; show: (now: FootState) => void };

export function makeFoot(strings: Strings, askPerson: () => void): Foot {
  const label = h("span", { class: "person-label" });
  const when = h("span", { class: "person-when" });
  let asked = false;
  const click = (): void => {
    if (!asked) askPerson();
  };
  const button = h(
    "button",
    { type: "button", class: "person", on: { click } },
    icon(icons.person),
    h("span", { class: "person-words" }, label, when),
  );
  const disclosure = h("p", { class: "disclosure" });
  return {
    element: h("div", { class: "foot" }, button, disclosure),
    show: (now) => {
      // After the end a person is had in a new conversation.
      asked = now.wantsPerson || now.state === "waiting" || now.state === "human";
      // Not `disabled`: it stays reachable, so that the keyboard does not lose its place and its words can be read.
      button.setAttribute("aria-disabled", String(asked));
      label.textContent = labelOf(now, strings);
      when.textContent = now.state === "human" || now.state === "closed" ? "" : now.when;
      when.hidden = when.textContent === "";
      disclosure.textContent = now.state === "human" ? strings.disclosurePerson : strings.disclosure;
    },
  };
}

function labelOf({ state, wantsPerson, person }: FootState, strings: Strings): string {
  if (state === "human") return strings.personHere(person ?? strings.defaultName);
  if (state === "waiting") return strings.personComing;
  return wantsPerson ? strings.personAsked : strings.person;
}
