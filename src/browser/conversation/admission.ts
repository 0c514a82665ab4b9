/** How a visitor gets in: starts a conversation, keeps its token fresh. The renewal secret travels in a header to the desk, nowhere else. */
import { anything, record, text } from "#browser/wire/guards";
import { callDesk, type Outcome, type Told } from "#browser/wire/http";
import { isPass, type Pass } from "./device.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * `later`: the desk cannot be asked now. `gone`: the conversation of this pass cannot be reopened. `other`: it belongs to another customer. `refused`: no conversation for us, and the
 * problem code with what the desk said.
 */
export type Admission = { to: "enter"; pass: Pass } | { to: "later" } | { to: "gone" } | { to: "other" } | ({ to: "refused" } & Told);

/** A token with less left is renewed before it is used. */
const marginMs = 30_000;

const isRenewed = record({ token: text, expiresAt: text });
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

type Asking = Pick<Surroundings, "fetch" | "locale">;

/** `distrust`: the token was just refused, whatever our clock says of it. `identity`: what the host site signed and the desk has not seen in this conversation; null: nothing. */
export async function admit(desk: string, by: Asking, pass: Pass | null, distrust: boolean, identity: string | null): Promise<Admission> {
  const admission = await comeIn(desk, by, pass, distrust, identity);
  if (admission.to !== "enter" || pass === null || identity === null) return admission;
  const url = new URL(`/v1/conversations/${admission.pass.id}/identity`, desk);
  const told = await callDesk(url, anything, { method: "POST", token: admission.pass.token, body: { identity }, fetch: by.fetch });
  if (told.ok) return admission;
  const { code, message } = told.refusal;
  if (code === "identity_conflict") return { to: "other" };
  // What is closed can still be read; an identity that does not hold is never passed over in silence.
  if (code === "conversation_closed") return admission;
  return isAboutIdentity(code) ? { to: "refused", code, message } : { to: "later" };
}

const isAboutIdentity = (code: string): boolean => /^(?:invalid_identity|expired_identity|identity_closed)$/.test(code);

async function comeIn(desk: string, by: Asking, pass: Pass | null, distrust: boolean, identity: string | null): Promise<Admission> {
  if (pass !== null && !distrust && Date.parse(pass.expiresAt) - Date.now() > marginMs) return { to: "enter", pass };
  const ask = (): Promise<Outcome<Pass>> => (pass === null ? start(desk, by, identity) : renew(desk, by, pass));
  let answer = await ask();
  // A browser hides from a foreign page why it was refused. The desk is well, and yet cannot be asked, twice: it is the page.
  if (isUnreachable(answer) && (await isWell(desk, by))) {
    answer = await ask();
    if (isUnreachable(answer)) return { to: "refused", code: "foreign_origin", message: "this page's origin is not on the desk's list" };
  }
  if (answer.ok) return { to: "enter", pass: answer.value };
  const { status, ...told } = answer.refusal;
  const { code } = told;
  // Only the desk's own word is final; a proxy's error page is not.
  if (isAboutIdentity(code) || code === "no_more_starts_today") return { to: "refused", ...told };
  if (code === "unreadable" || ![401, 403, 404, 410].includes(status)) return { to: "later" };
  return pass === null ? { to: "refused", ...told } : { to: "gone" };
}

const isUnreachable = (answer: Outcome<Pass>): boolean => !answer.ok && answer.refusal.code === "unreachable";

const isWell = async (desk: string, { fetch }: Asking): Promise<boolean> =>
  (await callDesk(new URL("/healthz", desk), anything, { fetch })).ok;

async function start(desk: string, { fetch, locale }: Asking, identity: string | null): Promise<Outcome<Pass>> {
  const language = languageTag.test(locale) && locale.length <= 35 ? { locale } : {};
  const body = { ...language, ...(identity === null ? {} : { identity }) };
  return callDesk(new URL("/v1/conversations", desk), isPass, { method: "POST", body, fetch });
}

async function renew(desk: string, { fetch }: Asking, pass: Pass): Promise<Outcome<Pass>> {
  const url = new URL(`/v1/conversations/${pass.id}/token`, desk);
  const renewed = await callDesk(url, isRenewed, { method: "POST", token: pass.renewal, fetch });
  return renewed.ok ? { ok: true, value: { ...pass, ...renewed.value } } : renewed;
}

export function socketAddress(desk: string, { id, token }: Pass): { url: URL; protocols: string[] } {
  const url = new URL(`/v1/conversations/${id}/socket`, desk);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return { url, protocols: ["edgedesk.v1", `token.${token}`] };
}
