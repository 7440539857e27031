import type * as z from "zod";

/**
 * A function's own variables, by its own schema. A missing one stops the deployment's first start, not a patient's
 * message. Names only are told: a value may be a secret.
 */
export function readEnv<T extends z.ZodObject>(schema: T, env: NodeJS.ProcessEnv = process.env): z.output<T> {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const names = [...new Set(read.error.issues.map((issue) => issue.path.join(".")))];
  throw new Error(`environment variables missing or malformed: ${names.join(", ")}`);
}

/** Set by the Lambda runtime, and by nothing else. */
const onLambda = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env.AWS_LAMBDA_FUNCTION_NAME !== undefined;

/**
 * What a module makes of its environment: at once on Lambda, where the time before the first request is free and a
 * fault should show at the deployment; at the first use elsewhere, so that a test can import it without variables.
 */
export function wired<T>(make: () => T, env?: NodeJS.ProcessEnv): () => T {
  let made: { value: T } | undefined;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  if (onLambda(env)) get();
  return get;
}
