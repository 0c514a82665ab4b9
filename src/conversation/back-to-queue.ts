/** The customer waits again for anybody: the person who had them gave them back, or went away. The AI stays silent until somebody takes over. */
import { changeOwnership } from "#domain/ownership";
import { phrasesIn } from "#turn/phrases";
import { conversationLanguage } from "./language.ts";
import type { Records } from "./records.ts";
import type { StandingRow } from "./storage/standing.ts";

/** @returns the epoch that begins. */
export function backToQueue(records: Records, standing: StandingRow, operator: string): number {
  const next = changeOwnership(standing, "person_timed_out");
  records.commit((append) => {
    append({
      type: "operator.left",
      operator,
      epoch: next.epoch,
      to: "queue",
      text: phrasesIn(conversationLanguage(records)).returnedToQueue(operator),
    });
    records.setStanding({ ...standing, ...next, assignee: null });
  });
  return next.epoch;
}
