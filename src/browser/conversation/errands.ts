/** What is asked of the desk over HTTP because it is no talk: ending a conversation, its text, its deletion. Answered with whether it was done. */
import { anything, type Guard } from "#browser/wire/guards";
import { type Call, callDesk, type Outcome } from "#browser/wire/http";
import { admit } from "./admission.ts";
import type { Pass } from "./device.ts";
import type { Surroundings } from "./surroundings.ts";

type Asking = Pick<Surroundings, "fetch" | "locale">;

/** A call in the name of this conversation; once more with a fresh token, when ours is refused. */
async function call<T>(desk: string, by: Asking, pass: Pass, path: string, guard: Guard<T>, how: Call): Promise<Outcome<T> | "gone"> {
  const ask = async (distrust: boolean): Promise<Outcome<T> | "gone"> => {
    const admission = await admit(desk, by, pass, distrust, null);
    if (admission.to === "gone" || admission.to === "other") return "gone";
    if (admission.to !== "enter") return { ok: false, refusal: { status: 0, code: "unreachable", message: "" } };
    const { id, token } = admission.pass;
    return callDesk(new URL(`/v1/conversations/${id}${path}`, desk), guard, { ...how, token, fetch: by.fetch });
  };
  const answer = await ask(false);
  return answer !== "gone" && !answer.ok && answer.refusal.code === "expired_token" ? ask(true) : answer;
}

export async function endConversation(desk: string, by: Asking, pass: Pass): Promise<boolean> {
  const answer = await call(desk, by, pass, "/close", anything, { method: "POST" });
  return answer !== "gone" && answer.ok;
}

/** What is gone already counts as deleted. */
export async function eraseConversation(desk: string, by: Asking, pass: Pass): Promise<boolean> {
  const answer = await call(desk, by, pass, "", anything, { method: "DELETE" });
  return answer === "gone" || answer.ok || answer.refusal.status === 404;
}

/** Null: it could not be fetched. */
export async function fetchTranscript(desk: string, by: Asking, pass: Pass): Promise<string | null> {
  const admission = await admit(desk, by, pass, false, null);
  if (admission.to !== "enter") return null;
  try {
    const response = await by.fetch(new URL(`/v1/conversations/${pass.id}/transcript`, desk), {
      headers: { authorization: `Bearer ${admission.pass.token}` },
    });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
