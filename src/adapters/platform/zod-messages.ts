/**
 * Stands in the bundle where zod has its error messages in fifty languages (`alias` in wrangler.toml). Who sends something malformed to an edge is a program, and reads English; the languages would be a sixth of what a cold
 * start loads.
 */
export { default as en } from "zod/v4/locales/en.js";
