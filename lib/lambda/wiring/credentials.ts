import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in a bundle for `@aws-sdk/credential-provider-node`. The Lambda runtime gives a function's credentials as
 * environment variables and in no other way, so the rest of the SDK's search (profiles, SSO, STS, instance metadata,
 * each with a client of its own) would be imported at every cold start and never asked: 110 KB of a 650 KB bundle.
 */
export const defaultProvider = fromEnv;
