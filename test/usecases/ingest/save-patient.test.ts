import { describe, expect, it } from "vitest";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { removeRelation, saveRelation } from "#lib/usecases/ingest/save-relation.ts";
import { recordHealth } from "#lib/usecases/outreach/health.ts";
import { setPreference } from "#lib/usecases/patients/change-patient.ts";
import { ehr, ingestWorld, maria } from "#test/support/ingest.ts";

const phone = "+13125550100";
const key = addressKey("sms", phone);
const stop = (expect = 0): Change => ({
  kind: "addressState",
  id: key,
  expect,
  data: { key, stopped: "all", at: "2026-11-01T00:00:00.000Z" },
  event: { type: "address.stopped", at: "2026-11-01T00:00:00.000Z", actor: ehr.actor },
});

function world() {
  const w = ingestWorld();
  const save = (changes: Partial<PatientInput> = {}, by: object = {}) =>
    savePatient(w.ports, maria(changes), { ...ehr, ...by });
  return { ...w, save };
}

describe("contact points", () => {
  it("for letters are the lines of a postal address, in the name of the patient or of the relation there", async () => {
    const { save, records } = world();
    const postal = {
      lines: ["12 Oak St"],
      city: "Boston",
      state: "MA" as const,
      postalCode: "02108",
      country: "US" as const,
    };
    const { record } = await save({
      contactPoints: [
        { channel: "letter", postal },
        { channel: "letter", postal: { ...postal, lines: ["9 Elm St"] }, relation: "daughter" },
        { channel: "letter", address: "behind the mill" },
      ],
      relations: [{ role: "proxy", reference: "daughter", name: "Ana Lopez" }],
      preference: { format: "large-print" },
    });
    expect(record.data.contactPoints.map(({ address, health }) => [address, health])).toEqual([
      ["12 Oak St\nBoston MA 02108", "ok"],
      ["9 Elm St\nBoston MA 02108", "ok"],
      ["behind the mill", "invalid"],
    ]);
    const reach = (await records.get("reach", record.id))?.data;
    expect(reach?.addresses.map(({ addressee }) => addressee)).toEqual([
      "Maria Lopez",
      "Ana Lopez",
      "Maria Lopez",
    ]);
    expect(reach?.who.format).toBe("large-print");
  });

  it("that a provider found dead stay dead when the source repeats them", async () => {
    const { save, records } = world();
    const { record } = await save();
    const reach = await records.get("reach", record.id);
    if (!reach) throw new Error("no reach");
    const addresses = reach.data.addresses.map((a) => ({ ...a, health: "bounced" as const }));
    await records.save([{ ...reach, expect: reach.version, data: { ...reach.data, addresses } }]);
    const again = await save({ birthDate: "1980-04-03" });
    expect(again.record.data.contactPoints.map((c) => c.health)).toEqual(["bounced", "bounced"]);
  });

  it("that were found to be a stranger's stay so when the source repeats them, or the patient wishes something", async () => {
    const { save, ports } = world();
    const { record } = await save();
    const [mine] = record.data.contactPoints;
    const told = { patientId: record.id, addressId: mine?.id ?? "", health: "invalid" as const };
    await recordHealth(ports, told);
    const again = await save({ birthDate: "1980-04-03" });
    expect(again.record.data.contactPoints[0]).toMatchObject({ health: "invalid", learned: true });
    const wish = await setPreference(ports, record.id, { language: "es" }, { actor: ehr.actor });
    expect(wish.data.contactPoints[0]).toMatchObject({ health: "invalid", learned: true });
  });
});

describe("address links", () => {
  const link = (w: ReturnType<typeof world>, id: string, of = key) =>
    w.records.get("addressLink", addressLinkId(of, id));

  it("are made with the patient and kept as tombstones without", async () => {
    const w = world();
    const { record } = await w.save();
    expect((await link(w, record.id))?.data).toMatchObject({ active: true, patientId: record.id });
    await w.save({ contactPoints: [] });
    expect((await link(w, record.id))?.data).toMatchObject({ active: false, contactPointIds: [] });
    await w.save();
    expect((await link(w, record.id))?.data.active).toBe(true);
  });

  it("bring along a STOP said before", async () => {
    const { save, records } = world();
    await records.save([stop()]);
    const { record } = await save();
    const reach = await records.get("reach", record.id);
    expect(reach?.data.addresses.map(({ stopped }) => stopped)).toEqual(["all", undefined]);
  });

  it("see a STOP said at the very moment of linking", async () => {
    const w = world();
    const { save: write } = w.records;
    w.records.save = async (changes) => {
      await write(changes);
      if (changes.some(({ kind }) => kind === "addressLink")) await write([stop()]);
    };
    const { record } = await w.save();
    const reach = await w.records.get("reach", record.id);
    expect(reach?.data.addresses.map(({ stopped }) => stopped)).toEqual(["all", undefined]);
    expect(reach?.event.reason).toBe("address_stopped");
  });
});

