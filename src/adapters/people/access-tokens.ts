/**
 * Tokens of Cloudflare Access (developers.cloudflare.com, "Validate JWTs"): signed by the team's keys, for this application, not expired; everything pinned that
 * RFC 8725 wants pinned. The team's keys are cached by jose and read again when a token names a key that is not among them; while they cannot be
 * read, nobody gets in, and that is told apart from a bad token.
 */
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { OperatorEmailSchema } from "#contracts/operators";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { AccessFailure, AccessTokens } from "#ports/people";

export type KeySets = Map<string, ReturnType<typeof createRemoteJWKSet>>;

export type CloudflareAccessOptions = {
  /** Origin of the team: "https://shop.cloudflareaccess.com". */
  team: string;
  /** Audience tags of the applications whose tokens count. */
  audiences: readonly string[];
  clock: Clock;
  /** Kept by the isolate. */
  keys: KeySets;
};

/** Tokens of Access are signed so, and no other way is believed. */
const algorithms = ["RS256"];
const fetchTimeoutMs = 3_000;
/** Clocks of two machines differ. */
const toleranceS = 30;

export class CloudflareAccess implements AccessTokens {
  readonly #options: CloudflareAccessOptions;

  constructor(options: CloudflareAccessOptions) {
    this.#options = options;
  }

  async verify(token: string): Promise<Result<{ email: string }, AccessFailure>> {
    const { team, audiences, clock } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#keys(), {
        algorithms,
        issuer: team,
        audience: [...audiences],
        requiredClaims: ["exp", "iat", "aud"],
        currentDate: new Date(clock.now()),
        clockTolerance: toleranceS,
      });
      const email = OperatorEmailSchema.safeParse(payload["email"]);
      // A service token has a name and no address; programs have the bearer secret.
      return email.success ? ok({ email: email.data }) : fail({ reason: "invalid", detail: "the Access token names no e-mail address" });
    } catch (error) {
      return fail(failureOf(error, team));
    }
  }

  #keys(): ReturnType<typeof createRemoteJWKSet> {
    const { team, keys } = this.#options;
    const known = keys.get(team) ?? createRemoteJWKSet(new URL("/cdn-cgi/access/certs", team), { timeoutDuration: fetchTimeoutMs });
    keys.set(team, known);
    return known;
  }
}

function failureOf(error: unknown, team: string): AccessFailure {
  const invalid = (detail: string): AccessFailure => ({ reason: "invalid", detail });
  if (error instanceof errors.JWTExpired) return invalid("the Access session has expired; load the page again");
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalid(
      error.claim === "aud" ? "the Access token is for another application" : `the Access token's "${error.claim}" is not right`,
    );
  const isTokensFault =
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== "ERR_JOSE_GENERIC";
  if (isTokensFault) return invalid("the Access token was not made by this team");
  return { reason: "keys_unavailable", detail: `the keys at ${team}/cdn-cgi/access/certs cannot be read; nobody is let in until they can` };
}
