/** The inbox of the desk, as those who write it and those who read it see it. */
import type { InboxPage, InboxQuery, Summary } from "#contracts/inbox";

export interface InboxFeed {
  /** Takes the summary unless it knows one of the same or a higher seq; again is harmless. Throws when the inbox does not answer; the caller tries again. */
  push(summary: Summary): Promise<void>;
  /** Forgets a conversation that is erased; a summary that comes late is refused from then on. */
  forget(id: string): Promise<void>;
}

export interface Inbox extends InboxFeed {
  page(query: InboxQuery): Promise<InboxPage>;
  /** Hands the WebSocket upgrade of an operator to the inbox. @param me whose conversations count as `mine`. */
  connect(me: string): Promise<Response>;
}
