import { expect, test } from "vitest";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";

test.each([
  ["Where's the CUSTOMER’S e-mail?", ["where", "the", "customer", "e", "mail"]],
  ["Café, naïve, Straße, ﬁne, ＡＢＣ", ["cafe", "naive", "straße", "fine", "abc"]],
  ["退款多久", ["退款", "款多", "多久"]],
  ["iPhone用ケース", ["iphone", "用ケ", "ケー", "ース"]],
  ["पासवर्ड बदलें", ["पासवर्ड", "बदलें"]],
  ["🙂 !!!", []],
])("%j is split into words", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  "cancel cancels cancelled canceling cancellation",
  "deliver delivers delivery deliveries delivered",
  "pay pays paid paying payment payments",
  "verify verifies verified verification",
  "ship shipping shipped shipment",
  "refund refunds refunded refundable",
  "address addresses addressed",
  "install installation installing",
  "organize organise organisation organizations",
  "subscribe subscription subscribed",
  "use using used uses",
  "colour color colors",
  "connect connected connection",
])("%s share a stem", (family) => {
  expect(new Set(family.split(" ").map(stemOf)).size).toBe(1);
});

test.each([
  ["universe", "unit"],
  ["hope", "hop"],
  ["status", "state"],
  ["policy", "police"],
  ["bill", "billion"],
])("%s and %s do not share a stem", (one, other) => {
  expect(stemOf(one)).not.toBe(stemOf(other));
});

test.each(["größe", "пароли", "退款", "sms2", "e4", "is"])("%s is left as it is", (word) => {
  expect(stemOf(word)).toBe(word);
});
