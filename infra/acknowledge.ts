import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Answers cdk-nag findings next to the resource they are about: rule → why it does not apply or what does instead. */
export const acknowledge = (construct: IConstruct, reasons: Record<string, string>): void =>
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
