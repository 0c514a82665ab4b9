/** List prices in US dollars (platform pages of developers.cloudflare.com, objects and Vectorize looked up on 22 November 2026; recheck), without what a plan includes. */
import type { Load } from "./load.ts";

const million = 1e6;

export function costs(load: Load): Record<string, number> {
  return {
    "Worker requests (0.30 a million)": (0.3 * load.requests) / million,
    "CPU (0.02 a million ms)": (0.02 * load.cpuMs) / million,
    "object requests (0.15 a million)": (0.15 * load.objectRequests) / million,
    "object time (12.50 a million GB-s)": (12.5 * load.objectGigabyteSeconds) / million,
    "object rows written (1.00 a million)": load.objectRowsWritten / million,
    "object rows read (0.001 a million)": (0.001 * load.objectRowsRead) / million,
    "object storage, after a year (0.20 a GB)": 0.2 * load.objectStorageGb * 12,
    "queue (0.40 a million operations)": (0.4 * load.queueOperations) / million,
    "D1 rows written (1.00 a million)": load.d1RowsWritten / million,
    "D1 storage, after a year (0.75 a GB)": 0.75 * (load.ticketsGb + load.turnFactsGb) * 12,
    "vectors queried (0.01 a million dimensions)": (0.01 * load.vectorDimensionsQueried) / million,
    "vectors stored (0.05 for 100 million dimensions)": (0.05 * load.vectorDimensionsStored) / (100 * million),
    "model (0.05 and 0.40 a million tokens)": ((0.05 * load.inputTokens + 0.4 * load.outputTokens) * load.turnsAMonth) / million,
  };
}
