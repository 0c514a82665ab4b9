/** Who is at the desk, wired: tokens of Access, roles, the audit log. */
import { CloudflareAccess } from "#adapters/people/access-tokens";
import { D1Audit } from "#adapters/people/d1-audit";
import { D1Operators } from "#adapters/people/d1-operators";
import { workersClock } from "#adapters/platform/workers-clock";
import type { AccessTokens, AuditLog, Operators } from "#ports/people";
import { accessKeys, environment, noted, operatorCell } from "./isolate.ts";
import { telemetryPort } from "./telemetry-ports.ts";

export type PeoplePorts = {
  /** Absent on a desk without Cloudflare Access. */
  access?: AccessTokens | undefined;
  operators: Operators;
  audit: AuditLog;
};

/** @param background keeps work alive that nobody waits for. */
export function peoplePorts(env: Env, background: (work: Promise<void>) => void): PeoplePorts {
  const { ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: audiences, ACCESS_ADMINS: admins } = environment(env);
  const database = env.DB;
  const clock = workersClock;
  return {
    access: team === undefined ? undefined : new CloudflareAccess({ team, audiences, clock, keys: accessKeys }),
    operators: new D1Operators({ database, clock, admins, cell: operatorCell, background }),
    audit: new D1Audit({ database, clock, telemetry: telemetryPort(env, background), background, noted }),
  };
}
