import * as kept from "#lib/domain/remembered.ts";

/**
 * What lib/domain/remembered.ts is while mutants are tried: all is forgotten before each test, so that what a mutant
 * changes is worked out by it, and nothing of it is left for the next.
 */
let round = 0;
export const forget = (): void => {
  round += 1;
};

function untilForgotten<Of, Made>(remember: () => (of: Of) => Made): (of: Of) => Made {
  let known = remember();
  let since = round;
  return (of) => {
    if (since !== round) known = remember();
    since = round;
    return known(of);
  };
}

export const remembered = <Of extends object, Made>(make: (of: Of) => Made): ((of: Of) => Made) =>
  untilForgotten(() => kept.remembered(make));

export const rememberedFew = <Of extends string | number, Made>(
  most: number,
  make: (of: Of) => Made,
): ((of: Of) => Made) => untilForgotten(() => kept.rememberedFew(most, make));
