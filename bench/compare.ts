/**
 * Contenders side by side: in every round each of them is measured once, in turns, so that whatever else the machine does falls on all of them. What counts
 * is the median over the rounds, and the median of the ratios within a round.
 */
import { closedLoopBlock } from "./blocks.ts";
import type { Contender } from "./contender.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { type Block, median, rounded } from "./measure/summary.ts";

export type Compared = {
  underWay: number;
  name: string;
  /** Medians over the rounds. */
  ackP50Ms: number;
  doneP50Ms: number;
  messagesPerSecond: number;
  cpuMsPerMessage: number;
  /** 1000 / cpuMsPerMessage: what one core does when it does nothing else. */
  messagesPerCoreSecond: number;
  /** Median over the rounds of this one's CPU time over the first contender's. */
  cpuRatio: number;
  doneRatio: number;
};

export async function compare(
  load: LoadGenerator,
  contenders: readonly Contender[],
  {
    conversations,
    messages,
    rounds,
    questions,
  }: { conversations: readonly number[]; messages: number; rounds: number; questions: readonly string[] },
  onRound: (underWay: number, round: number) => void,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const underWay of conversations) {
    const blocks = new Map<Contender, Block[]>(contenders.map((contender) => [contender, []]));
    for (let round = 0; round < rounds; round++) {
      onRound(underWay, round + 1);
      // Every other round backwards: being first is no advantage.
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        blocks.get(contender)?.push(await closedLoopBlock(load, contender, { underWay, messages, questions }));
      }
    }
    const first = blocks.get(contenders[0] ?? fail("nothing to compare")) ?? [];
    for (const [contender, own] of blocks) compared.push(comparedOf(underWay, contender.name, own, first));
  }
  return compared;
}

function comparedOf(underWay: number, name: string, own: readonly Block[], first: readonly Block[]): Compared {
  const over = (value: (block: Block) => number): number => rounded(median(own.map(value)));
  const ratio = (value: (block: Block) => number): number =>
    rounded(median(own.map((block, round) => value(block) / value(first[round] ?? fail("a round is missing")))));
  const cpuMsPerMessage = over((block) => block.cpuMsPerMessage);
  return {
    underWay,
    name,
    ackP50Ms: over((block) => block.ack.p50 ?? Number.NaN),
    doneP50Ms: over((block) => block.done.p50 ?? Number.NaN),
    messagesPerSecond: over((block) => block.messagesPerSecond),
    cpuMsPerMessage,
    messagesPerCoreSecond: Math.round(1000 / cpuMsPerMessage),
    cpuRatio: ratio((block) => block.cpuMsPerMessage),
    doneRatio: ratio((block) => block.done.p50 ?? Number.NaN),
  };
}

function fail(why: string): never {
  throw new Error(why);
}
