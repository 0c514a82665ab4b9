/** The inbox as one Durable Object for the whole desk. */
import type { Inbox } from "#ports/inbox";

/** What this adapter needs of the namespace. */
export type InboxNamespace = {
  getByName(name: string): Pick<Inbox, "push" | "forget" | "page"> & { fetch(request: Request): Promise<Response> };
};

export function objectInbox(namespace: InboxNamespace): Inbox {
  const inbox = () => namespace.getByName("all");
  return {
    push: (summary) => inbox().push(summary),
    forget: (id) => inbox().forget(id),
    page: (query) => inbox().page(query),
    connect: (me) =>
      inbox().fetch(
        new Request("https://inbox.local/socket", {
          headers: { upgrade: "websocket", connection: "upgrade", "x-edgedesk-me": encodeURIComponent(me) },
        }),
      ),
  };
}
