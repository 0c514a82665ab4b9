/** How a call of a model ended, or why it was never made: in a turn's record, in figures and in traces. */
export const modelOutcomes = [
  "done",
  "breaker_open",
  "over_budget",
  "timed_out",
  "rate_limited",
  "unavailable",
  "refused",
  "cut",
  "empty",
  "invalid_output",
  "aborted",
] as const;
