/** Wraps a call at the edge of the bindings with what the dice say. Knows nothing of what is called. */
import { z } from "zod";
import { type Dice, makeDice } from "../dice.ts";
import { type Fault, FaultPlanSchema, type Roll, type Site } from "../plan.ts";

/** Vars that only the campaign's Worker has. */
const CampaignVarsSchema = z.object({
  FAULTS: z.string().transform((text, context) => {
    const parsed = FaultPlanSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    context.addIssue(z.prettifyError(parsed.error));
    return z.NEVER;
  }),
  /** Address of the ticket desk outside; empty: the embedded one. */
  TICKET_DESK: z.string(),
});

type Campaign = { dice: Dice; ticketDesk: string };

/** One an isolate, so that its dice run on from call to call. */
let campaign: Campaign | undefined;

export function campaignOf(env: object): Campaign {
  const read = (): Campaign => {
    const { FAULTS, TICKET_DESK } = CampaignVarsSchema.parse(env);
    return { dice: makeDice(FAULTS), ticketDesk: TICKET_DESK };
  };
  return (campaign ??= read());
}

export class InjectedFault extends Error {
  override name = "InjectedFault";
}

const slowMs = 1_200;
/** Longer than any agent may take. */
const hangMs = 12_000;

/** Sites with few calls report each of them, so that the share of faulted ones is known. */
const everyCallCounts: ReadonlySet<Site> = new Set<Site>(["queue", "workflow", "brief", "callback"]);

export function roll<S extends Site>(dice: Dice, site: S): ReturnType<typeof dice.roll<S>> {
  const fault = dice.roll(site);
  if (fault !== null || everyCallCounts.has(site)) console.log(JSON.stringify({ site, fault } satisfies Roll));
  return fault;
}

/** @param fault what `roll` gave. A call that is dropped gives what `dropped` gives. */
export async function disturbed<T>(site: Site, fault: Fault | null, call: () => Promise<T>): Promise<T> {
  switch (fault) {
    case "error":
      throw new InjectedFault(site);
    case "done_then_error":
      await call();
      throw new InjectedFault(`${site}, after it was done`);
    case "twice":
      await call();
      return call();
    case "slow":
      await scheduler.wait(slowMs);
      return call();
    case "hang":
      await scheduler.wait(hangMs);
      throw new InjectedFault(`${site} hung`);
    default:
      return call();
  }
}
