/**
 * Resolves when this process is asked to end: Ctrl-C, a signal, or its parent gone without a word (a bootstrap that was killed passes no
 * signal on).
 */
export function askedToStop(): Promise<"stop"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("stop"));
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve("stop"), 1000).unref();
  });
}
