import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { benchOptions } from "../../../bench/options.ts";

test("the load is spread over one process of the server for each core, unless a number is named", () => {
  expect(benchOptions(["load"]).processes).toBe(availableParallelism());
  expect(benchOptions(["load", "--processes", "3"]).processes).toBe(3);
  expect(benchOptions(["load", "--sockets", "1"]).processes).toBe(1);
});

test.each([
  ["no process", ["load", "--processes", "0"], /--processes takes whole numbers from 1 on, not "0"/],
  ["half a process", ["load", "--processes", "1.5"], /--processes takes whole numbers/],
  ["a process without a socket", ["load", "--sockets", "2", "--processes", "3"], /--processes takes at most one for each of the 2 sockets/],
  ["a rate of none", ["load", "--rate", "0"], /--rate takes whole numbers/],
  ["a third half", ["load", "--only", "both"], /--only takes traffic or idle/],
  ["no time", ["load", "--minutes", "0"], /--minutes takes a number from 0.1 on/],
])("%s is refused", (_, args, complaint) => {
  expect(() => benchOptions(args)).toThrow(complaint);
});
