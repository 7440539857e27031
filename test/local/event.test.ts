import { describe, expect, it } from "vitest";
import { proxyEvent } from "../../bin/local/http/event.ts";

const asked = {
  method: "GET",
  url: new URL("http://local/v1/patients?limit=2&limit=3&q=a%20b"),
  headers: { "user-agent": "test" },
  rawHeaders: ["Host", "127.0.0.1", "X-One", "a", "X-One", "b"],
  body: null,
  isBase64Encoded: false,
  requestId: "r1",
  claims: undefined,
};

describe("an API Gateway proxy event", () => {
  it("has the last of several values, and all of them beside", () => {
    const event = proxyEvent(asked, 0);
    expect(event.queryStringParameters).toEqual({ limit: "3", q: "a b" });
    expect(event.multiValueQueryStringParameters).toEqual({ limit: ["2", "3"], q: ["a b"] });
    expect(event.headers).toEqual({ Host: "127.0.0.1", "X-One": "b" });
    expect(event.multiValueHeaders["X-One"]).toEqual(["a", "b"]);
  });

  it("has claims only of a token that was verified, and null where there is no query", () => {
    const claims = { client_id: "local", scope: "" };
    expect(proxyEvent(asked, 0).requestContext.authorizer).toBeUndefined();
    expect(proxyEvent({ ...asked, claims }, 0).requestContext.authorizer).toEqual({ claims });
    const bare = { ...asked, url: new URL("http://local/v1/patients") };
    expect(proxyEvent(bare, 0).queryStringParameters).toBeNull();
  });
});
