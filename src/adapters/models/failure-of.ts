/** What a provider's error means for the ladder. Unknown errors count as unavailable: whatever it was, there is no answer. */
import { APICallError, InvalidResponseDataError, JSONParseError, TypeValidationError } from "@ai-sdk/provider";
import type { ModelOutcome } from "#contracts/model-calls";
import { ModelFailure } from "#ports/models";

export function failureOf(error: unknown): ModelFailure {
  return error instanceof ModelFailure ? error : new ModelFailure(reasonOf(error), { cause: error });
}

function reasonOf(error: unknown): Exclude<ModelOutcome, "done"> {
  if (APICallError.isInstance(error)) {
    const { statusCode } = error;
    if (statusCode === 429) return "rate_limited";
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return statusCode === 408 ? "timed_out" : "refused";
    // A success whose body is no answer.
    return statusCode !== undefined && statusCode < 300 ? "invalid_output" : "unavailable";
  }
  // The stream ended without the model's own end.
  if (InvalidResponseDataError.isInstance(error)) return "cut";
  return JSONParseError.isInstance(error) || TypeValidationError.isInstance(error) ? "invalid_output" : "unavailable";
}
