import { expect, test } from "vitest";
import { leftovers } from "../../../../scripts/start/leftovers.ts";

const packages = "/desk/node_modules";
const start = { pid: 10, parent: 1, command: "/desk/node_modules/.bin/node /desk/scripts/start.ts" };
const wrangler = {
  pid: 11,
  parent: 10,
  command: "/desk/node_modules/node/bin/node /desk/node_modules/wrangler/wrangler-dist/cli.js dev --port 1",
};
const workerd = { pid: 12, parent: 11, command: "/desk/node_modules/@cloudflare/workerd-linux-64/bin/workerd serve --binary" };

test("a server whose start is running is left alone", () => {
  expect(leftovers([start, wrangler, workerd], packages)).toEqual([]);
});

test("workerd without its wrangler is left over, and wrangler without its start", () => {
  expect(leftovers([start, { ...workerd, parent: 1 }], packages)).toEqual([{ ...workerd, parent: 1 }]);
  expect(leftovers([{ ...wrangler, parent: 1 }, workerd], packages)).toEqual([{ ...wrangler, parent: 1 }]);
});

test("a child of a container's first process that is no Node is left over", () => {
  const init = { pid: 7, parent: 0, command: "/sbin/docker-init -- sleep infinity" };
  expect(leftovers([init, { ...workerd, parent: 7 }], packages)).toHaveLength(1);
});

test("another repository's server, and a program that only mentions ours, are left alone", () => {
  const foreign = { ...workerd, parent: 1, command: workerd.command.replace("/desk/", "/other/") };
  const editor = { pid: 20, parent: 1, command: "vim /desk/node_modules/wrangler/README.md" };
  expect(leftovers([foreign, editor], packages)).toEqual([]);
});
