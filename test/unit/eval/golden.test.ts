import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConversations } from "../../../eval/golden/conversations.ts";

const articles = new Set(["return-item"]);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...files: string[]) {
  const inside = mkdtempSync(join(folder, "files-"));
  files.forEach((text, n) => writeFileSync(join(inside, `${n}.yaml`), text));
  return readConversations(inside, articles);
}

test("conversations are read in the order of their files, one expectation or a list", () => {
  const found = read(
    "- name: First\n  turns:\n    - say: hi\n      expect: { kind: courtesy }\n",
    "- name: Second\n  turns:\n    - press: handoff\n      expect: { kind: [handoff, notice], article: return-item }\n    - feedback: up\n",
  );
  expect(found.map(({ name, line, turns }) => [name, line, turns.length])).toEqual([
    ["First", 1, 1],
    ["Second", 1, 2],
  ]);
  expect(found[1]?.turns[0]).toMatchObject({ expect: { kind: ["handoff", "notice"], article: ["return-item"] } });
});

const one = (turn: string) => `# a comment\n- name: One\n  turns:\n    - say: hi\n${turn}`;

test.each([
  ["an unknown kind", one("      expect:\n        kind: joke\n"), /0\.yaml:6: .*kind/],
  ["an unknown expectation", one("      expect:\n        article: return-item\n        mood: good\n"), /0\.yaml:6: .*mood/],
  ["a turn that is none", one("    - sing: a song\n"), /0\.yaml:5: .*expected "say: …"/],
  ["an article that does not exist", one("      expect: { article: lost-luggage }\n"), /0\.yaml:5: .*"lost-luggage".*no such article/],
  ["a time that is none", one("      expect:\n        max_ms: soon\n"), /0\.yaml:6: .*max_ms.*number/],
  ["no turns", "- name: One\n", /0\.yaml:1: .*turns/],
  ["no list", "name: One\n", /0\.yaml:1: expected a list/],
  ["an empty list", "[]\n", /0\.yaml:1: /],
  ["nothing", "# only a comment\n", /0\.yaml: the file holds no conversation/],
  ["no YAML", "- name: [One\n  turns:\n", /0\.yaml:\d+: not YAML/],
  ["a name twice", `${one("")}${one("")}`, /0\.yaml:6: a second conversation is called "One"; the first is .*0\.yaml:2/],
])("a file with %s is refused with its line", (_case, text, message) => {
  expect(() => read(text)).toThrow(message);
});

test("a folder without conversations, and no folder at all, are said", () => {
  expect(() => read()).toThrow("no golden conversation");
  expect(() => readConversations(join(folder, "nowhere"), articles)).toThrow("no such file or folder");
});
