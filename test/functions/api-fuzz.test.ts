import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiWorld, everyOperation, maria } from "./api-world.ts";

const writes = everyOperation.filter(({ route }) => "body" in route);

/** Any JSON, and any JSON in place of a part of a patient: mostly near misses. */
const anyBody = fc.oneof(
  fc.jsonValue(),
  fc
    .tuple(fc.constantFrom(...Object.keys(maria), "attributes", "preference", "__proto__"), fc.jsonValue())
    .map(
      ([name, value]) =>
        `{${JSON.stringify(name)}:${JSON.stringify(value)},"name":{"given":"A","family":"B"}}`,
    ),
);

describe("whatever is sent", () => {
  it.each(writes)(
    "$operationId refuses it by name, and writes nothing it refused",
    async ({ route, path }) => {
      const world = apiWorld();
      await fc.assert(
        fc.asyncProperty(anyBody, async (body) => {
          const { saves } = world;
          const told = await world.ask(route.method, path, { body, headers: { "If-Match": '"1"' } });
          expect(told.status, told.text).toBeLessThan(500);
          if (told.status >= 400) expect(world.saves).toBe(saves);
        }),
        { numRuns: 60 },
      );
    },
  );

  it("is no operation of ours, or one with parameters of their own shape", async () => {
    const world = apiWorld();
    await fc.assert(
      fc.asyncProperty(
        fc.webPath(),
        fc.constantFrom("GET", "POST", "HEAD", "TRACE"),
        async (path, method) => {
          const told = await world.ask(method, `/v1${path}`);
          expect(told.status).toBeLessThan(500);
        },
      ),
    );
  });
});
