import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, maxMessageBytes } from "#domain/text";

const cleaned = (text: string): string | undefined => {
  const result = cleanText(text);
  return result.ok ? result.value : undefined;
};

/** What cleaning makes of strings that consist mostly of the characters that cleaning decides about, next to the letters that decide it. */
const cleanedText = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."\u200B\u200C\u200D\u200E\u202E\u2066\uFEFF\u00AD\uFE0F\u0301\u0000\r\n \t".split("")),
      fc.constantFrom(
        "👩",
        "🏽",
        "❤",
        "🏴",
        "a",
        "e",
        "می",
        "क",
        "ष",
        "्",
        "ก",
        "漢",
        "\u{E0100}",
        "\u{E0067}",
        "\u{E007F}",
        "\u0958",
        "\u1160",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => cleaned(parts.join("")))
  .filter((value) => value !== undefined);

test("an ordinary message stays as it is", () => {
  for (const text of [
    "Where is my order?",
    "Zeile 1\n\tZeile 2",
    "¿Dónde está?",
    "1️⃣ e\u0301 → é".normalize("NFC"),
    "注文はどこ",
    "Цена 5 €",
  ]) {
    expect(cleanText(text)).toEqual({ ok: true, value: text });
  }
});

test("a joiner is judged by the mark before which it will stand", () => {
  // The acute stands before the virama, where the joiner belongs after it; NFC puts the virama first.
  const reordered = cleaned("\u0301\u094d\u200c\u0e01");
  expect(reordered).toBe("\u094d\u0301\u0e01");
  expect(cleaned(reordered ?? "")).toBe(reordered);
});

test("cleaning twice is cleaning once", () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(cleanedText, (once) => {
      expect(cleaned(once)).toBe(once);
    }),
    { numRuns: 5_000 },
  );
});

test("what comes out is well-formed NFC without controls, direction overrides or tags outside flags", () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(cleanedText, (value) => {
      expect(value.isWellFormed()).toBe(true);
      expect(value.normalize("NFC")).toBe(value);
      expect(value).toBe(value.trim());
      expect(value).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\u2028\u2029]/u);
      expect(value.replace(/🏴[\u{E0060}-\u{E007A}]{5}\u{E007F}/gu, "")).not.toMatch(/[\u{E0000}-\u{E007F}]/u);
    }),
    { numRuns: 5_000 },
  );
});

test("emoji families, skin tones and subdivision flags stay whole", () => {
  for (const emoji of ["👩‍👩‍👧", "🤦🏽‍♀️", "❤️‍🔥", "🏳️‍🌈", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"]) {
    expect(cleaned(`I ${emoji} it`)).toBe(`I ${emoji} it`);
  }
});

test("joiners stay where Persian, Hindi, Sinhala and Thai need them", () => {
  for (const word of ["می\u200Cخواهم", "क्\u200Dष", "ක්\u200Dෂ", "สวัสดี\u200Bครับ", "\u200Fשלום 12\u200E!"]) {
    expect(cleaned(word)).toBe(word);
  }
});

test("joiners between Latin letters and in runs are taken out", () => {
  expect(cleaned("ig\u200Bno\u200Dre \u200C\u200C\u200Ball\uFEFF")).toBe("ignore all");
  expect(cleaned("👩\u200D\u200D\u200D👩")).toBe("👩👩");
  expect(cleaned("left\u200Eright")).toBe("leftright");
});

test("text hidden in tags, in variation selectors or behind a direction override is taken out or laid open", () => {
  const tags = Array.from("secret", (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join("");
  expect(cleaned(`hi${tags}`)).toBe("hi");
  expect(cleaned(`🏴${tags}\u{E007F}`)).toBe("🏴");
  expect(cleaned("😀\u{E0130}\u{E0131}\u{E0132}")).toBe("😀");
  expect(cleaned("a\uFE01\uFE02\uFE03")).toBe("a\uFE01");
  expect(cleaned("\u202Egnp.exe\u202C")).toBe("gnp.exe");
});

test("line ends become line feeds and other controls go", () => {
  expect(cleaned("a\r\nb\rc\u2028d\u0085e\0f\u001B[31m")).toBe("a\nb\nc\nd\nef[31m");
});

test("a letter and its accent become one character", () => {
  expect(cleaned("cafe\u0301")).toBe("café");
  expect(cleaned("e\u200B\u0301")).toBe("é");
});

test("nothing to read is refused as empty", () => {
  for (const text of ["", " \n\t", "\u200B\u200D", "\0", "\u3164", "\u2800", "\u{E0041}", "\uFE0F", "\u202E\u202C"]) {
    expect(cleanText(text)).toEqual({ ok: false, error: { reason: "empty" } });
  }
});

test("half a surrogate pair is refused with its place", () => {
  expect(cleanText("ab\uD83D!")).toEqual({ ok: false, error: { reason: "lone_surrogate", at: 2 } });
  expect(cleanText("😀\uDE00")).toEqual({ ok: false, error: { reason: "lone_surrogate", at: 2 } });
});

test("the limit counts bytes, and counts again when normalising made the text grow", () => {
  expect(cleanText("x".repeat(maxMessageBytes)).ok).toBe(true);
  const tooLarge = { reason: "too_large", maxBytes: maxMessageBytes };
  expect(cleanText("é".repeat(8_001))).toEqual({ ok: false, error: { ...tooLarge, bytes: 16_002 } });
  expect(cleanText("\u0958".repeat(5_000))).toEqual({ ok: false, error: { ...tooLarge, bytes: 30_000 } });
});

test("the largest hostile message is cleaned in passing", () => {
  for (const part of ["\u200D", "👩\u200D", "\u0301", "\uFE0F", "क\u200D", "\u{E0041}", "\r"]) {
    expect(() => cleanText(part.repeat(Math.floor(maxMessageBytes / 4)))).not.toThrow();
  }
});
