/**
 * What a model under test does, call by call: it answers, or it fails in one of the ways in which providers fail. The doubles at the binding's edge and at the HTTP edge speak the same script.
 */
export type ModelAct =
  | { answer: string; msToFirst?: number; tokensPerS?: number; usage?: { input: number; output: number } }
  | { calls: { name: string; input: unknown }[] }
  | { fault: ModelFault };

export const modelFaults = ["rate-limited", "server-error", "hang", "cut", "garbage", "endless", "empty", "slow"] as const;
export type ModelFault = (typeof modelFaults)[number];

/** A request as a provider sent it. */
export type ModelRequest = {
  model: string;
  streamed: boolean;
  messages: { role: string; text: string }[];
  wantsJson: boolean;
  tools: string[];
};

export type ModelScript = (request: ModelRequest) => ModelAct;

/** What the embedding and the reranking models behind the same server or binding do. `hang`: no answer, ever. */
export type FindingScript = {
  embed?: (texts: readonly string[]) => number[][] | "hang" | "server-error";
  /** A relevance for each document. */
  rerank?: (query: string, documents: readonly string[]) => number[] | "hang" | "server-error";
};

/** Words with the spaces before them: about a token each. */
export const tokensOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];
