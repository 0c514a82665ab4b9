/** Any sequence of UTF-16 units, lone surrogates included. fast-check's own "binary" strings take seconds to warm up. */
import fc from "fast-check";

export const anyText = (maxLength = 20): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength })
    .map((units) => String.fromCharCode(...units));
