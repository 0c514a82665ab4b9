/** What a page tried and its content security policy refused. */
import type { BrowserContext } from "playwright-core";

declare global {
  interface Window {
    reportViolation: (what: string) => void;
  }
}

/** Every violation on a page of the context from now on becomes a line of `found`. */
export async function collectViolations(context: BrowserContext, found: string[]): Promise<void> {
  await context.exposeFunction("reportViolation", (what: string) => found.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      window.reportViolation(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
}
