import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { PatientInput } from "#lib/domain/inputs.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import type { ConsoleState } from "../../bin/local/console/state.ts";
import { booked, maria, monday, type Started, started, thursday } from "./support.ts";

type Outbox = { items: { body: string; outreachId: string; address: string }[]; total: number };

let local: Started;
let ids: { patientId: string; appointmentId: string };
const outbox = async (query = "") => (await local.call("GET", `/local/outbox${query}`)).body as Outbox;
const state = async (): Promise<ConsoleState> =>
  (await local.call("GET", `/local/state?patientId=${ids.patientId}`)).body as ConsoleState;

beforeAll(async () => {
  local = await started();
  ids = await booked(local);
});
afterAll(() => local.stop());

describe("the system on this machine, told as a partner developer would", () => {
  it("has taken the visit in and waits until two days before", async () => {
    const { chosen, counters } = await state();
    expect(chosen?.runs[0]).toMatchObject({ step: "two-days-before", status: "active" });
    expect(counters.asked).toBe(0);
    expect((await outbox()).total).toBe(0);
  });

  it("asks at ten o'clock two days before, when the clock gets there", async () => {
    const moved = await local.call("POST", "/local/clock", { body: { to: "2026-06-02T15:00:00Z" } });
    expect(moved).toMatchObject({ status: 200, body: { now: "2026-06-02T15:00:00.000Z", movable: true } });
    expect((moved.body as { ran: number }).ran).toBeGreaterThan(0);
    const { items } = await outbox("?channel=sms&address=%2B13125550142");
    expect(items).toHaveLength(1);
    expect(items[0]?.body).toContain("Thu, Jun 4 at 10:30 AM");
    const { chosen } = await state();
    expect(chosen?.outreach[0]).toMatchObject({ status: "sent", step: "ask" });
    expect(chosen?.outreach[0]?.decisions[0]).toMatchObject({ verdict: "send" });
    expect(chosen?.tasks[0]).toMatchObject({ status: "open", kind: "confirm-appointment" });
  });

  it("takes a provider's receipt for the last attempt", async () => {
    const { outreachId } = (await outbox()).items[0] as { outreachId: string };
    const answer = await local.call("POST", "/local/receipts", {
      body: { outreachId, receipt: "delivered" },
    });
    expect(answer).toMatchObject({ status: 202, body: { outreach: { status: "delivered" } } });
  });

  it.each(["voice", "whatsapp"])(
    "takes what is said by %s, however the number is written",
    async (channel) => {
      const body = { channel, from: "(312) 555-0188", body: "5" };
      expect(await local.call("POST", "/local/inbound", { body })).toMatchObject({
        status: 202,
        body: { channel, from: "+13125550188" },
      });
    },
  );

  it("takes the patient's reply, however the number is written, and closes the loop", async () => {
    const body = { channel: "sms", from: "(312) 555-0142", body: "1" };
    expect(await local.call("POST", "/local/inbound", { body })).toMatchObject({
      status: 202,
      body: { from: "+13125550142" },
    });
    const { chosen, counters } = await state();
    expect(chosen?.tasks[0]).toMatchObject({ status: "done", answer: "confirmed" });
    expect(chosen?.appointments[0]).toMatchObject({ confirmation: "confirmed" });
    const said = chosen?.thread.findIndex(({ from }) => from === "patient") as number;
    expect(chosen?.thread[said]).toMatchObject({ text: "1", understood: "confirmed" });
    // The clock stands still: what is answered comes before its answer all the same.
    expect(chosen?.thread[said - 1]?.text).toContain("Reply 1 yes");
    expect(counters).toMatchObject({ asked: 1, confirmed: 1, waiting: 0, silent: 0 });
    const task = await local.call("GET", `/v1/patients/${ids.patientId}/tasks`);
    expect((task.body as { items: { status: string }[] }).items[0]?.status).toBe("done");
  });

  it("moves to the next thing that happens, and not beyond what is there", async () => {
    const before = (await state()).clock.now;
    const moved = (await local.call("POST", "/local/clock", { body: { next: true } })).body;
    const { now, ran } = moved as { now: string; ran: number };
    expect(now > before).toBe(true);
    expect(ran).toBeGreaterThan(0);
    expect(now <= thursday).toBe(true);
  });

  it("has a whole audit chain that tells all of it", async () => {
    const { body } = await local.call("GET", `/local/audit/${ids.patientId}`);
    expect(body).toMatchObject({ whole: true, faults: [] });
    const types = (body as { items: { type: string }[] }).items.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(["patient.created", "appointment.booked", "outreach.sent", "task.completed"]),
    );
  });

  it("stops at STOP, and says so on the phone", async () => {
    await local.call("POST", "/local/inbound", {
      body: { channel: "sms", from: "+13125550142", body: "STOP" },
    });
    const { patients, chosen } = await state();
    expect(patients[0]?.flags).toContain("opted out");
    const told = chosen?.thread.slice(-2).map(({ text }) => text);
    expect(told).toEqual(["STOP", expect.stringContaining("reply START")]);
    expect(chosen?.addresses.find(({ channel }) => channel === "sms")?.stopped).toBe("all");
    expect(local.errors).toEqual([]);
  });

  it("answers an unchanged state with 304", async () => {
    const path = `/local/state?patientId=${ids.patientId}`;
    const etag = (await local.call("GET", path)).headers.get("etag") as string;
    expect((await local.call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(304);
    await local.call("POST", "/local/clock", { body: { advance: "PT1M" } });
    expect((await local.call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(200);
  });
});

describe("a worklist", () => {
  it("shows what nobody understood, with its words, and closes by the API", async () => {
    await local.call("POST", "/local/inbound", {
      body: { channel: "sms", from: "+13125550199", body: "Where do I park?" },
    });
    const item = (await state()).worklist.find(({ text }) => text === "Where do I park?");
    expect(item).toMatchObject({ queue: "front-desk", patient: "Unknown sender" });
    const path = `/v1/staff-tasks/${item?.id}/complete`;
    const outcome = item?.outcomes[0] ?? "done";
    expect((await local.call("POST", path, { body: { outcome, owner: "ada" } })).status).toBe(200);
    expect((await state()).worklist.map(({ id }) => id)).not.toContain(item?.id);
  });
});

describe("what cannot be", () => {
  it.each([
    ["POST", "/local/clock", {}, 400],
    ["POST", "/local/clock", { advance: "-P1D" }, 400],
    ["POST", "/local/clock", { advance: "PT0S" }, 400],
    ["POST", "/local/clock", { advance: "P500D" }, 400],
    ["POST", "/local/clock", { advance: "two days" }, 400],
    ["POST", "/local/clock", { advance: "P1D", to: thursday }, 400],
    ["POST", "/local/clock", { to: monday }, 400],
    ["POST", "/local/clock", { to: "2031-01-01T00:00:00Z" }, 400],
    ["POST", "/local/clock", "{", 400],
    ["POST", "/local/inbound", { channel: "fax", from: "+13125550142", body: "1" }, 400],
    ["POST", "/local/inbound", { channel: "sms", from: "12", body: "1" }, 400],
    ["POST", "/local/receipts", { outreachId: "out_1", receipt: "delivered" }, 400],
    ["POST", "/local/receipts", { outreachId: `out_${"0".repeat(26)}_direct_0`, receipt: "lost" }, 400],
    ["POST", "/local/receipts", { outreachId: `out_${"0".repeat(26)}_direct_0`, receipt: "delivered" }, 404],
    ["GET", "/local/outbox?channel=fax", undefined, 400],
    ["GET", "/local/outbox?chanel=sms", undefined, 400],
    ["GET", "/local/token?scopes=everything", undefined, 400],
    ["GET", "/local/state?patientId=1", undefined, 400],
    ["GET", `/local/audit/pat_${"0".repeat(26)}`, undefined, 404],
    ["GET", "/local/nothing", undefined, 404],
    ["GET", "/local/console/../../server.ts", undefined, 404],
    ["GET", "//", undefined, 404],
    ["DELETE", "/local/clock", undefined, 405],
  ])("is refused with a problem: %s %s %j", async (method, path, body, status) => {
    const answer = await local.call(method, path, { body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ status, code: expect.any(String), requestId: expect.any(String) });
  });

  it("names the fault", async () => {
    const { body } = await local.call("POST", "/local/inbound", {
      body: { channel: "sms", from: "12", body: "1" },
    });
    expect((body as { errors: unknown }).errors).toEqual([
      { pointer: "/from", detail: expect.stringContaining("phone number") },
    ]);
  });

  it("is too large beyond API Gateway's ten megabytes", async () => {
    const answer = await local.call("POST", "/local/inbound", { body: `"${"x".repeat(10 * 1024 * 1024)}"` });
    expect(answer).toMatchObject({ status: 413, body: { code: "too_large" } });
  });
});

describe("tokens", () => {
  const path = "/v1/patients";
  it("are asked for, and their scopes", async () => {
    const bare = await local.call("GET", path, { headers: { authorization: "" } });
    const forged = await local.call("GET", path, { headers: { authorization: "Bearer x.y.z" } });
    expect([bare.status, forged.status]).toEqual([401, 401]);
    const made = (await local.call("GET", "/local/token?scopes=tasks.read")).body as {
      access_token: string;
      scope: string;
    };
    expect(made.scope).toBe("followthrough/tasks.read");
    const narrow = await local.call("GET", path, {
      headers: { authorization: `Bearer ${made.access_token}` },
    });
    expect(narrow).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("are made by the token endpoint that the API's document names", async () => {
    const ask = (body: string) =>
      local.call("POST", "/oauth2/token", {
        body,
        headers: { "content-type": "application/x-www-form-urlencoded", authorization: "Basic eDp5" },
      });
    const made = await ask("grant_type=client_credentials&scope=followthrough%2Fpatients.read");
    const { access_token } = made.body as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await local.call("GET", path, { headers })).status).toBe(200);
    expect((await local.call("GET", "/v1/policy", { headers })).status).toBe(403);
    expect(await ask("grant_type=password")).toMatchObject({
      status: 400,
      body: { error: "unsupported_grant_type" },
    });
    expect(await ask("grant_type=client_credentials&scope=all")).toMatchObject({
      status: 400,
      body: { error: "invalid_scope" },
    });
  });

  it("are asked for by FHIR too, in its own words", async () => {
    const patient = {
      resourceType: "Patient",
      identifier: [{ system: "urn:mrn", value: "1" }],
      name: [{ given: ["A"], family: "B" }],
    };
    const bare = await local.call("POST", "/fhir/R4/Patient", {
      body: patient,
      headers: { authorization: "" },
    });
    expect(bare).toMatchObject({ status: 401, body: { resourceType: "OperationOutcome" } });
    const taken = await local.call("POST", "/fhir/R4/Patient", { body: patient });
    expect(taken.status).toBe(201);
    const open = await local.call("GET", "/fhir/R4/metadata", { headers: { authorization: "" } });
    expect(open).toMatchObject({ status: 200, body: { resourceType: "CapabilityStatement" } });
  });
});

describe("the pages", () => {
  it.each(["/local/console", "/docs"])("%s runs nothing but its own files", async (path) => {
    const { status, headers, body } = await local.call("GET", path);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    const parts = [...String(body).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, part]) => part as string);
    for (const part of parts) expect((await local.call("GET", part)).status, part).toBe(200);
    expect(String(body)).not.toMatch(/https?:\/\//);
  });

  it("serves every module that a module imports", async () => {
    for (const page of ["console", "docs"]) {
      const { body } = await local.call("GET", `/local/console/${page}.js`);
      for (const [, name] of String(body).matchAll(/from "\.\/([^"]+)"/g))
        expect((await local.call("GET", `/local/console/${name}`)).status, name).toBe(200);
    }
  });

  it("leads from the root to the console", async () => {
    const { status, headers } = await local.call("GET", "/");
    expect([status, headers.get("location")]).toEqual([302, "/local/console"]);
  });
});

describe("the real clock", () => {
  it("is moved by nobody, and what follows from a change follows by itself", async () => {
    const real = await started({ clock: "real" });
    try {
      const refused = await real.call("POST", "/local/clock", { body: { advance: "PT1S" } });
      expect(refused).toMatchObject({ status: 409, body: { code: "wrong_state" } });
      expect(await real.call("GET", "/local/clock")).toMatchObject({ body: { movable: false } });
      const { record } = await savePatient(real.host.system.ports, maria as PatientInput, {
        actor: { type: "ehr", id: "test" },
      });
      await vi.waitFor(async () => {
        const { body } = await real.call("GET", `/local/audit/${record.id}`);
        expect(body).toMatchObject({ whole: true, items: expect.arrayContaining([expect.anything()]) });
      });
    } finally {
      await real.stop();
    }
  });
});
