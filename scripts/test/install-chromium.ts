/**
 * Gets Debian's Chromium where that needs nobody's word: on Linux with apt, as root or with a sudo that asks for no password. Everywhere
 * else it changes nothing.
 */
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { finish } from "../command.ts";
import type { Finished } from "../command.ts";
import { findChromium } from "./chromium.ts";

/** Returns whether there is a browser now. */
export async function installChromium(): Promise<boolean> {
  if (!existsSync("/usr/bin/apt-get")) return false;
  const isRoot = userInfo().uid === 0;
  if (!isRoot && (await quietly("sudo", ["-n", "true"])).code !== 0) return false;
  const apt = (...args: string[]) => (isRoot ? quietly("apt-get", args) : quietly("sudo", ["-n", "apt-get", ...args]));
  process.stdout.write("\nInstalling Chromium for the browser tests (apt-get install chromium; once) … ");
  await apt("update", "-qq"); // a mirror that is away for a moment is no reason to stop: the lists may be fresh enough
  const installed = await apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
  console.log(installed.code === 0 ? "done" : `failed\n${installed.output}`);
  return findChromium() !== undefined;
}

function quietly(command: string, args: string[]): Promise<Finished> {
  return finish(command, args, { cwd: "/", env: { DEBIAN_FRONTEND: "noninteractive" } });
}
