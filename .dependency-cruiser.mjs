/**
 * The floors of AGENTS.md: who may import whom. A floor may import itself, the floors listed for it and the packages listed for it;
 * everything else is refused, whether it is imported as a value, as a type, by re-export or dynamically. `from` and `to` are paths of
 * this repository. test/canaries/floors.test.ts plants one violation of each kind.
 */

/** Floor → the floors it may import, beside itself. What is reached through a floor below is reachable only where it is listed. */
const floors = {
  domain: [],
  contracts: ["domain"],
  ports: ["contracts", "domain"],
  embedded: ["domain"],
  agents: ["ports", "embedded", "contracts", "domain"],
  plan: ["agents", "ports", "contracts", "domain"],
  turn: ["plan", "agents", "ports", "embedded", "contracts", "domain"],
  config: ["contracts", "domain"],
  adapters: ["ports", "contracts", "embedded", "domain"],
  compose: ["adapters", "shop", "config", "ports", "agents", "embedded", "contracts", "domain"],
  conversation: ["turn", "plan", "agents", "outbox", "compose", "config", "ports", "contracts", "domain"],
  escalation: ["compose", "config", "contracts", "ports", "domain"],
  ingestion: ["compose", "config", "contracts", "ports", "domain"],
  outbox: ["compose", "config", "contracts", "ports", "domain"],
  figures: ["domain"],
  alerts: ["compose", "config", "contracts", "ports", "domain"],
  models: ["domain"],
  inbox: ["contracts", "ports", "domain"],
  shop: ["contracts", "domain"],
  scheduled: ["compose", "config", "contracts", "ports", "domain"],
  http: ["compose", "shop", "config", "agents", "contracts", "ports", "domain"],
  browser: ["contracts", "domain"],
};

/** Floors that know no platform: the only packages they may import. The shells, adapters and the browser choose freely. */
const purePackages = {
  domain: ["zod"],
  contracts: ["zod"],
  ports: ["zod", "@ai-sdk/provider"],
  embedded: ["marked"],
  agents: ["zod", "ai", "@ai-sdk/provider"],
  plan: ["zod"],
  turn: ["zod", "ai"],
};

const anyOf = (names) => `(${names.join("|")})`;

const floorRules = Object.entries(floors).map(([floor, below]) => ({
  name: `floor-${floor}`,
  comment: `src/${floor} may import ${below.length === 0 ? "no other floor" : below.join(", ")}.`,
  severity: "error",
  from: { path: `^src/${floor}/` },
  to: { path: "^src/", pathNot: `^src/${anyOf([floor, ...below])}/` },
}));

const packageRules = Object.entries(purePackages).map(([floor, packages]) => ({
  name: `packages-${floor}`,
  comment: `src/${floor} is pure: ${packages.length === 0 ? "it imports no package" : `the only packages are ${packages.join(", ")}`}.`,
  severity: "error",
  from: { path: `^src/${floor}/` },
  to: {
    dependencyTypesNot: ["local", "localmodule", "aliased-subpath-import"],
    pathNot: [`^src/`, ...(packages.length === 0 ? [] : [`(^|node_modules/)${anyOf(packages)}(/|$)`])],
  },
}));

export default {
  forbidden: [
    ...floorRules,
    ...packageRules,
    {
      name: "agents-apart",
      comment: "Agents never import each other; only a plan joins them.",
      severity: "error",
      from: { path: "^src/agents/([^/]+)/" },
      to: { path: "^src/agents/[^/]+/", pathNot: "^src/agents/$1/" },
    },
    {
      name: "nobody-imports-index",
      comment: "src/index.ts wires; nothing depends on it.",
      severity: "error",
      from: {},
      to: { path: "^src/index\\.ts$" },
    },
    {
      name: "unknown-floor",
      comment: "A new folder in src needs a floor in .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^src/", pathNot: [`^src/${anyOf(Object.keys(floors))}/`, "^src/index\\.ts$"] },
      to: {},
    },
    {
      name: "product-alone",
      comment: "The product imports no test, script or measurement; support/ is the one thing beside it.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|eval|bench|docs)/" },
    },
    { name: "no-cycles", comment: "No cycles, type-only ones included.", severity: "error", from: {}, to: { circular: true } },
    { name: "unresolved", comment: "Every import leads somewhere.", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["workerd", "worker", "import", "types", "default"] },
    doNotFollow: { path: "node_modules" },
    builtInModules: { add: ["cloudflare:workers", "cloudflare:workflows", "cloudflare:sockets", "cloudflare:email"] },
  },
};
