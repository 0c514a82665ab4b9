/**
 * Errors as the outside sees them: RFC 9457 problem details with a stable `code`. The list below is closed: every error that a route or a
 * frame can give is in it, with its status and whether trying again can help.
 */
import { z } from "zod";

export const problems = {
  malformed_json: { status: 400, title: "The body is not JSON", retryable: false },
  invalid_request: { status: 400, title: "The request does not fit its schema", retryable: false },
  malformed_frame: { status: 400, title: "The frame is not JSON text", retryable: false },
  unknown_frame: { status: 400, title: "The frame does not fit any known kind", retryable: false },
  wrong_version: { status: 400, title: "The frame speaks another version of the protocol", retryable: false },
  frame_too_large: { status: 413, title: "The frame is too large", retryable: false },
  empty_message: { status: 422, title: "The message is empty", retryable: false },
  message_too_large: { status: 413, title: "The message is too long", retryable: false },
  malformed_text: { status: 422, title: "The text is not well-formed Unicode", retryable: false },
  body_too_large: { status: 413, title: "The body is too large", retryable: false },
  message_id_conflict: { status: 409, title: "This message id was used for another text", retryable: false },
  conversation_closed: { status: 409, title: "The conversation is closed", retryable: false },
  conversation_open: { status: 409, title: "The conversation is not closed yet", retryable: false },
  already_rated: { status: 409, title: "The conversation was rated already", retryable: false },
  unknown_turn: { status: 404, title: "No such turn in this conversation", retryable: false },
  unknown_proposal: { status: 404, title: "No such proposal in this conversation", retryable: false },
  proposal_decided: { status: 409, title: "This was decided already", retryable: false },
  missing_token: { status: 401, title: "A token is needed", retryable: false },
  invalid_token: { status: 401, title: "The token is not valid here", retryable: false },
  expired_token: { status: 401, title: "The token has expired", retryable: true },
  foreign_conversation: { status: 403, title: "The token is for another conversation", retryable: false },
  foreign_origin: { status: 403, title: "This origin may not use the desk", retryable: false },
  operator_required: { status: 401, title: "Operator credentials are needed", retryable: false },
  admin_required: { status: 403, title: "Only an admin may do this", retryable: false },
  access_unavailable: { status: 503, title: "The keys of Cloudflare Access cannot be read", retryable: true },
  operator_closed: { status: 503, title: "No operator credentials are configured", retryable: false },
  invalid_identity: { status: 401, title: "The customer's identity cannot be verified", retryable: false },
  expired_identity: { status: 401, title: "The customer's identity has expired", retryable: true },
  identity_closed: { status: 503, title: "This desk verifies no identities", retryable: false },
  identity_conflict: { status: 409, title: "The conversation belongs to another customer", retryable: false },
  upgrade_required: { status: 426, title: "This is a WebSocket endpoint", retryable: false },
  too_many_requests: { status: 429, title: "Too many requests", retryable: true },
  no_more_starts_today: { status: 429, title: "No more conversations can be begun from this network address today", retryable: true },
  no_more_messages_today: { status: 429, title: "No more messages from this network address are answered today", retryable: true },
  not_found: { status: 404, title: "Not found", retryable: false },
  conflict: { status: 409, title: "The change does not fit the present state", retryable: false },
  precondition_failed: { status: 412, title: "It has changed since it was read", retryable: false },
  invalid_article: { status: 422, title: "The article cannot be read", retryable: false },
  unavailable: { status: 503, title: "A part of the desk does not answer", retryable: true },
  internal: { status: 500, title: "Something broke here", retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ProblemCode = keyof typeof problems;

export const ProblemSchema = z.object({
  type: z.string().describe("urn:edgedesk:problem:<code>"),
  title: z.string(),
  status: z.int(),
  code: z.string().describe("stable, for programs"),
  detail: z.string().optional().describe("what and where, for people"),
  retryable: z.boolean(),
  retryAfterS: z
    .int()
    .optional()
    .describe("seconds after which trying again can help, where that is known; also in the header retry-after"),
});
export type Problem = z.infer<typeof ProblemSchema>;

export function problem(code: ProblemCode, detail?: string, retryAfterS?: number): Problem {
  const { status, title, retryable } = problems[code];
  const told = { ...(detail === undefined ? {} : { detail }), retryable, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
  return { type: `urn:edgedesk:problem:${code}`, title, status, code, ...told };
}