describe("who it is", () => {
  const mrn = (value: string) => ({ system: "urn:mrn", value });

  it("the same reference is the same patient, and the same words write nothing", async () => {
    const { save, written } = world();
    const first = await save();
    const before = written.length;
    const second = await save();
    expect([first.outcome, second.outcome, second.record.id]).toEqual([
      "created",
      "unchanged",
      first.record.id,
    ]);
    expect(written.length).toBe(before);
  });

  it("a later message may use any name known", async () => {
    const { save } = world();
    const first = await save({ identifiers: [mrn("1")] });
    const input = { ...maria({ identifiers: [mrn("1")] }) };
    delete input.reference;
    expect((await savePatient(ingestWorld().ports, input, ehr)).record.id).not.toBe(first.record.id);
    expect((await save({ reference: undefined, identifiers: [mrn("1")] } as object)).record.id).toBe(
      first.record.id,
    );
  });

  it("without any name it is someone new", async () => {
    const { save } = world();
    const [a, b] = [
      await save({ reference: undefined } as object),
      await save({ reference: undefined } as object),
    ];
    expect(a.record.id).not.toBe(b.record.id);
  });

  it("named by two names at once by two writers, it is still one", async () => {
    const { save, records } = world();
    const nameless = { reference: undefined } as object;
    const saved = await Promise.all([
      save({ ...nameless, identifiers: [mrn("1"), { system: "urn:other", value: "x" }] }),
      save({ ...nameless, identifiers: [{ system: "urn:other", value: "x" }], birthDate: "1980-04-03" }),
    ]);
    expect(new Set(saved.map(({ record }) => record.id)).size).toBe(1);
    expect((await records.list({ kind: "patient", of: "customer" })).items).toHaveLength(1);
  });
});

describe("what is absent", () => {
  it("leaves contact points, preference, relations and deceased as they were", async () => {
    const { save } = world();
    const preference = { channels: ["email" as const] };
    await save({ preference, deceased: true, relations: [{ role: "proxy", name: "Joe" }] });
    const { record } = await save({ contactPoints: undefined, birthDate: "1980-04-03" } as object);
    expect(record.data).toMatchObject({ preference, deceased: true, relations: [{ role: "proxy" }] });
    expect(record.data.contactPoints).toHaveLength(2);
  });

  it("leaves attributes of other sources, and null removes one", async () => {
    const { save } = world();
    await save({ attributes: { risk: "high", city: "Boston" } });
    const { record } = await save({ attributes: { city: null, state: "MA" } });
    expect(record.data.attributes).toEqual({ risk: "high", state: "MA" });
  });
});

describe("versions", () => {
  it("another one than expected is refused", async () => {
    const { save } = world();
    await save();
    await expect(save({ birthDate: "1980-04-03" }, { expect: 7 })).rejects.toMatchObject({
      code: "stale_version",
    });
    await expect(save({}, { expect: 0 })).rejects.toMatchObject({ code: "already_exists" });
    await expect(save({}, { id: `pat_${"0".repeat(26)}` })).rejects.toMatchObject({ code: "not_found" });
  });

  it("an older message is recorded, not applied", async () => {
    const { save, events } = world();
    const { record } = await save({ sourceUpdatedAt: "2026-11-02T00:00:00.000Z" });
    const stale = await save({ sourceUpdatedAt: "2026-11-01T00:00:00.000Z", language: "en" });
    expect([stale.outcome, stale.record.data]).toEqual(["stale", record.data]);
    expect(events("patient.stale")).toHaveLength(1);
  });

  it("an amendment by staff outlives the repetition of the source's last message", async () => {
    const { save } = world();
    const { record } = await save();
    await save({ birthDate: "1980-04-03" }, { id: record.id, amends: true });
    const again = await save();
    expect([again.outcome, again.record.data.birthDate]).toEqual(["unchanged", "1980-04-03"]);
  });
});

it("a relation is kept once by its reference", async () => {
  const { ports, save, written } = world();
  const { record } = await save();
  const joe = { role: "proxy" as const, reference: "r1", name: "Joe" };
  await saveRelation(ports, record.id, joe, ehr);
  const before = written.length;
  expect((await saveRelation(ports, record.id, joe, ehr)).outcome).toBe("unchanged");
  expect(written.length).toBe(before);
  expect((await removeRelation(ports, record.id, "r1", ehr)).record.data.relations).toEqual([]);
});
