/**
 * Where each test runs: `node` (pure code), `workerd` (the Worker inside the real runtime, with its bindings), `golden` (whole conversations with the
 * bundled Worker), `elsewhere` (tickets in other systems, over real ports), `faults` (the bundled Worker, killed and disturbed under load), `start` (the command as a person runs it), `browser` (Node drives a
 * real Chromium against a real server) and `canaries` (each gate of `npm run check` is shown to fail). `npm test` runs them in this order.
 */
import { join } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** No test is timed: this only ends one that hangs, on a machine that is busy with other things, too. */
const hangsAfterMs = 60_000;

/** What is asked again and again until it is so: vitest itself gives up after a second. */
const expects = { poll: { timeout: hangsAfterMs / 2, interval: 25 } };

const migrations = join(import.meta.dirname, "migrations");

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["test/unit/**/*.test.ts", "test/contract/node/**/*.test.ts", "test/simulation/**/*.test.ts"],
          testTimeout: hangsAfterMs,
          expect: expects,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            remoteBindings: false,
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              // In the place of the secrets that `npm start` writes into .dev.vars: a test run must not depend on a desk that was started before.
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(migrations),
                SIGNING_KEY: "a-signing-key-of-the-tests-and-of-nothing-else",
                OPERATOR_TOKEN: "an-operator-token-of-the-tests",
                // Nobody is there: what alerts tell meets a double, or nothing.
                PAGERDUTY_URL: "http://events.test.invalid/v2/enqueue",
                PAGERDUTY_ROUTING_KEY: "0123456789abcdef0123456789abcdef",
                DESK_URL: "https://desk.verdanook.example",
                ALERT_WEBHOOK_URL: "http://hooks.test.invalid/alerts",
                ALERT_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                IDENTITY_KEY: "an-identity-key-of-the-tests-and-of-nothing-else",
                TOOL_SHOP_KEY: "a-key-of-the-demo-shop-in-tests",
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: ["test/workerd/**/*.test.ts", "test/contract/workerd/**/*.test.ts"],
          setupFiles: ["./test/workerd/apply-migrations.ts"],
          testTimeout: hangsAfterMs,
          expect: expects,
          // The runner waits for every line that it has passed on. One that an object wrote just before it ended is never answered there, because what belongs
          // to an object that is gone is never resumed, and the run would stand still for good. So lines go straight to the terminal.
          disableConsoleIntercept: true,
        },
      },
      {
        test: {
          name: "golden",
          include: ["test/golden/**/*.test.ts"],
          testTimeout: hangsAfterMs,
          expect: expects,
          hookTimeout: 3 * hangsAfterMs,
        },
      },
      {
        test: {
          name: "elsewhere",
          include: ["test/elsewhere/**/*.test.ts"],
          testTimeout: hangsAfterMs,
          expect: expects,
          hookTimeout: 3 * hangsAfterMs,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          testTimeout: 5 * hangsAfterMs,
          expect: expects,
          hookTimeout: 3 * hangsAfterMs,
        },
      },
      { test: { name: "start", include: ["test/start/**/*.test.ts"], testTimeout: 3 * hangsAfterMs, expect: expects } },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["./test/browser/shared-desk.ts"],
          fileParallelism: false,
          testTimeout: 3 * hangsAfterMs,
          expect: expects,
          hookTimeout: 3 * hangsAfterMs,
        },
      },
      { test: { name: "canaries", include: ["test/canaries/**/*.test.ts"], testTimeout: hangsAfterMs, expect: expects } },
    ],
  },
});
