/** Asks for the operator token when no link brought one, or when the server refused it. */
import { h } from "#browser/page/dom";

export function signIn(problem: string | null, enter: (token: string) => void): HTMLElement {
  const input = h("input", { id: "token", type: "password", autocomplete: "current-password", required: true, spellcheck: "false" });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (input.value.trim() !== "") enter(input.value.trim());
  };
  return h(
    "main",
    { class: "sign-in" },
    h(
      "form",
      { on: { submit } },
      h("h1", {}, "Operator desk"),
      h("p", {}, "Open the link that ", h("code", {}, "npm start"), " prints, or enter the operator token."),
      h("label", { for: "token" }, "Operator token"),
      input,
      problem === null ? null : h("p", { class: "problem", role: "alert" }, problem),
      h("button", { type: "submit", class: "primary" }, "Open the desk"),
    ),
  );
}
