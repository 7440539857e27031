/** What follows from a thing that is never changed is worked out once, and known for as long as that thing is kept. */
export function remembered<Of extends object, Made extends object>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, Made>();
  return (of) => {
    const there = known.get(of);
    if (there) return there;
    const made = make(of);
    known.set(of, made);
    return made;
  };
}
