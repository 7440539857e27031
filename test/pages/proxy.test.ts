import { describe, expect, it } from "vitest";
import { linkId } from "#lib/domain/pages/link.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { removeRelation, saveRelation } from "#lib/usecases/ingest/save-relation.ts";
import { family, familyPhone, rosa, rosasBirthDate } from "#test/support/family.ts";
import { invited, maria } from "#test/support/pages.ts";
import { chain } from "#test/support/world.ts";

const anasBirthDate = { month: "5", day: "6", year: "2018" };
const ehr = { actor: { type: "ehr", id: "test" } } as const;

type Family = Awaited<ReturnType<typeof family>>;

/** Rosa opens the link of a text about this child. */
async function rosaAt(world: Family, name: string, proof = rosasBirthDate) {
  const phone = world.browser();
  await phone.open(await world.linkTo(name));
  const told = await phone.send(await linkOf(world), proof);
  return Object.assign(phone, { told });
}

const linkOf = async (world: Family): Promise<string> =>
  /https:\/\/go\.example\.org(\/l\/\S+)/.exec(world.texts().at(-1) ?? "")?.[1] ?? "";

describe("a link at a relation's address", () => {
  it("opens by the relation's own birth date, and says whom it is about", async () => {
    const world = await family({ Ana: {} });
    const path = await world.linkTo("Ana");
    const door = await world.browser().open(path);
    expect(door.text).toContain("Your own birth date, or that of the person you help.");
    expect(door.text).not.toMatch(/Ana|Rosa|Secret-Name/);
    const phone = world.browser();
    const told = await phone.send(path, rosasBirthDate);
    expect(told.status).toBe(200);
    expect(told.text).toContain("This is about Ana.");
    const trail = await chain(world.records, `LNK#${linkId(path.split("/").at(-1) as string)}`);
    expect(trail.at(-1)?.actor).toEqual({ type: "patient", id: world.ids.Ana, relation: "rosa" });
  });

  it("names the patient and the relation in what is done there", async () => {
    const world = await family({ Ana: {} });
    const phone = await rosaAt(world, "Ana");
    await phone.send("/p/visit", { answer: "confirmed" });
    const [visit] = await world.own("appointment", world.ids.Ana as string);
    expect(visit?.data.confirmation).toBe("confirmed");
    expect(visit?.event.actor).toEqual({ type: "patient", id: world.ids.Ana, relation: "rosa" });
  });

  it("opens by the patient's birth date too, but then for that patient alone", async () => {
    const world = await family({ Ana: {}, Ben: { birthDate: "2016-01-02" } });
    const phone = await rosaAt(world, "Ana", anasBirthDate);
    expect(phone.told.text).toContain("This is about Ana.");
    expect((await phone.open("/p")).text).not.toContain("/p/who");
    expect((await phone.open("/p/who")).text).not.toContain("Ben");
    expect((await phone.send("/p/who", { patient: world.ids.Ben as string })).status).toBe(403);
  });

  it("does not open by another birth date", async () => {
    const world = await family({ Ana: {} });
    const phone = await rosaAt(world, "Ana", { month: "7", day: "5", year: "1985" });
    expect(phone.told.status).toBe(422);
  });

  it.each([
    [
      "a child who turned 18",
      { birthDate: "2008-06-01" },
      "is an adult now",
      { month: "6", day: "1", year: "2008" },
    ],
    [
      "somebody whom an emergency contact would open for",
      { relation: { role: "emergency" } },
      "cannot open these pages",
      anasBirthDate,
    ],
  ] as const)("opens nothing of %s, by whichever birth date", async (_, child, words, own) => {
    for (const proof of [rosasBirthDate, own]) {
      const world = await family({ Ana: child });
      const phone = await rosaAt(world, "Ana", proof);
      expect(phone.told.status).toBe(403);
      expect(phone.told.text).toContain(words);
      expect(phone.cookie).toBe("");
    }
  });

  it("opens nothing once the relation is taken away, also by the child's birth date", async () => {
    const world = await family({ Ana: {} });
    const path = await world.linkTo("Ana");
    await removeRelation(world.ports, world.ids.Ana as string, "rosa", ehr);
    expect((await world.browser().send(path, rosasBirthDate)).status).toBe(422);
    expect((await world.browser().send(path, anasBirthDate)).text).toContain("cannot open these pages");
  });

  it("shuts an open session when the relation is taken away", async () => {
    const world = await family({ Ana: {} });
    const phone = await rosaAt(world, "Ana");
    await removeRelation(world.ports, world.ids.Ana as string, "rosa", ehr);
    const told = await phone.send("/p/visit", { answer: "confirmed" });
    expect(told.status).toBe(403);
    const [visit] = await world.own("appointment", world.ids.Ana as string);
    expect(visit?.data.confirmation).toBe("none");
  });
});

