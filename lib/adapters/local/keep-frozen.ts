/** UTF-8 has at most three bytes for a unit of UTF-16, and JSON writes `\u0000` with six. */
const mostBytes = 6;

/** Of a number, `false`, `null`, brackets, with the comma: 30 bytes. */
const mostOfAnother = 5;

/** Every text and name of what is being copied, in units of UTF-16: one number is cheaper than one of each part. */
let units = 0;

/** A copy as JSON would give it back: nothing but plain data, without `undefined`. */
function frozen(value: unknown): unknown {
  if (typeof value === "string") {
    units += value.length + 1;
    return value;
  }
  units += mostOfAnother;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value))
    return Object.freeze(value.map((one) => (one === undefined ? null : frozen(one))));
  if ("toJSON" in value) return frozen(JSON.parse(JSON.stringify(value)));
  const copy: Record<string, unknown> = { ...value };
  for (const name in copy) {
    const one = copy[name];
    if (one === undefined) delete copy[name];
    else {
      units += name.length + 1;
      copy[name] = frozen(one);
    }
  }
  return Object.freeze(copy);
}

/**
 * What is kept is a copy, frozen to its depth: whoever reads it may have the very object, for nobody can change what is
 * stored. (Text that is parsed anew for every reader costs three times as much.) `atMost` is a bound of its size as JSON.
 */
export function keepFrozen<T extends object>(value: T): { value: T; atMost: number } {
  units = 0;
  return { value: frozen(value) as T, atMost: units * mostBytes };
}
