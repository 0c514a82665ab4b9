/** The demo shop: a click on a suggested question opens the widget and asks it; whoever signs in as a sample customer is vouched for, as a real shop's server would do it. */
import { list, record, text } from "#browser/wire/guards";
import { callDesk } from "#browser/wire/http";

const isCustomers = record({ customers: list(record({ subject: text, name: text })) });
const isSignedIn = record({ identity: text });
/** Who is signed in, in this tab. */
const key = "verdanook.customer";

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-ask]")) {
  button.addEventListener("click", () => tellWidget("ask", button.dataset["ask"] ?? ""));
}

void offerSignIn();

/** Where the demo shop is off there is nobody to sign in as, and nothing is shown. */
async function offerSignIn(): Promise<void> {
  const account = document.querySelector<HTMLElement>("[data-account]");
  const choice = account?.querySelector("select");
  if (!account || !choice) return;
  const known = await callDesk(new URL("/demo/customers", location.origin), isCustomers);
  if (!known.ok) return;
  for (const { subject, name } of known.value.customers) choice.append(new Option(name, subject));
  choice.value = sessionStorage.getItem(key) ?? "";
  choice.addEventListener("change", () => void signIn(choice.value));
  account.hidden = false;
  if (choice.value !== "") await signIn(choice.value);
}

/** @param customer empty: signs out. */
async function signIn(customer: string): Promise<void> {
  sessionStorage.setItem(key, customer);
  if (customer === "") return tellWidget("identify", null);
  const signed = await callDesk(new URL("/demo/sign-in", location.origin), isSignedIn, { method: "POST", body: { customer } });
  if (signed.ok) tellWidget("identify", signed.value.identity);
}

function tellWidget(method: "ask" | "identify", word: string | null): void {
  const widget = document.querySelector("edgedesk-widget");
  const call: unknown = widget === null ? null : Reflect.get(widget, method);
  if (typeof call === "function") Reflect.apply(call, widget, [word]);
}
