/**
 * The provider of Workers AI prints what it could not read of a model's stream with `console.warn`: words of a customer's answer, in a log that holds none. From its first use on, its
 * warnings are passed over; everybody else's are printed as before.
 */

const prefix = "[workers-ai-provider]";
let quiet = false;

/** Gives back what it is given. */
export function quieted<T>(provider: T): T {
  if (quiet) return provider;
  quiet = true;
  const { console } = globalThis;
  const warn = console.warn.bind(console);
  console.warn = (...said: unknown[]): void => {
    const [first] = said;
    if (typeof first !== "string" || !first.startsWith(prefix)) warn(...said);
  };
  return provider;
}
