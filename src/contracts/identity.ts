/** Who the customer is, as the host site vouches for it: never what somebody typed. */
import { z } from "zod";

/** Text that people and URLs can hold: well-formed, without control characters. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "control characters or half of a surrogate pair");

export const IdentitySchema = z.object({
  subject: plain(255).describe("the host site's own id of the customer"),
  name: plain(200).nullable(),
  email: z.email().max(254).nullable(),
});
export type Identity = z.infer<typeof IdentitySchema>;

/** A signed identity as it travels: a JWT of the host site; see docs/identity.md. */
export const IdentityTokenSchema = z.string().min(1).max(4096).describe("JWT (HS256) that the host site signed with IDENTITY_KEY");

export const IdentifySchema = z.strictObject({ identity: IdentityTokenSchema });
export const IdentifiedSchema = z.object({
  seq: z.int().describe("of the event `customer.identified`"),
  customer: IdentitySchema.extend({ verified: z.literal(true) }),
});
