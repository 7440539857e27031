import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { localTokens } from "../../bin/local/token.ts";

const claims = { client_id: "local", scope: "followthrough/audit.read" };

describe("tokens of this machine", () => {
  it("carry what Cognito's would", async () => {
    const tokens = localTokens();
    const token = await tokens.mint({ scopes: ["tasks.read", "tasks.write"], username: "ada" });
    expect(await tokens.claims(token)).toEqual({
      client_id: "local",
      scope: "followthrough/tasks.read followthrough/tasks.write",
      username: "ada",
    });
    expect(await tokens.claims(await tokens.mint())).not.toHaveProperty("username");
  });

  it("open nothing on another run", async () => {
    expect(await localTokens().claims(await localTokens().mint())).toBeUndefined();
  });

  const secret = new Uint8Array(32);
  const signed = (issuer: string, expires: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(issuer)
      .setExpirationTime(expires)
      .sign(secret);

  it.each([
    ["no token at all", async () => "x.y.z"],
    [
      "one without a signature",
      async () => new UnsecuredJWT(claims).setIssuer("followthrough-local").encode(),
    ],
    ["an expired one", () => signed("followthrough-local", "-1 minute")],
    ["one of another issuer", () => signed("someone-else", "1 hour")],
  ])("refuse %s", async (_, make) => {
    expect(await localTokens(secret).claims(await make())).toBeUndefined();
  });
});
