import { describe, expect, it } from "vitest";
import type { ConsentInput } from "#lib/domain/inputs.ts";
import { stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { aWorld, monday, phoneOf } from "#test/support/world.ts";

const maria = phoneOf("maria");
const anna = { type: "staff" as const, id: "anna" };

async function known() {
  const world = await aWorld();
  const id = await world.patient("maria");
  const say = (input: Omit<ConsentInput, "patientId">) =>
    recordConsent(world.ports, { patientId: id, ...input }, { actor: anna });
  const entries = async () => (await world.own("consent", id)).map(({ data }) => data);
  return { world, id, say, entries };
}

describe("an entry of the consent ledger", () => {
  it("says who gave what, when, by which means, on which wording and paper", async () => {
    const { id, say, entries } = await known();
    await say({
      ...{ purpose: "marketing", channel: "sms", category: "program:diabetes", state: "granted" },
      ...{ source: "form", written: true, wording: "mkt-2", reference: "form-77" },
      at: "2026-05-01T10:00:00.000Z",
    });
    expect(await entries()).toEqual([
      {
        ...{ id: expect.stringMatching(/^con_/), patientId: id, state: "granted", written: true },
        ...{ purpose: "marketing", channel: "sms", category: "program:diabetes" },
        ...{
          at: "2026-05-01T10:00:00.000Z",
          by: anna,
          source: "form",
          wording: "mkt-2",
          reference: "form-77",
        },
      },
    ]);
  });

  it("that claims a written grant says on which wording or paper it is (47 CFR 64.1200(f)(9))", async () => {
    const { say, entries } = await known();
    const written = { state: "granted" as const, purpose: "marketing" as const, written: true };
    await expect(say(written)).rejects.toMatchObject({ code: "validation_failed" });
    expect(await entries()).toEqual([]);
    await say({ ...written, wording: "mkt-2" });
    await say({ ...written, reference: "paper-1" });
    await say({ ...written, state: "revoked" });
    expect(await entries()).toHaveLength(3);
  });

  it.each([
    ["a reply", "reply", { type: "patient" as const, id: "p" }],
    ["the carrier", "provider", { type: "provider" as const, id: "sms" }],
  ])("of a STOP by %s names the address by its digest, and the message", async (_, source, actor) => {
    const { world, entries } = await known();
    await stopAddress(world.ports, { channel: "sms", address: maria, actor, cause: "m1" }, "all");
    const [entry] = await entries();
    expect(entry).toMatchObject({
      state: "revoked",
      channel: "sms",
      category: "*",
      source,
      by: actor,
      at: monday,
    });
    expect(entry?.addressKey).toMatch(/^[0-9a-z]{26}$/);
    expect(JSON.stringify(entry)).not.toContain(maria.slice(1));
    const [record] = await world.own("consent", (entry as { patientId: string }).patientId);
    expect(record?.event).toMatchObject({ type: "consent.revoked", cause: "m1" });
  });

  it("is never changed: a later one outweighs it, at once", async () => {
    const { world, id, say, entries } = await known();
    await say({ state: "granted", channel: "sms" });
    await world.advanceTo("2026-06-01T15:01:00.000Z");
    await say({ state: "revoked", channel: "sms", source: "call" });
    expect((await entries()).map(({ state }) => state).sort()).toEqual(["granted", "revoked"]);
    expect((await world.own("consent", id)).map(({ version }) => version)).toEqual([1, 1]);
    const reach = await world.records.get("reach", id);
    expect(reach?.data.consents["*:sms:*"]).toMatchObject({ granted: false });
  });
});
