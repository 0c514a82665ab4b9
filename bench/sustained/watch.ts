/** Looks at what the server and the load cost, again and again while something lasts; each may be several processes. */
import { processCosts } from "../measure/process-costs.ts";
import { rounded } from "../measure/summary.ts";
import { sum } from "./shares.ts";

const everyMs = 2_000;

export type Watched = { openMb: number; samplesMb: number[]; cores: { server: number; load: number } };

type Costs = { atMs: number; server: number; load: number };

export class Watch {
  readonly #server: readonly number[];
  readonly #load: readonly number[];
  #samplesMb: number[] = [];
  #openMb = 0;
  #begun: Costs;
  #toldAt: Costs;
  #timer: NodeJS.Timeout | undefined;

  /** @param load processes that share the machine with the server. */
  constructor(server: readonly number[], load: readonly number[]) {
    this.#server = server;
    this.#load = load;
    this.#begun = this.#toldAt = this.#costs();
  }

  start(): void {
    this.#samplesMb = [];
    this.#openMb = this.residentMb();
    this.#begun = this.#toldAt = this.#costs();
    this.#timer = setInterval(() => this.#samplesMb.push(this.residentMb()), everyMs);
  }

  stop(): Watched {
    clearInterval(this.#timer);
    return { openMb: this.#openMb, samplesMb: this.#samplesMb, cores: this.#coresSince(this.#begun) };
  }

  residentMb(): number {
    return rounded(sum(this.#server.map((pid) => processCosts(pid).residentBytes)) / 1024 / 1024);
  }

  /** Since it was asked last. */
  text(): string {
    const { server, load } = this.#coresSince(this.#toldAt);
    this.#toldAt = this.#costs();
    return `${this.residentMb()} MB, ${server} cores and ${load} of the load`;
  }

  #coresSince(then: Costs): { server: number; load: number } {
    const now = this.#costs();
    const tookMs = Math.max(1, now.atMs - then.atMs);
    return { server: rounded((now.server - then.server) / tookMs), load: rounded((now.load - then.load) / tookMs) };
  }

  #costs(): Costs {
    const cpuMs = (pids: readonly number[]): number => sum(pids.map((pid) => processCosts(pid).cpuMs));
    return { atMs: performance.now(), server: cpuMs(this.#server), load: cpuMs(this.#load) };
  }
}
