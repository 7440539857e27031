/** What lib/domain/remembered.ts is while mutants are tried: it remembers nothing, so that each is asked itself. */
export const remembered = <Of, Made>(make: (of: Of) => Made): ((of: Of) => Made) => make;

export const rememberedFew = <Of, Made>(_most: number, make: (of: Of) => Made): ((of: Of) => Made) => make;
