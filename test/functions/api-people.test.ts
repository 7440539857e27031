import { describe, expect, it } from "vitest";
import { apiWorld, maria, withMaria } from "./api-world.ts";

describe("ETag and If-Match", () => {
  it("lets the second of two writers know", async () => {
    const world = apiWorld();
    const { id, etag } = await withMaria(world);
    const put = (language: string, match: string) =>
      world.ask("PUT", `/v1/patients/${id}`, {
        body: { ...maria, language },
        headers: { "If-Match": match },
      });
    const first = await put("en", etag);
    expect([first.status, first.headers.ETag, first.body.language]).toEqual([200, '"2"', "en"]);
    const second = await put("fr", etag);
    expect([second.status, second.body.code, second.body.retryable]).toEqual([412, "stale_version", false]);
    expect((await world.ask("GET", `/v1/patients/${id}`)).headers.ETag).toBe('"2"');
  });

  it.each(["*", 'W/"1"', '"0"', "1", '"one"'])("takes %s for no ETag of ours", async (match) => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const told = await world.ask("PUT", `/v1/patients/${id}`, {
      body: maria,
      headers: { "If-Match": match },
    });
    expect([told.status, told.body.code]).toEqual([412, "stale_version"]);
  });

  it("answers 412 also where a writer came between reading and writing", async () => {
    const world = apiWorld();
    const { id, etag } = await withMaria(world);
    const put = (topics: Record<string, boolean>) =>
      world.ask("PUT", `/v1/patients/${id}/preference`, { body: { topics }, headers: { "If-Match": etag } });
    const told = await Promise.all([put({ a: false }), put({ b: false })]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("answers 412 where the store itself found the other writer", async () => {
    const world = apiWorld();
    const put = (language: string) =>
      world.ask("PUT", "/v1/policy", { body: { language }, headers: { "If-Match": '"1"' } });
    await world.ask("PUT", "/v1/policy", { body: {} });
    const told = await Promise.all([put("es"), put("fr")]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("answers 503 where two make the same thing at once, for the second may look and try again", async () => {
    const world = apiWorld();
    const put = () => world.ask("PUT", "/v1/policy", { body: {} });
    const told = await Promise.all([put(), put()]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect(told.find(({ status }) => status === 503)?.headers["Retry-After"]).toBe("1");
  });

  it("needs no If-Match for what is not there yet, and needs it afterwards", async () => {
    const world = apiWorld();
    const put = (headers: Record<string, string> = {}) =>
      world.ask("PUT", "/v1/policy", { body: { language: "es" }, headers });
    const created = await put();
    expect([created.status, created.headers.ETag, created.body.language]).toEqual([200, '"1"', "es"]);
    expect((await put()).status).toBe(428);
    expect((await put({ "if-match": '"1"' })).headers.ETag).toBe('"2"');
    expect((await put({ "if-match": '"1"' })).status).toBe(412);
  });
});

describe("a patient", () => {
  it("is answered with all but our own marks", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const { body } = await world.ask("GET", `/v1/patients/${id}`);
    expect(body).toMatchObject({ reference: "maria", name: maria.name, revision: 1, active: true });
    expect(body).not.toHaveProperty("sourceDigest");
  });

  it("is found by an identifier that stands in no URL", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const look = (value: string) =>
      world.ask("POST", "/v1/patients/lookup", { body: { identifier: { system: "urn:mrn", value } } });
    expect((await look("000123")).body.id).toBe(id);
    expect((await look("000124")).status).toBe(404);
  });

  it("gains and loses contact points", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const path = `/v1/patients/${id}/contact-points`;
    const point = { channel: "email", address: "m@example.org" };
    expect((await world.ask("POST", path, { body: point })).status).toBe(201);
    const { items } = (await world.ask("GET", path)).body;
    expect(items).toHaveLength(3);
    const added = items.find((p: { channel: string; use?: string }) => p.channel === "email" && !p.use);
    expect((await world.ask("GET", `${path}/${added.id}`)).body.address).toBe("m@example.org");
    const removed = await world.ask("DELETE", `${path}/${added.id}`);
    expect([removed.status, removed.text]).toEqual([204, ""]);
    expect((await world.ask("DELETE", `${path}/${added.id}`)).status).toBe(404);
    expect((await world.ask("GET", path)).body.items).toHaveLength(2);
  });

  it("loses no contact point when two are added at once", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const path = `/v1/patients/${id}/contact-points`;
    const add = (address: string) => world.ask("POST", path, { body: { channel: "email", address } });
    const told = await Promise.all([add("a@example.org"), add("b@example.org"), add("c@example.org")]);
    expect(told.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await world.ask("GET", path)).body.items).toHaveLength(5);
  });

  it("takes a postal address line by line, and says what is missing of one", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const path = `/v1/patients/${id}/contact-points`;
    const postal = { lines: ["12 Oak St"], city: "Boston", state: "MA", postalCode: "02108" };
    const faults = async (body: object) => {
      const { status, body: told } = await world.ask("POST", path, { body });
      return [status, told.errors?.map(({ pointer }: { pointer: string }) => pointer)];
    };
    expect(await faults({ channel: "letter", address: "12 Oak St" })).toEqual([400, ["/postal"]]);
    expect(await faults({ channel: "email", address: "a@b.org", postal })).toEqual([400, ["/postal"]]);
    expect(await faults({ channel: "sms" })).toEqual([400, ["/address"]]);
    const zip = { channel: "letter", postal: { ...postal, postalCode: "2108" } };
    expect(await faults(zip)).toEqual([400, ["/postal/postalCode"]]);
    expect(await faults({ channel: "letter", postal })).toEqual([201, undefined]);
    const { items } = (await world.ask("GET", path)).body;
    expect(items.at(0)).not.toHaveProperty("postal");
    const { body } = await world.ask("GET", `${path}/${items[0].id}`);
    expect([body.address, body.health]).toEqual(["12 Oak St\nBoston MA 02108", "ok"]);
  });

  it("has a consent ledger and a preference", async () => {
    const world = apiWorld();
    const { id, etag } = await withMaria(world);
    const consent = {
      purpose: "marketing",
      channel: "sms",
      state: "granted",
      written: true,
      reference: "f1",
    };
    const path = `/v1/patients/${id}/consents`;
    const first = await world.ask("POST", path, { body: { ...consent, at: "2026-05-01T12:00:00+02:00" } });
    expect([first.status, first.body.at, first.body.by]).toEqual([
      201,
      "2026-05-01T10:00:00.000Z",
      { type: "client", id: "partner" },
    ]);
    const again = await world.ask("POST", path, { body: { ...consent, at: "2026-05-01T12:00:00+02:00" } });
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await world.ask("GET", path)).body.items).toHaveLength(1);

    const preference = { channels: ["email", "sms"], hours: { from: "10:00", to: "18:00" } };
    const headers = { "If-Match": etag };
    await world.ask("PUT", `/v1/patients/${id}/preference`, { body: preference, headers });
    expect((await world.ask("GET", `/v1/patients/${id}/preference`)).body).toEqual(preference);
  });

  it("has appointments, told by reference", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const visit = { patientId: id, reference: "v1", status: "booked", start: "2026-06-09T15:00:00Z" };
    const tell = (more: object) => world.ask("POST", "/v1/appointments", { body: { ...visit, ...more } });
    const booked = await tell({ visitType: "Oncology follow-up" });
    expect([booked.status, booked.body.timeZone]).toEqual([201, "America/Chicago"]);
    const moved = await tell({ start: "2026-06-10T15:00:00Z" });
    expect([moved.status, moved.body.id, moved.body.start]).toEqual([
      200,
      booked.body.id,
      "2026-06-10T15:00:00.000Z",
    ]);
    const path = `/v1/appointments/${booked.body.id}`;
    const put = await world.ask("PUT", path, {
      body: { ...visit, status: "cancelled" },
      headers: { "If-Match": moved.headers.ETag as string },
    });
    expect([put.status, put.body.status]).toEqual([200, "cancelled"]);
    expect((await world.ask("GET", path)).body.revision).toBe(3);
  });

  it("knows a person from a program in what it writes down", async () => {
    const world = apiWorld();
    await world.ask("POST", "/v1/patients", { body: maria, username: "nurse-7" });
    const created = world.records.drain().find(({ after }) => after.kind === "patient");
    expect(created?.after.event).toMatchObject({ actor: { type: "staff", id: "nurse-7" }, cause: "req-1" });
  });
});

