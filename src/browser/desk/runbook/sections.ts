/** The runbook's text, cut where an alert leads to: `<a id="…"></a>` before a heading of the second level. What comes before the first of them has no name. */

export type Section = { id: string; title: string; text: string };

const place = /^<a id="([a-z][a-z0-9-]*)"><\/a>[ \t]*$/m;
/** A line that goes on with the paragraph above it; the desk would show its break. */
const goesOn = /(?<=[^\n|])\n(?=[^\n|#-])/g;
const heading = /^#{1,2}[ \t]+(.+)$/m;

export function sectionsOf(text: string): Section[] {
  // What is captured stands between the pieces: piece, name, piece, name, piece.
  const [first = "", ...rest] = text.split(new RegExp(place, "gm"));
  const sections = [sectionFrom("", first)];
  for (let i = 0; i + 1 < rest.length; i += 2) sections.push(sectionFrom(rest[i] ?? "", rest[i + 1] ?? ""));
  return sections;
}

function sectionFrom(id: string, text: string): Section {
  const title = heading.exec(text)?.[1]?.trim() ?? "";
  return { id, title, text: text.replace(heading, "").trim().replace(goesOn, " ") };
}
