import { join } from "node:path";
import { expect, test } from "vitest";
import { finish } from "../../scripts/command.ts";
import { inRepository } from "../../scripts/repository.ts";
import { runProject, skipProject } from "../../scripts/test/project.ts";
import { closingLines, failedToRun, sum } from "../../scripts/test/tally.ts";
import { plant } from "./planted-tree.ts";

const project = (name: string, file: string) => `{ test: { name: "${name}", include: ["${file}"] } }`;
const importing = 'import { expect, test } from "vitest";\n';
const passing = 'test("passes", () => expect(1).toBe(1));\n';

const root = plant([], {
  "package.json": '{ "type": "module" }\n',
  "vitest.config.ts": `export default { test: { projects: [${[
    project("mixed", "mixed.test.ts"),
    project("unloadable", "unloadable.test.ts"),
    project("unhandled", "unhandled.test.ts"),
    project("crashing", "crashing.test.ts"),
    project("empty", "none.test.ts"),
  ].join(", ")}] } };\n`,
  "mixed.test.ts": `${importing}${passing}test("fails", () => expect(1).toBe(2));\ntest.skip("waits", () => {});\n`,
  "unloadable.test.ts": 'import "./gone.ts";\n',
  "unhandled.test.ts": `${importing}${passing}void Promise.reject(new Error("nobody listens"));\n`,
  "crashing.test.ts": `${importing}${passing}process.kill(process.pid, "SIGKILL");\n`,
});
const run = (name: string) => runProject({ root, project: name, filters: [], reports: join(root, "reports"), quiet: true });

test("a failing test is counted as failed, a skipped one as skipped", async () => {
  const tally = await run("mixed");
  expect(tally).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
  expect(tally.failures).toEqual([expect.stringMatching(/mixed\.test\.ts > fails: AssertionError: expected 1 to be 2/)]);
});

test("a file that cannot be loaded is a failure", async () => {
  const tally = await run("unloadable");
  expect(tally).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(tally.failures).toEqual([expect.stringMatching(/unloadable\.test\.ts: .*gone/)]);
});

test("an unhandled rejection is a failure though every test passed", async () => {
  const tally = await run("unhandled");
  expect(tally).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  expect(tally.failures).toHaveLength(1);
});

test("a project that crashes is a failure", async () => {
  expect((await run("crashing")).failed).toBeGreaterThan(0);
});

test("of a project that this machine cannot run, each test that would have run is counted as skipped", async () => {
  expect(await skipProject({ root, project: "mixed", filters: [], reports: "" })).toMatchObject({ failed: 0, skipped: 2 });
});

test("a project without a test is a failure", async () => {
  expect(await run("empty")).toEqual(failedToRun('the project "empty" found no test'));
});

test("the last line adds up, and what failed stands above it", () => {
  const two = { passed: 2, failed: 0, skipped: 0, failures: [] };
  expect(closingLines(sum([]))).toEqual(["0 passed, 0 failed"]);
  expect(closingLines(sum([two, failedToRun("the build")]))).toEqual(["", "Failed:", "  the build", "", "2 passed, 1 failed"]);
  expect(closingLines({ ...two, skipped: 3 })).toEqual(["2 passed, 0 failed, 3 skipped"]);
});

test("npm test exits with 1 and a true last line when a project is not there", async () => {
  const { code, output } = await finish(process.execPath, [inRepository("scripts", "test.ts"), "--project", "nowhere"], { cwd: root });
  expect(code).toBe(1);
  expect(output.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed");
});
