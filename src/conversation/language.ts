/** In which language the desk speaks in this conversation: that of the customer's last messages, else that of the page it began on. */
import { languageOf } from "#turn/phrases";
import type { Records } from "./records.ts";

/** Messages that are looked at: enough to find one that is more than "ok". */
const looksBack = 5;

/** BCP 47 primary tag. @param before only what stands before this place in the log, or at it. */
export function conversationLanguage(records: Records, before = Infinity): string {
  const said = records.log
    .latest(["customer.message"], looksBack)
    .flatMap(({ seq, event }) => (event.type === "customer.message" && seq <= before ? [event.text] : []));
  const started = records.log.at(1)?.event;
  return languageOf(said.toReversed(), started?.type === "conversation.started" ? started.locale : null);
}
