import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endTree, killTree, tree } from "../../../scripts/process-tree.ts";

/** A process that has a child of its own; the child refuses to end when it is asked. */
async function family() {
  const child = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready");';
  const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); setInterval(() => {}, 1000);`;
  const started = spawn(process.execPath, ["-e", parent], { stdio: ["ignore", "pipe", "ignore"] });
  await once(started.stdout, "data");
  return { pid: started.pid ?? 0, ended: once(started, "exit") };
}

test("a tree is a process and all below it, parents first", async () => {
  const { pid, ended } = await family();
  const members = tree(pid);
  expect(members.map(({ parent }) => parent)).toEqual([process.pid, pid]);
  killTree(pid);
  await ended;
  expect(tree(pid)).toEqual([]);
});

test("ending a tree ends those who do not listen, too", async () => {
  const { pid, ended } = await family();
  const [, child] = tree(pid);
  await endTree(pid, 200);
  await ended;
  expect(tree(child?.pid ?? 0)).toEqual([]);
});