describe("a link of a child's own", () => {
  it("is not for a child too young for it", async () => {
    const world = await family({ Ana: {} });
    const input = { reference: "Ana", name: { given: "Ana", family: "Secret-Name" }, language: "en" };
    const contactPoints = [{ channel: "sms" as const, address: "+12025550161" }];
    const own = { ...input, timeZone: "America/Chicago", birthDate: "2018-05-06", contactPoints };
    await savePatient(world.ports, own, { ...ehr, id: world.ids.Ana as string });
    await world.settle();
    const phone = await rosaAt(world, "Ana", anasBirthDate);
    expect(phone.told.status).toBe(403);
    expect(phone.told.text).toContain("ask your parent or guardian");
  });
});

describe("a relation's scope", () => {
  it("shuts the other pages, to read and to write, and does not offer them", async () => {
    const world = await family({ Ana: { relation: { role: "caregiver" } } });
    const phone = await rosaAt(world, "Ana");
    expect((await phone.open("/p/visit")).text).toContain("Will you come?");
    for (const page of ["messages", "read", "form", "preferences"]) {
      const told = await phone.open(`/p/${page}`);
      expect([page, told.status]).toEqual([page, 403]);
      expect(told.text).toContain("This page is not open to you.");
    }
    expect((await phone.send("/p/messages", { text: "Hello" })).status).toBe(403);
    expect(await world.own("message", world.ids.Ana as string)).toEqual([]);
    const home = (await phone.open("/p")).text;
    expect(home).toContain('href="/p/visit"');
    expect(home).not.toMatch(/href="\/p\/(messages|read|preferences)"/);
  });

  it("stays as narrow as it was when the EHR tells of the relation anew", async () => {
    const world = await family({ Ana: { relation: { scope: ["visits"] } } });
    const id = world.ids.Ana as string;
    await saveRelation(world.ports, id, { ...rosa, name: "Rosa L. Lopez" }, ehr);
    const [relation] = (await world.records.get("patient", id))?.data.relations ?? [];
    expect(relation).toMatchObject({ name: "Rosa L. Lopez", scope: ["visits"] });
  });
});

