/** What vitest.config.ts adds to the Worker's bindings. */
import type { D1Migration } from "cloudflare:test";

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[];
      PAGERDUTY_URL: string;
      ALERT_WEBHOOK_SECRET: string;
    }
  }
}
