import { PolicyStatement } from "aws-cdk-lib/aws-iam";

/**
 * What a function may do, together with the variables that tell it where: a function that lacks one lacks the other.
 * Statements name each action; grants of the construct library are not used, for they carry wildcards.
 */
export type Right = {
  variables?: Record<string, string>;
  statements?: PolicyStatement[];
  /** Resources with a wildcard in them, as cdk-nag names them, each with why there is no finer one. */
  wildcards?: Record<string, string>;
};

export const may = (
  actions: string[],
  resources: string[],
  conditions: Record<string, Record<string, string | string[]>> = {},
): PolicyStatement => new PolicyStatement({ actions, resources, conditions });

/** Several rights as one. */
export const together = (rights: Right[]): Required<Right> => ({
  variables: Object.assign({}, ...rights.map(({ variables }) => variables)),
  statements: rights.flatMap(({ statements }) => statements ?? []),
  wildcards: Object.assign({}, ...rights.map(({ wildcards }) => wildcards)),
});
