/**
 * A tool's call as a request. The address is the operator's host and the tool's path; what a customer or a model gave goes into it as one segment or one value and can reach nothing else:
 * a path stays within the base, with as many segments as the tool has (server-side request forgery, CWE-918).
 */
import type { Identity } from "#contracts/identity";
import { fail, ok, type Result } from "#domain/result";
import type { Tool, ToolInput } from "#domain/tools";

export type RequestOptions = {
  base: URL;
  customer: Identity | null;
  secret: (name: string) => string | undefined;
  key?: string | undefined;
};

type Unmade = { reason: "no_customer" | "no_secret" | "unsafe_value" };

const PLACE = /\{([A-Za-z.]+)\}/g;

export function toolRequest(
  { call }: Tool,
  input: ToolInput,
  { base, customer, secret, key }: RequestOptions,
): Result<{ url: URL; init: RequestInit }, Unmade> {
  const values: Record<string, string | number | boolean | null | undefined> = {
    ...input,
    "customer.subject": customer?.subject,
    "customer.name": customer?.name,
    "customer.email": customer?.email,
  };
  let missing: Unmade["reason"] | null = null;
  /** Null: an optional input that was left out. */
  const valueOf = (text: string): string | number | boolean | null => {
    const whole = /^\{([A-Za-z.]+)\}$/.exec(text)?.[1];
    if (whole !== undefined && !whole.startsWith("customer.")) return values[whole] ?? null;
    return text.replace(PLACE, (_all, name: string) => {
      const value = values[name];
      if (value === undefined || value === null) missing ??= name.startsWith("customer.") ? "no_customer" : "unsafe_value";
      return String(value ?? "");
    });
  };
  const headers = new Headers({ accept: "application/json" });
  for (const [name, text] of Object.entries(call.headers)) {
    const value = text.replace(/\{secret\.([A-Z][A-Z0-9_]*)\}/g, (_all, wanted: string) => {
      const held = secret(wanted);
      if (held === undefined) missing ??= "no_secret";
      return held ?? "";
    });
    headers.set(name, value);
  }
  if (key !== undefined) headers.set("idempotency-key", key);
  const url = addressOf(call.path, base, (text) => String(valueOf(text) ?? ""));
  if (missing !== null) return fail({ reason: missing });
  if (url === null) return fail({ reason: "unsafe_value" });
  for (const [name, text] of Object.entries(call.query)) {
    const value = valueOf(text);
    if (value !== null) url.searchParams.set(name, String(value));
  }
  const body =
    call.body &&
    Object.fromEntries(
      Object.entries(call.body).flatMap(([name, value]) => {
        const set = typeof value === "string" ? valueOf(value) : value;
        return set === null ? [] : [[name, set]];
      }),
    );
  if (missing !== null) return fail({ reason: missing });
  if (body) headers.set("content-type", "application/json");
  // A host that sends elsewhere would choose where the secrets go.
  return ok({ url, init: { method: call.method, headers, redirect: "manual", ...(body ? { body: JSON.stringify(body) } : {}) } });
}

/** Null: a value would lead out of its segment. */
function addressOf(path: string, base: URL, valueOf: (text: string) => string): URL | null {
  const segments = path.split("/").slice(1);
  const values = segments.map((segment) => (segment.startsWith("{") ? valueOf(segment) : segment));
  // Dots alone are steps, however they are written (WHATWG URL, "double-dot URL path segment").
  if (values.some((value) => value === "" || /^(?:\.|%2e){1,2}$/i.test(value) || !value.isWellFormed() || /\p{Cc}/u.test(value)))
    return null;
  const root = base.pathname.replace(/\/$/, "");
  const url = new URL(`${base.origin}${root}/${values.map(encodeURIComponent).join("/")}`);
  const stays =
    url.origin === base.origin &&
    url.username === "" &&
    url.pathname.startsWith(`${root}/`) &&
    url.pathname.split("/").length === root.split("/").length + segments.length;
  return stays ? url : null;
}
