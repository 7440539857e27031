/** One step that somebody may take, and the state it leads to. States are plain data. */
export type Step<S> = { by: string; to: S };

export type Explored = { states: number; broken?: { what: string; trace: string[] } };

/**
 * Every order of steps, breadth first, each state once: so the trace to the first broken state is a shortest one.
 * `wrong` says what is wrong with a state, if anything; `atRest` is asked where nobody can take a step any more.
 */
export function explore<S>(
  initial: S,
  steps: (state: S) => Step<S>[],
  wrong: (state: S, atRest: boolean) => string | undefined,
): Explored {
  const seen = new Map<string, { from: string | undefined; by: string }>();
  const queue: S[] = [initial];
  const keyOf = (state: S): string => JSON.stringify(state);
  seen.set(keyOf(initial), { from: undefined, by: "" });
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const key = keyOf(state);
    const next = steps(state);
    const what = wrong(state, next.length === 0);
    if (what) return { states: seen.size, broken: { what, trace: traceTo(key, seen) } };
    for (const { by, to } of next) {
      const reached = keyOf(to);
      if (seen.has(reached)) continue;
      seen.set(reached, { from: key, by });
      queue.push(to);
    }
  }
  return { states: seen.size };
}

function traceTo(end: string, seen: Map<string, { from: string | undefined; by: string }>): string[] {
  const trace: string[] = [];
  for (let at = seen.get(end); at?.from !== undefined; at = seen.get(at.from)) trace.unshift(at.by);
  return trace;
}
