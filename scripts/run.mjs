/**
 * Runs one of this repository's TypeScript commands: `node scripts/run.mjs scripts/check.ts --flag`. It needs nothing but Node 20 and
 * npm: what is missing is installed first, then the command runs under the packaged Node 24 with `node_modules/.bin` in front of PATH.
 * Exits as the command exits. Refuses with what to do when the packages cannot be had.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const bin = join(root, "node_modules", ".bin");
const packagedNode = join(bin, "node");

const [command, ...args] = process.argv.slice(2);
if (command === undefined) stop("usage: node scripts/run.mjs <file.ts> [arguments]");
if (!isInstalled()) install();
if (!existsSync(packagedNode)) stop("The packaged Node 24 is missing: its install script did not run. Try: npm ci --ignore-scripts=false");
run();

/** Whether every package of the lock is there in the version of the lock (packages for other platforms aside). */
function isInstalled() {
  const installed = packages(join("node_modules", ".package-lock.json"));
  return Object.entries(packages("package-lock.json")).every(
    ([path, wanted]) => path === "" || wanted.optional || installed[path]?.version === wanted.version,
  );
}

function packages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {};
}

/** About 30 s and 600 MB the first time. npm's own words are shown only when it fails. */
function install() {
  const startedAt = Date.now();
  process.stderr.write("Installing packages (npm ci; once, about half a minute) … ");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, encoding: "utf8" });
  if (npm.status === 0) {
    process.stderr.write(`done in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
    return;
  }
  const said = `${npm.error?.message ?? ""}${npm.stdout ?? ""}${npm.stderr ?? ""}`.trim();
  process.stderr.write(`failed\n\n${said}\n\n`);
  const offline = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network/.test(said);
  stop(
    offline
      ? "The package registry cannot be reached. The first start needs it; every later one works offline. Check the network, then run this again."
      : "npm ci failed, for the reason above. Mend that, then run this again.",
  );
}

/** Ctrl-C reaches the command by itself; this process only waits, so that nothing outlives it. */
function run() {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const child = spawn(packagedNode, [resolve(root, command), ...args], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