describe("lists", () => {
  const crowd = async () => {
    const world = apiWorld();
    for (let n = 0; n < 7; n++)
      await world.ask("POST", "/v1/patients", { body: { reference: `p${n}`, name: maria.name } });
    return world;
  };

  it("are walked by cursor, each item once", async () => {
    const world = await crowd();
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const query = { limit: "3", ...(cursor && { cursor }) };
      const { body } = await world.ask("GET", "/v1/patients", { query });
      seen.push(...body.items.map((p: { reference: string }) => p.reference));
      cursor = body.cursor;
      pages += 1;
    } while (cursor);
    expect(pages).toBe(3);
    expect(seen.sort()).toEqual(["p0", "p1", "p2", "p3", "p4", "p5", "p6"]);
  });

  it("refuse the cursor of another list", async () => {
    const world = await crowd();
    const { cursor } = (await world.ask("GET", "/v1/patients", { query: { limit: "3" } })).body;
    const told = await world.ask("GET", "/v1/journeys", { query: { cursor } });
    expect([told.status, told.body.code]).toEqual([400, "invalid_cursor"]);
  });

  it("hold no name, address, birth date, reason for a visit or message text", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const visit = { patientId: id, reference: "v1", status: "booked", start: "2026-06-09T15:00:00Z" };
    const secret = { visitType: "Oncology", specialty: "Oncology", practitionerName: "Dr Oncology" };
    await world.ask("POST", "/v1/appointments", { body: { ...visit, ...secret } });
    await world.records.save([
      {
        kind: "message",
        id: `msg_${id.slice(4)}_m1`,
        expect: 0,
        data: {
          id: `msg_${id.slice(4)}_m1`,
          patientId: id,
          channel: "sms",
          text: "I feel Oncology",
          at: world.now,
          understood: "unclear",
        },
        event: { type: "message.received", at: world.now, actor: { type: "patient", id } },
      },
    ]);
    const paths = ["", `/${id}/appointments`, `/${id}/contact-points`, `/${id}/messages`];
    for (const path of paths) {
      const told = await world.ask("GET", `/v1/patients${path}`);
      expect(told.body.items.length, path).toBeGreaterThan(0);
      expect(told.text, path).not.toMatch(/Lopez|Maria|2025550123|example\.org|1961|Oncology/);
    }
  });

  it("give the text of a message one by one, for a reason that the trail keeps", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const messageId = `msg_${id.slice(4)}_m1`;
    const data = {
      id: messageId,
      patientId: id,
      channel: "sms" as const,
      text: "hola",
      at: world.now,
      understood: "unclear",
    };
    const event = {
      type: "message.received" as const,
      at: world.now,
      actor: { type: "patient" as const, id },
    };
    await world.records.save([{ kind: "message", id: messageId, expect: 0, data, event }]);
    world.records.drain();
    const told = await world.ask("GET", `/v1/messages/${messageId}`, { query: { reason: "treatment" } });
    expect(told.body.text).toBe("hola");
    const [reading] = world.records.drain();
    expect(reading?.after).toMatchObject({
      version: 2,
      data,
      event: { type: "message.read", reason: "treatment", actor: { id: "partner" }, cause: "req-1" },
    });
  });
});
