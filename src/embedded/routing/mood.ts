/** Mood and urgency of a message. */
export function sentimentOf(text: string): number {
  return /\b(angry|terrible)\b/i.test(text) ? -0.5 : 0;
}
export function urgencyOf(text: string): number {
  return /\b(urgent|asap)\b/i.test(text) ? 1 : 0;
}
