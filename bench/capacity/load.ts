/**
 * What a number of conversations asks of each part of the platform. Operations a turn and a handoff are counted by hand from the code, and
 * rounded up; nothing here was measured on a real account.
 */
export type LoadInputs = {
  conversationsAMonth: number;
  /** Of the customer, in one conversation. */
  messages: number;
  /** Share of conversations that end with a person, [0, 1]. */
  handoffShare: number;
  /** Of a model, in one turn; 0 on the bottom rung. */
  inputTokens: number;
  outputTokens: number;
  /** Sections found by meaning, each a vector; 0: a desk that finds by words alone. */
  sections: number;
};

export type Load = LoadInputs & {
  turnsAMonth: number;
  handoffsAMonth: number;
  /** At the busiest second. */
  peakTurnsPerSecond: number;
  peakHandoffsPerSecond: number;
  peakStartsPerSecond: number;
  /** Worker requests: start, token, socket, articles and static files aside. */
  requests: number;
  /** Requests to objects; twenty socket messages count as one. */
  objectRequests: number;
  /** Gigabyte-seconds in which an object is awake (128 MB each). */
  objectGigabyteSeconds: number;
  objectRowsWritten: number;
  objectRowsRead: number;
  /** Milliseconds of CPU. */
  cpuMs: number;
  queueOperations: number;
  workflowSteps: number;
  d1RowsWritten: number;
  d1RowsRead: number;
  /** What a month adds, in GB. */
  objectStorageGb: number;
  ticketsGb: number;
  turnFactsGb: number;
  /** Of the month's questions and of the vectors that they are asked of, and of those that are stored. */
  vectorDimensionsQueried: number;
  vectorDimensionsStored: number;
};

const secondsAMonth = 30 * 24 * 3600;
/** Daily and weekly waves, and a bad day. */
const peakFactor = 10;

/** Counted by hand: events (message, started, three agents, answer), message row, turn row and its two changes, three journal rows, standing, job and alarm, some with an index entry. */
const rowsWrittenATurn = 20;
const rowsReadATurn = 40;
/** An object stays in memory for about 10 s after its last event; a turn keeps it awake for that long. */
const awakeSecondsATurn = 10;
const objectGigabytes = 0.128;
/** An assumption, generous for the embedded rungs: `npm run bench` measures the whole process per answer. */
const cpuMsATurn = 5;
/** Event bodies, journal and rows of one turn. */
const bytesATurn = 8_000;
const bytesATicket = 3_000;
/** The facts of a turn in D1, with their index entries. */
const d1RowsOfATurnsFacts = 4;
const bytesOfATurnsFacts = 500;
/** Of bge-base-en-v1.5, the embedding model of the shipped profile. */
const dimensions = 768;
/** send, receive, acknowledge. */
const queueOperationsAMessage = 3;
/** open the ticket, tell the customer, wait, note the end. */
const stepsAHandoff = 4;

export function loadOf(inputs: LoadInputs): Load {
  const { conversationsAMonth, messages, handoffShare, sections } = inputs;
  const turnsAMonth = conversationsAMonth * messages;
  const handoffsAMonth = conversationsAMonth * handoffShare;
  const peak = (aMonth: number): number => (peakFactor * aMonth) / secondsAMonth;
  return {
    ...inputs,
    turnsAMonth,
    handoffsAMonth,
    peakTurnsPerSecond: peak(turnsAMonth),
    peakHandoffsPerSecond: peak(handoffsAMonth),
    peakStartsPerSecond: peak(conversationsAMonth),
    requests: conversationsAMonth * 4,
    objectRequests: conversationsAMonth * 3 + (turnsAMonth * 2) / 20 + turnsAMonth + handoffsAMonth * 3,
    objectGigabyteSeconds: turnsAMonth * awakeSecondsATurn * objectGigabytes,
    objectRowsWritten: turnsAMonth * rowsWrittenATurn,
    objectRowsRead: turnsAMonth * rowsReadATurn,
    cpuMs: turnsAMonth * cpuMsATurn,
    queueOperations: (handoffsAMonth + turnsAMonth) * queueOperationsAMessage,
    workflowSteps: handoffsAMonth * stepsAHandoff,
    d1RowsWritten: handoffsAMonth * 14 + turnsAMonth * d1RowsOfATurnsFacts,
    d1RowsRead: handoffsAMonth * 60,
    objectStorageGb: (turnsAMonth * bytesATurn) / 1e9,
    ticketsGb: (handoffsAMonth * bytesATicket) / 1e9,
    turnFactsGb: (turnsAMonth * bytesOfATurnsFacts) / 1e9,
    vectorDimensionsQueried: sections === 0 ? 0 : (turnsAMonth + sections) * dimensions,
    vectorDimensionsStored: sections * dimensions,
  };
}
