/** The demo shop: a click on a suggested question opens the widget and asks it. */

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-ask]")) {
  button.addEventListener("click", () => {
    const widget = document.querySelector("edgedesk-widget");
    const ask: unknown = widget === null ? null : Reflect.get(widget, "ask");
    if (typeof ask === "function") Reflect.apply(ask, widget, [button.dataset["ask"] ?? ""]);
  });
}
