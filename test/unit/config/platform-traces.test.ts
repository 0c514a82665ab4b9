/** A desk that is told the platform does not trace asks it no more, so that the word of each environment has to be what it is deployed with. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { z } from "zod";
import { repository } from "../../../scripts/repository.ts";

const ConfigSchema = z.object({
  vars: z.object({ PLATFORM_TRACES: z.string() }),
  observability: z.object({ traces: z.object({ enabled: z.boolean() }).optional() }),
});

test.each([undefined, "production"])("what environment %s says of the platform's traces is what it is deployed with", (env) => {
  const { vars, observability } = ConfigSchema.parse(unstable_readConfig({ config: join(repository, "wrangler.toml"), env }));
  expect(vars.PLATFORM_TRACES).toBe(observability.traces?.enabled === true ? "on" : "off");
});
