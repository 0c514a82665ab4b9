/**
 * PagerDuty's Events API v2, as its documentation has it: bodies are checked, and incidents kept by deduplication key. A trigger under the key of an open incident joins it, acknowledged or not; only a
 * resolved one makes room for a new incident.
 */
import { z } from "zod";

const keys = { routing_key: z.string().regex(/^[A-Za-z0-9]{32}$/, "32 characters"), dedup_key: z.string().min(1).max(255) };
const EventSchema = z.discriminatedUnion("event_action", [
  z.strictObject({
    ...keys,
    event_action: z.literal("trigger"),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(["critical", "error", "warning", "info"]),
      timestamp: z.iso.datetime().optional(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
    links: z.array(z.strictObject({ href: z.url(), text: z.string().optional() })).optional(),
    images: z
      .array(z.strictObject({ src: z.url({ protocol: /^https$/ }), href: z.url().optional(), alt: z.string().optional() }))
      .optional(),
    client: z.string().optional(),
    client_url: z.url().optional(),
  }),
  z.strictObject({ ...keys, event_action: z.enum(["acknowledge", "resolve"]) }),
]);
export type Event = z.infer<typeof EventSchema>;

type Incident = { key: string; state: "triggered" | "acknowledged" | "resolved"; triggers: number };

export class EventsApi {
  readonly accepted: Event[] = [];
  readonly incidents: Incident[] = [];
  readonly complaints: string[] = [];
  /** Answers for the next requests, before any body is looked at. */
  readonly script: (() => Response)[] = [];

  answer(body: string): Response {
    const scripted = this.script.shift()?.();
    if (scripted) return scripted;
    const event = EventSchema.safeParse(JSON.parse(body));
    if (!event.success) {
      this.complaints.push(z.prettifyError(event.error));
      return Response.json(
        { status: "invalid event", message: "Event object is invalid", errors: event.error.issues.map(({ message }) => message) },
        { status: 400 },
      );
    }
    this.accepted.push(event.data);
    this.#happen(event.data);
    return Response.json({ status: "success", message: "Event processed", dedup_key: event.data.dedup_key }, { status: 202 });
  }

  #happen({ event_action: action, dedup_key: key }: Event): void {
    const open = this.incidents.find((incident) => incident.key === key && incident.state !== "resolved");
    if (action === "trigger") {
      if (open) open.triggers += 1;
      else this.incidents.push({ key, state: "triggered", triggers: 1 });
    } else if (open) open.state = action === "acknowledge" ? "acknowledged" : "resolved";
  }
}
