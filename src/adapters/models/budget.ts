/** The budgets that a call is set against: the conversation's own first, then those that all conversations share. */
import { type Spend, sum, within } from "#domain/spending";
import type { ModelAccount } from "#ports/models";
import type { Budgeted } from "./guarded-model.ts";
import type { SharedSpending } from "./shared-spending.ts";

export type BudgetOptions = { account: ModelAccount; conversationCap: Spend; spending: SharedSpending };

export async function reserved({ account, conversationCap, spending }: BudgetOptions, estimate: Spend): Promise<Budgeted> {
  if (!within(sum(account.spent(), estimate), conversationCap)) return { over: "conversation" };
  const shared = await spending.reserve(account.visitor(), estimate);
  if (shared.over !== null) return shared;
  return {
    over: null,
    settle: (actual) => {
      account.add(actual);
      shared.settle(actual);
    },
  };
}
