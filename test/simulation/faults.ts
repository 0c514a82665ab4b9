/** What goes wrong in one world, and how often. Drawn from the seed: most worlds have a few kinds of trouble, some have all, some have none. */
import type { Dice } from "./dice.ts";

export type Faults = {
  /** Before something happens: the object's process dies. */
  crash: number;
  /** While something happens: the process dies between two writes. */
  tear: number;
  /** The object leaves memory, its sockets stay. */
  evict: number;
  /** A socket is cut, for each frame. */
  cut: number;
  /** A call to the object is lost on the way there or on the way back. */
  lostCall: number;
  /** An agent's port throws; answers late; never answers. */
  portFails: number;
  portIsSlow: number;
  portHangs: number;
  /** It answers without waiting for anything, as the embedded engine does, and message and answer are one commit. */
  portIsAtOnce: number;
  /** The queue takes nothing; loses; doubles; forgets everything. */
  queueRefuses: number;
  queueLoses: number;
  queueDoubles: number;
  queueForgets: number;
  /** The workflow's engine dies at a step. */
  workflowDies: number;
  /** The ticket desk fails before it has done anything; after it has done it. */
  deskFailsBefore: number;
  deskFailsAfter: number;
  /** The database of turns' facts, likewise. */
  factsFailBefore: number;
  factsFailAfter: number;
  /** The system behind the tools: fails before or after it has worked, answers late, refuses for good. */
  toolFailsBefore: number;
  toolFailsAfter: number;
  toolIsSlow: number;
  toolRefuses: number;
};

/** The most of each; a world has between nothing and so much. */
const worst: Faults = {
  crash: 0.06,
  tear: 0.06,
  evict: 0.05,
  cut: 0.06,
  lostCall: 0.3,
  portFails: 0.5,
  portIsSlow: 0.3,
  portHangs: 0.15,
  portIsAtOnce: 1,
  queueRefuses: 0.5,
  queueLoses: 0.5,
  queueDoubles: 0.5,
  queueForgets: 0.02,
  workflowDies: 0.3,
  deskFailsBefore: 0.5,
  deskFailsAfter: 0.5,
  factsFailBefore: 0.5,
  factsFailAfter: 0.5,
  toolFailsBefore: 0.7,
  toolFailsAfter: 0.7,
  toolIsSlow: 0.5,
  toolRefuses: 0.3,
};

export const noFaults: Faults = {
  crash: 0,
  tear: 0,
  evict: 0,
  cut: 0,
  lostCall: 0,
  portFails: 0,
  portIsSlow: 0,
  portHangs: 0,
  portIsAtOnce: 0,
  queueRefuses: 0,
  queueLoses: 0,
  queueDoubles: 0,
  queueForgets: 0,
  workflowDies: 0,
  deskFailsBefore: 0,
  deskFailsAfter: 0,
  factsFailBefore: 0,
  factsFailAfter: 0,
  toolFailsBefore: 0,
  toolFailsAfter: 0,
  toolIsSlow: 0,
  toolRefuses: 0,
};

export function drawFaults(dice: Dice): Faults {
  const share = dice.pick([0, 0.3, 0.3, 0.6, 1]);
  const some = (most: number): number => (dice.under(share) ? dice.unit() * most : 0);
  return {
    crash: some(worst.crash),
    tear: some(worst.tear),
    evict: some(worst.evict),
    cut: some(worst.cut),
    lostCall: some(worst.lostCall),
    portFails: some(worst.portFails),
    portIsSlow: some(worst.portIsSlow),
    portHangs: some(worst.portHangs),
    queueRefuses: some(worst.queueRefuses),
    queueLoses: some(worst.queueLoses),
    queueDoubles: some(worst.queueDoubles),
    queueForgets: some(worst.queueForgets),
    workflowDies: some(worst.workflowDies),
    deskFailsBefore: some(worst.deskFailsBefore),
    deskFailsAfter: some(worst.deskFailsAfter),
    factsFailBefore: some(worst.factsFailBefore),
    factsFailAfter: some(worst.factsFailAfter),
    toolFailsBefore: some(worst.toolFailsBefore),
    toolFailsAfter: some(worst.toolFailsAfter),
    toolIsSlow: some(worst.toolIsSlow),
    toolRefuses: some(worst.toolRefuses),
    portIsAtOnce: dice.pick([0, 0, 0.5, worst.portIsAtOnce]),
  };
}
