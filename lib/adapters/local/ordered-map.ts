/** A map that is read in the order of its keys, by code unit: for the ASCII of our keys the order of DynamoDB. */
export class OrderedMap<V> {
  readonly #keys: string[] = [];
  readonly #values: V[] = [];

  get(key: string): V | undefined {
    const at = this.#placeOf(key);
    return this.#keys[at] === key ? this.#values[at] : undefined;
  }

  set(key: string, value: V): void {
    const at = this.#placeOf(key);
    if (this.#keys[at] === key) {
      this.#values[at] = value;
      return;
    }
    this.#keys.splice(at, 0, key);
    this.#values.splice(at, 0, value);
  }

  delete(key: string): void {
    const at = this.#placeOf(key);
    if (this.#keys[at] !== key) return;
    this.#keys.splice(at, 1);
    this.#values.splice(at, 1);
  }

  /** Entries of keys from `from` to `to`, both included. */
  *between(from: string, to: string, descending = false): Generator<[string, V]> {
    const step = descending ? -1 : 1;
    let at = this.#placeOf(descending ? `${to}\0` : from) - (descending ? 1 : 0);
    for (let key = this.#keys[at]; key !== undefined && key >= from && key <= to; key = this.#keys[at]) {
      yield [key, this.#values[at] as V];
      at += step;
    }
  }

  /** How many keys are less: where this one is or would be. */
  #placeOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
