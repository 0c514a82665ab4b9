import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { danglingLinks, explainFolder, readFolder } from "../../../../scripts/knowledge/folder.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgedesk-articles-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, id: string, body = "Text."): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `---\nid: ${id}\ntitle: Title of ${id}\n---\n${body}\n`);
}

async function errors(): Promise<string> {
  const read = await readFolder(folder);
  return read.ok ? "" : explainFolder(read.error);
}

async function found() {
  const read = await readFolder(folder);
  if (!read.ok) throw new Error(explainFolder(read.error));
  return read.value;
}

test("every .md file is read, also in folders below, in the order of their names", async () => {
  await write("b/second.md", "two");
  await write("a.md", "one");
  await write("c/deep/third.MD", "three");
  await writeFile(join(folder, "notes.txt"), "no article");
  expect((await found()).map(({ draft }) => draft.id)).toEqual(["one", "two", "three"]);
});

test("hidden files and folders are passed over", async () => {
  await write("a.md", "one");
  await write(".draft.md", "two");
  await write(".git/c.md", "three");
  expect(await found()).toHaveLength(1);
});

test("two articles with one id are refused, and both files are named", async () => {
  await write("a.md", "same");
  await write("b.md", "same");
  expect(await errors()).toMatch(/b\.md:1: the id "same" is already used by .*a\.md/);
});

test("every broken file is named, and none is read", async () => {
  await write("a.md", "fine");
  await write("b.md", "Not Fine");
  await writeFile(join(folder, "c.md"), "no front matter");
  const text = await errors();
  expect(text).toMatch(/b\.md:2: "id"/);
  expect(text).toMatch(/c\.md:1: no front matter/);
  expect(text).toMatch(/Nothing was sent\.$/);
});

test("a folder that is not there, a file, and a folder without articles are refused", async () => {
  expect(await errors()).toContain("no article in this folder");
  await write("a.md", "one");
  expect(await readFolder(join(folder, "nowhere"))).toMatchObject({ ok: false, error: { reason: "no_folder" } });
  expect(await readFolder(join(folder, "a.md"))).toMatchObject({ ok: false, error: { reason: "no_folder" } });
});

test("a link to an article that nobody has is a warning with its line", async () => {
  await write("a.md", "one", "See [two](article:two),\n[three](article:three) and [four](article:four).");
  await write("b.md", "two");
  const warnings = danglingLinks(await found(), new Set(["three"]));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/a\.md:6: warning: links to "article:four"/);
});
