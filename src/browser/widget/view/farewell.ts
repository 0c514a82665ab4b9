/** Two small forms in the conversation: where an answer may be written to, and how satisfied the visitor was. */
import { h } from "#browser/page/dom";
import type { Manner } from "./entries.ts";

export type FarewellActions = {
  leaveContact: (email: string) => void;
  /** Opens the form again for another address. */
  changeContact: () => void;
  judge: (verdict: { score: number; comment: string }) => void;
};

export function contactCard({ leaveContact }: FarewellActions, message: string, { strings }: Manner): HTMLElement {
  const input = h("input", {
    id: "email",
    type: "email",
    autocomplete: "email",
    required: true,
    maxlength: 254,
    dir: "ltr",
    "data-focus": "email",
    "aria-describedby": "email-problem",
  });
  const problem = h("p", { id: "email-problem", class: "problem", "aria-live": "polite", hidden: true }, strings.contactInvalid);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const email = input.value.trim();
    const valid = isAddress(email);
    problem.hidden = valid;
    input.setAttribute("aria-invalid", String(!valid));
    if (valid) leaveContact(email);
    else input.focus();
  };
  const form = h(
    "form",
    { class: "form-row", on: { submit } },
    input,
    h("button", { type: "submit", class: "small primary" }, strings.contactSave),
  );
  form.noValidate = true;
  return h(
    "div",
    { class: "entry form contact" },
    h("p", {}, message === "" ? strings.contactQuestion : message),
    h("label", { for: "email" }, strings.contactLabel),
    form,
    problem,
  );
}

export const contactKept = (email: string, { changeContact }: FarewellActions, { strings }: Manner): HTMLElement =>
  h(
    "div",
    { class: "entry note plain" },
    h("span", { dir: "auto" }, strings.contactSaved(email)),
    h("button", { type: "button", class: "small", "data-focus": "email", on: { click: changeContact } }, strings.contactChange),
  );

/** As the desk reads it: a name, a host with a dot. */
const isAddress = (text: string): boolean => /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text) && text.length <= 254;

export function ratingCard({ judge }: FarewellActions, { strings }: Manner): HTMLElement {
  const more = h("div", { class: "more-rating", hidden: true });
  const choices = strings.scores.map((label, n) => {
    const input = h("input", { type: "radio", name: "score", value: n + 1, id: `score-${n + 1}`, class: "away" });
    input.addEventListener("change", () => {
      more.hidden = false;
      more.scrollIntoView({ block: "nearest" });
    });
    return h(
      "label",
      { class: "score", for: `score-${n + 1}`, title: label },
      input,
      h("span", { class: "face-mark", "aria-hidden": "true" }, String(n + 1)),
      h("span", { class: "away" }, label),
    );
  });
  const comment = h("textarea", { id: "rating-comment", rows: 2, maxlength: 2000, dir: "auto" });
  const form = h(
    "form",
    {
      class: "entry form rate",
      on: {
        submit: (event) => {
          event.preventDefault();
          const score = Number(new FormData(form).get("score"));
          if (score >= 1) judge({ score, comment: comment.value.trim() });
        },
      },
    },
    h(
      "fieldset",
      {},
      h("legend", {}, strings.rateQuestion),
      h("div", { class: "scores" }, ...choices),
      h("div", { class: "ends", "aria-hidden": "true" }, h("span", {}, strings.scores[0]), h("span", {}, strings.scores[4])),
    ),
    more,
  );
  more.append(
    h("label", { for: "rating-comment" }, strings.rateComment),
    comment,
    h("button", { type: "submit", class: "small primary" }, strings.rateSend),
  );
  return form;
}

export const ratingKept = (score: number, { strings }: Manner): HTMLElement =>
  h("div", { class: "entry note plain" }, strings.rated(strings.scores[score - 1] ?? String(score)));
