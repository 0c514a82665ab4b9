/** Every word of the widget's own, in one table, so that another language is another table. What agents and people say comes from the log. */
import type { Phase } from "#contracts/frames";

export const strings = {
  assistant: (name: string) => `${name} · AI`,
  speaker: "AI assistant · a person on request",
  you: "You",
  defaultName: "Support",
  disclosure: "AI answers, quoted from help articles.",
  disclosurePerson: "A person answers you here.",
  close: "Close the chat",
  unread: (n: number) => (n === 1 ? "1 unread message" : `${n} unread messages`),
  log: "Conversation",
  latest: "To the latest message",
  write: "Write a message",
  placeholder: "Ask a question…",
  placeholderPerson: (name: string) => `Write to ${name}…`,
  send: "Send",
  stop: "Stop writing",
  tooLong: (used: string, limit: string) => `Too long: ${used} of ${limit} bytes. Please shorten it or send it in parts.`,
  nearlyTooLong: (used: string, limit: string) => `${used} of ${limit} bytes`,

  sending: "Sending…",
  sent: "Sent",
  waitingForNetwork: "Waiting for a connection",
  failed: "Not delivered",
  retry: "Try again",
  discard: "Delete",
  noAck: "The desk has not confirmed it yet.",

  connecting: "Connecting…",
  reconnecting: "Connection lost. Reconnecting…",
  offline: "You are offline. Messages are sent when you are back.",
  tryNow: "Try now",
  movedOn: "The earlier conversation could not be reopened, so this is a new one.",

  phases: {
    waiting: "Reading your message…",
    routing: "Reading your message…",
    searching: "Searching the help articles…",
    writing: "Writing…",
  } satisfies Record<Phase, string>,
  personTyping: (name: string) => `${name} is writing…`,
  stopped: "You stopped this answer.",

  person: "Talk to a person",
  personAsked: "Asking for a person…",
  personComing: "Person requested",
  personHere: (name: string) => `${name} is here`,
  personLabel: (name: string) => `${name} · person`,
  joined: (name: string) => `${name} joined. You are now talking to a person.`,
  left: (name: string) => `${name} left. The AI assistant answers again.`,
  ticket: "Ticket",

  sources: "Sources",
  citation: (n: number, title: string) => `Source ${n}: ${title}`,
  passage: "Source",
  closePassage: "Close the source",
  openArticle: "Open the article",
  passageLoading: "Fetching the passage…",
  passageMissing: "The article cannot be opened right now. These are the words that were quoted from it:",
  passageChanged: "The article has changed since this answer was written.",

  helpful: "Helpful",
  notHelpful: "Not helpful",
  thanks: "Thank you for telling us.",
  whyNot: "What was wrong? (optional)",
  sendReason: "Send",
  skipReason: "Skip",

  closed: "This conversation is closed.",
  startOver: "Start a new conversation",
  suggestions: "Suggested questions",
} as const;

/** Refusals in plain words, by problem code; others are shown in the server's own words. */
export const refusals: Readonly<Record<string, string>> = {
  empty_message: "The message is empty.",
  message_too_large: "The message is too long. Please send it in parts.",
  frame_too_large: "The message is too long. Please send it in parts.",
  malformed_text: "The message contains characters that cannot be stored.",
  message_id_conflict: "This message was already sent with other words.",
  conversation_closed: "This conversation is closed.",
  too_many_requests: "That was a lot at once. Please wait a moment and try again.",
  unavailable: "The desk does not answer right now.",
  internal: "Something broke on our side.",
  foreign_origin: "This site is not on the desk's list (ALLOWED_ORIGINS), so the chat cannot be used here.",
  unreachable: "The desk cannot be reached.",
};
