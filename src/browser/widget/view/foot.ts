/** Under the composer: the way to a person, which is always there and says where it stands, and who answers. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { strings } from "../strings.ts";

export type FootState = { state: "ai" | "waiting" | "human" | "closed"; wantsPerson: boolean; person: string | null };
export type Foot = { element: HTMLElement; show: (now: FootState) => void };

export function makeFoot(askPerson: () => void): Foot {
  const label = h("span");
  let asked = false;
  const click = (): void => {
    if (!asked) askPerson();
  };
  const button = h("button", { type: "button", class: "person", on: { click } }, icon(icons.person), label);
  const disclosure = h("p", { class: "disclosure" });
  return {
    element: h("div", { class: "foot" }, button, disclosure),
    show: ({ state, wantsPerson, person }) => {
      asked = wantsPerson || state !== "ai";
      // Not `disabled`: it stays reachable, so that the keyboard does not lose its place and its words can be read.
      button.setAttribute("aria-disabled", String(asked));
      label.textContent = labelOf(state, wantsPerson, person);
      disclosure.textContent = state === "human" ? strings.disclosurePerson : strings.disclosure;
    },
  };
}

function labelOf(state: FootState["state"], wantsPerson: boolean, person: string | null): string {
  if (state === "human") return strings.personHere(person ?? strings.defaultName);
  if (state === "waiting") return strings.personComing;
  return wantsPerson ? strings.personAsked : strings.person;
}
