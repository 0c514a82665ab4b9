/** What bindings and vars alone decide is made once in an isolate, at its first use, and not again with each object that wakes in it. */

/** Nothing is kept when `make` throws. What it makes must not hold anything of a request (https://developers.cloudflare.com/workers/runtime-apis/bindings/). */
export function perDeployment<T>(make: (env: Env) => T): (env: Env) => T {
  const made = new WeakMap<object, { value: T }>();
  return (env) => {
    const known = made.get(env) ?? { value: make(env) };
    made.set(env, known);
    return known.value;
  };
}