describe("a mother of several", () => {
  const two = { Ana: {}, Ben: { birthDate: "2016-01-02" } };

  it("chooses among them by given name, and goes on for the other under a new session", async () => {
    const world = await family(two);
    const phone = await rosaAt(world, "Ana");
    const before = phone.cookie;
    const shown = (await phone.open("/p/who")).text;
    expect(shown).toMatch(/>Ana<[\s\S]*>Ben<|>Ben<[\s\S]*>Ana</);
    expect(shown).not.toContain("Secret-Name");
    const told = await phone.send("/p/who", { patient: world.ids.Ben as string });
    expect(told.text).toContain("This is about Ben.");
    expect(phone.cookie).not.toBe(before);
    expect((await phone.open("/p/visit")).text).toContain("Ben&#39;s clinic");
    await phone.send("/p/visit", { answer: "confirmed" });
    const [bens] = await world.own("appointment", world.ids.Ben as string);
    const [anas] = await world.own("appointment", world.ids.Ana as string);
    expect([bens?.data.confirmation, anas?.data.confirmation]).toEqual(["confirmed", "none"]);
    expect((await world.ask("GET", "/p/visit", { headers: { Cookie: before } })).status).toBe(401);
  });

  it("brings nothing of the first along: neither message, task nor link", async () => {
    const world = await family(two);
    const phone = await rosaAt(world, "Ana");
    const path = await linkOf(world);
    await phone.send("/p/who", { patient: world.ids.Ben as string });
    await phone.send("/p/messages", { text: "About Ben", once: "x" });
    const [message] = await world.own("message", world.ids.Ben as string);
    expect(message?.data.text).toBe("About Ben");
    expect(message?.data).not.toHaveProperty("outreachId");
    expect(await world.own("message", world.ids.Ana as string)).toEqual([]);
    expect((await phone.open(path)).status).toBe(410);
  });

  it("lives no longer for it: the second session ends when the first would have", async () => {
    const world = await family(two);
    const phone = await rosaAt(world, "Ana");
    let at = Date.parse(world.ports.clock.now());
    const end = at + 4 * 3_600_000;
    for (; at < end - 600_000; at += 600_000) {
      await world.advanceTo(new Date(at).toISOString());
      const other = world.ids[(at / 600_000) % 2 ? "Ana" : "Ben"] as string;
      expect((await phone.send("/p/who", { patient: other })).status).toBe(200);
    }
    await world.advanceTo(new Date(end).toISOString());
    expect((await phone.open("/p")).status).toBe(401);
  });

  const strangers = {
    "another's child at another phone": { address: "+12025550162" },
    "a child of another person at the same phone": {
      relation: { reference: "eva", birthDate: "1955-01-02" },
    },
    "a child whose relation says no birth date": { relation: { birthDate: undefined } },
    "a child who turned 18": { birthDate: "2008-06-01" },
    "one for whom she is an emergency contact": { relation: { role: "emergency" as const } },
  };

  it.each(Object.entries(strangers))("never gets to %s", async (_, child) => {
    const world = await family({ ...two, Eva: child });
    const phone = await rosaAt(world, "Ana");
    expect((await phone.open("/p/who")).text).not.toContain("Eva");
    const told = await phone.send("/p/who", { patient: world.ids.Eva as string });
    expect(told.status).toBe(403);
    expect((await phone.open("/p")).text).toContain("This is about Ana.");
  });

  it.each(["", "pat_00000000000000000000000000", "../pat", "__proto__", `${familyPhone}`])(
    "gets nowhere with the forged id %j",
    async (patient) => {
      const world = await family(two);
      const phone = await rosaAt(world, "Ana");
      expect((await phone.send("/p/who", { patient })).status).toBe(403);
      expect((await phone.open("/p")).text).toContain("This is about Ana.");
    },
  );

  it("has one session after twenty choices at once", async () => {
    const world = await family(two);
    const phone = await rosaAt(world, "Ana");
    await phone.open("/p/who");
    const fields = { csrf: phone.csrf, patient: world.ids.Ben as string };
    const headers = { Cookie: phone.cookie };
    const told = await Promise.all(
      Array.from({ length: 20 }, () => world.ask("POST", "/p/who", { fields, headers })),
    );
    expect(told.filter(({ headers: { "Set-Cookie": cookie } }) => cookie?.includes("session="))).toHaveLength(
      1,
    );
  });

  it("is asked by nobody in a patient's own session", async () => {
    const world = await invited();
    const phone = world.browser();
    await phone.send(world.path, maria);
    expect((await phone.open("/p/who")).text).toContain("nobody else whom you help");
    expect((await phone.send("/p/who", { patient: world.patientId })).status).toBe(403);
  });
});
