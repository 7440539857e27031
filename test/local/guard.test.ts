import { describe, expect, it } from "vitest";
import { guard } from "../../bin/local/http/guard.ts";

const asked =
  (headers: Record<string, string>, method = "POST") =>
  () =>
    guard({ method, headers: { host: "127.0.0.1:4400", ...headers } }, 4400);

describe("who may use this server", () => {
  it.each([
    ["a program", {}],
    ["a program that says localhost", { host: "localhost:4400" }],
    ["its own page", { origin: "http://127.0.0.1:4400", "sec-fetch-site": "same-origin" }],
    ["its own page by the other name", { host: "localhost:4400", origin: "http://localhost:4400" }],
  ])("lets %s in", (_, headers) => {
    expect(asked(headers)).not.toThrow();
  });

  it.each([
    ["a name that was rebound to this machine", { host: "evil.example:4400" }],
    ["another port's name", { host: "127.0.0.1:4401" }],
    ["no name", { host: "" }],
    ["a page of another site", { origin: "https://evil.example" }],
    ["a page of another port", { origin: "http://127.0.0.1:3000" }],
    ["a page without an origin of its own", { origin: "null" }],
    ["a form of another site that sends no origin", { "sec-fetch-site": "cross-site" }],
  ])("refuses %s", (_, headers) => {
    expect(asked(headers)).toThrow();
  });

  it("lets a link of another site lead here, and nothing of it read here", () => {
    const site = { "sec-fetch-site": "cross-site" };
    expect(asked({ ...site, "sec-fetch-mode": "navigate" }, "GET")).not.toThrow();
    expect(asked({ ...site, "sec-fetch-mode": "no-cors" }, "GET")).toThrow();
  });
});
