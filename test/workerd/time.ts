/** Time that passes for one conversation: what it has stored grows older, and it reads it anew as after a sleep. Its sockets stay open. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { conversationOf } from "./desk.ts";

type Id = { id: string };

/** Changes what is stored beneath a conversation, which forgets what it remembered of it. It sleeps before, too, so that nothing under way writes what it knew over it. */
export async function rewrite(of: Id, ...statements: string[]): Promise<void> {
  await evictDurableObject(conversationOf(of));
  await runInDurableObject(conversationOf(of), (_, { storage }) => {
    for (const statement of statements) storage.sql.exec(statement);
  });
  await evictDurableObject(conversationOf(of));
}

/** As if so many minutes had passed since anything happened. */
export const letMinutesPass = (of: Id, minutes: number): Promise<void> =>
  rewrite(of, `UPDATE event SET at = at - ${minutes * 60_000}`, `UPDATE desk SET active_at = active_at - ${minutes * 60_000}`);

/** Everything that the outbox holds is to be sent again at the next alarm. */
export const letSendsBeDue = (of: Id): Promise<void> => rewrite(of, "UPDATE outbox SET next_at = 1");

/** The alarm goes off, and its work is over when this resolves. */
export const ring = (of: Id): Promise<void> => runInDurableObject(conversationOf(of), (conversation) => conversation.alarm());

/** When it is to go off next, in ms since 1970; null: not. */
export const nextAlarmOf = (of: Id): Promise<number | null> =>
  runInDurableObject(conversationOf(of), (_, { storage }) => storage.getAlarm());
