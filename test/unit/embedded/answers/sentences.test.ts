import fc from "fast-check";
import { expect, test } from "vitest";
import { sentencesOf } from "#embedded/answers/sentences";
import { anyText } from "../any-text.ts";

test.each([
  ["One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]],
  ["Pay by card, e.g. Visa. It costs 3.50 a month.", ["Pay by card, e.g. Visa.", "It costs 3.50 a month."]],
  ["Ask Dr. Weiss or Mr. J. Brown. They know.", ["Ask Dr. Weiss or Mr. J. Brown.", "They know."]],
  ["See docs.example.com/a.html. Then go on.", ["See docs.example.com/a.html.", "Then go on."]],
  [
    "Bring pens, paper etc. Then start. It opens at 9 a.m. and closes late.",
    ["Bring pens, paper etc.", "Then start.", "It opens at 9 a.m. and closes late."],
  ],
  ["Version 2.0.1 is out. 5 days left.", ["Version 2.0.1 is out.", "5 days left."]],
  ["He said “stop.” She did (at once.) Good.", ["He said “stop.”", "She did (at once.)", "Good."]],
  ["Wait... then press it. Done.", ["Wait... then press it.", "Done."]],
  ["Choose Forgot password? and wait.", ["Choose Forgot password? and wait."]],
  ["退款需要三天。请稍候！谢谢", ["退款需要三天。", "请稍候！", "谢谢"]],
  ["पासवर्ड बदलें। फिर साइन इन करें।", ["पासवर्ड बदलें।", "फिर साइन इन करें।"]],
  ["هل تحتاج مساعدة؟ اكتب لنا.", ["هل تحتاج مساعدة؟", "اكتب لنا."]],
  ["", []],
  ["   ", []],
])("%j is split", (line, sentences) => {
  expect(sentencesOf(line)).toEqual(sentences);
});

test("sentences are the line without the space between them", () => {
  const line = fc.array(fc.oneof(fc.constantFrom(". ", "! ", "?", "。", "e.g. ", "A", "b", " ", "3.5", ")", "…"), anyText(5)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(line, (pieces) => {
      const text = pieces.join("");
      expect(sentencesOf(text).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const sentence of sentencesOf(text)) expect(text).toContain(sentence);
    }),
  );
});
