import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/**
 * The vendor's signing secret, as the customer keeps it: `whsec_…`, the whole value. Read once for as long as the
 * function lives; a rotated one is taken up by the next start, and by then the vendor takes both.
 */
export async function vendorSecret(secretId: string, client = new SecretsManagerClient({})): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(SecretString ?? ""))
    throw new Error("the print vendor's secret is not of the form whsec_…");
  return SecretString as string;
}
