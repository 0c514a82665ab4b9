/** Something that answers customers and is measured: the desk, or what stands beside it for scale. */
export type Contender = {
  name: string;
  /** Speaks the desk's HTTP and frames, as far as the load needs them. */
  url: string;
  /** The process whose CPU time and memory count. */
  pid: number;
  stop(): Promise<void>;
};
