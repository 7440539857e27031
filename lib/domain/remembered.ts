/** What follows from a thing that is never changed is worked out once, and known for as long as that thing is kept. */
export function remembered<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, Made>();
  return (of) => {
    const there = known.get(of);
    if (there !== undefined) return there;
    const made = make(of);
    known.set(of, made);
    return made;
  };
}

/**
 * The same of a text or a figure, of which few come again and again. All are forgotten where they become more than `most`:
 * what callers choose must not fill the memory. `make` never gives undefined.
 */
export function rememberedFew<Of extends string | number, Made>(
  most: number,
  make: (of: Of) => Made,
): (of: Of) => Made {
  const known = new Map<Of, Made>();
  return (of) => {
    const there = known.get(of);
    if (there !== undefined) return there;
    const made = make(of);
    if (known.size >= most) known.clear();
    known.set(of, made);
    return made;
  };
}
