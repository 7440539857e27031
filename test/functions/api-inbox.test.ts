import { describe, expect, it } from "vitest";
import { portalChannel } from "#lib/adapters/portal/send.ts";
import { staffCallChannel } from "#lib/adapters/staff-call/send.ts";
import type { Scope } from "#lib/domain/api/scopes.ts";
import { directOutreachId } from "#lib/domain/ids.ts";
import type { Attempt } from "#lib/domain/outreach/outreach.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Envelope } from "#lib/ports.ts";
import { anEvent, anOutreach } from "#test/support/builders.ts";
import { apiWorld, maria } from "./api-world.ts";

const postal = { lines: ["12 Oak St"], city: "Boston", state: "MA", postalCode: "02108" };
const body = "Your result is 7.2: call us.";

/** Maria with a portal account and a house, and a message that left by one channel. */
async function withMessage(channel: Channel) {
  const world = apiWorld();
  const contactPoints = [
    ...maria.contactPoints,
    { channel: "portal", address: "portal-maria" },
    { channel: "letter", postal },
  ];
  const { id } = (await world.ask("POST", "/v1/patients", { body: { ...maria, contactPoints } })).body;
  const points = (await world.ask("GET", `/v1/patients/${id}`)).body.contactPoints;
  const addressId =
    points.find((point: { channel: string }) => point.channel === channel)?.id ?? points[0].id;
  const outreachId = directOutreachId(id, "note");
  const attempt: Attempt = { n: 1, channel, addressId, at: world.now, outcome: "accepted" };
  const outreach = anOutreach({
    id: outreachId,
    patientId: id,
    plan: [channel],
    channel,
    status: "sent",
    reason: "accepted",
    attempts: [attempt],
  });
  await world.records.save([
    { kind: "outreach", id: outreachId, expect: 0, data: outreach, event: anEvent() },
  ]);
  const envelope: Envelope = {
    ...{ outreachId, attempt: 1, channel, address: "portal-maria", language: "en", purpose: "care" },
    ...{ subject: "A result", body, call: { queue: "desk", dueAt: world.now, speaks: "es" } },
  };
  return { ...world, world, id, outreachId, envelope, clock: { now: () => world.now } };
}

async function withInbox() {
  const w = await withMessage("portal");
  const sent = await portalChannel({ records: w.world.records, clock: w.clock }).send(w.envelope);
  if (sent.outcome !== "accepted") throw new Error("not posted");
  const path = `/v1/patients/${w.id}/inbox`;
  return { ...w, path, message: `${path}/${sent.providerId}` };
}

const events = async (
  { world, id }: Awaited<ReturnType<typeof withMessage>>,
  kind: "portalMessage" | "staffTask" | "message",
) => (await world.records.list({ kind, of: "patient", patientId: id })).items;

describe("the portal's inbox", () => {
  it("lists subjects and who read them, and no text", async () => {
    const { ask, path } = await withInbox();
    const { status, body: told, text } = await ask("GET", path);
    expect(status).toBe(200);
    expect(told.items).toMatchObject([{ subject: "A result", language: "en" }]);
    expect(told.items[0]).not.toHaveProperty("readAt");
    expect(text).not.toMatch(/7\.2|portal-maria/);
  });

  it("gives the text for a reason, and writes the reading down first", async () => {
    const w = await withInbox();
    expect((await w.ask("GET", w.message)).status).toBe(400);
    const { status, body: told } = await w.ask("GET", w.message, { query: { reason: "patient-request" } });
    expect([status, told.body]).toEqual([200, body]);
    const [record] = await events(w, "portalMessage");
    expect(record?.event).toMatchObject({ type: "portal-message.fetched", reason: "patient-request" });
    expect(record?.version).toBe(2);
  });

  it("takes that it was read, once", async () => {
    const w = await withInbox();
    const first = await w.ask("POST", `${w.message}/read`);
    w.world.now = "2026-07-01T12:00:00.000Z";
    const again = await w.ask("POST", `${w.message}/read`);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.readAt).toBe(first.body.readAt);
    expect(again.text).not.toContain("7.2");
  });

  it("hears an answer as the patient's, once per reference, and obeys a STOP in it", async () => {
    const w = await withInbox();
    const answer = { text: "I will call", reference: "r-1" };
    const first = await w.ask("POST", `${w.message}/replies`, { body: answer });
    const again = await w.ask("POST", `${w.message}/replies`, { body: answer });
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    expect(first.text).not.toContain("I will call");
    const [kept] = await events(w, "message");
    expect(kept?.data).toMatchObject({ channel: "portal", text: "I will call", patientId: w.id });
    await w.ask("POST", `${w.message}/replies`, { body: { text: "STOP", reference: "r-2" } });
    const reach = await w.world.records.get("reach", w.id);
    expect(reach?.data.addresses.find(({ channel }) => channel === "portal")?.stopped).toBe("all");
  });

  it("obeys a STOP also where the account has another name since the message was posted", async () => {
    const w = await withInbox();
    const contactPoints = [{ channel: "portal", address: "portal-maria-2" }];
    const headers = { "If-Match": '"1"' };
    await w.ask("PUT", `/v1/patients/${w.id}`, { body: { ...maria, contactPoints }, headers });
    const stop = { text: "STOP", reference: "r-1" };
    const { status, body: kept } = await w.ask("POST", `${w.message}/replies`, { body: stop });
    expect([status, kept.understood]).toEqual([201, "stop"]);
    const reach = await w.world.records.get("reach", w.id);
    expect(reach?.data.addresses).toMatchObject([{ address: "portal-maria-2", stopped: "all" }]);
    const old = await w.world.records.get("addressState", addressKey("portal", "portal-maria"));
    expect(old?.data.stopped).toBe("all");
    await w.ask("POST", `${w.message}/replies`, { body: { text: "START", reference: "r-2" } });
    const again = await w.world.records.get("reach", w.id);
    expect(again?.data.addresses[0]).not.toHaveProperty("stopped");
  });

  it("is nobody else's: another patient's path does not lead to it", async () => {
    const w = await withInbox();
    const other = (
      await w.ask("POST", "/v1/patients", { body: { ...maria, reference: "eva", identifiers: [] } })
    ).body;
    const path = w.message.replace(w.id, other.id);
    expect((await w.ask("GET", path, { query: { reason: "treatment" } })).status).toBe(404);
    expect((await w.ask("POST", `${path}/read`)).status).toBe(404);
    expect((await w.ask("POST", `${path}/replies`, { body: { text: "x", reference: "r" } })).status).toBe(
      404,
    );
  });

  it("opens to its own scopes alone", async () => {
    const { ask, path, message } = await withInbox();
    const scopes: Scope[] = ["messages.read", "outreach.read", "patients.read"];
    expect((await ask("GET", path, { scopes })).status).toBe(403);
    expect((await ask("GET", message, { scopes, query: { reason: "treatment" } })).status).toBe(403);
    expect((await ask("POST", `${message}/read`, { scopes: ["inbox.read"] })).status).toBe(403);
  });
});

describe("a call by staff", () => {
  it("keeps number and script out of the worklist, and tells them for a reason", async () => {
    const w = await withMessage("staff-call");
    const call = { ...w.envelope, address: "+12025550123" };
    await staffCallChannel({ records: w.world.records, clock: w.clock }).send(call);
    const list = await w.ask("GET", "/v1/staff-tasks", { query: { queue: "desk" } });
    expect(list.body.items[0].call).toMatchObject({ speaks: "es", outreachId: w.outreachId });
    expect(list.text).not.toMatch(/7\.2|5550123/);
    const path = `/v1/staff-tasks/${list.body.items[0].id}`;
    expect((await w.ask("GET", path)).text).not.toMatch(/7\.2|5550123/);
    expect(
      (await w.ask("GET", `${path}/call`, { query: { reason: "treatment" }, scopes: ["tasks.read"] })).status,
    ).toBe(403);
    const told = await w.ask("GET", `${path}/call`, { query: { reason: "treatment" } });
    expect(told.body).toMatchObject({ phone: "+12025550123", script: body });
    expect((await events(w, "staffTask"))[0]?.event.type).toBe("staff-task.read");
  });

  it("is not what another task is", async () => {
    const w = await withMessage("sms");
    const path = `/v1/staff-tasks/stk_${"a".repeat(26)}_0/call`;
    expect((await w.ask("GET", path, { query: { reason: "treatment" } })).status).toBe(404);
  });
});

describe("what a print vendor says of a letter", () => {
  it("goes from printed to returned, and then the address is unusable", async () => {
    const w = await withMessage("letter");
    const path = `/v1/outreach/${w.outreachId}/receipts`;
    const say = async (receipt: string) => {
      const { status, body: told } = await w.ask("POST", path, { body: { receipt } });
      return [status, told.result, told.outreach?.status, told.outreach?.reason];
    };
    expect(await say("printed")).toEqual([200, "applied", "sent", "printed"]);
    expect(await say("mailed")).toEqual([200, "applied", "sent", "mailed"]);
    expect(await say("printed")).toEqual([200, "known", "sent", "mailed"]);
    expect(await say("returned")).toEqual([200, "applied", "undelivered", "returned"]);
    const { body: patient } = await w.ask("GET", `/v1/patients/${w.id}`);
    const home = patient.contactPoints.find(({ channel }: { channel: string }) => channel === "letter");
    expect(home.health).toBe("bounced");
    const record = await w.world.records.get("outreach", w.outreachId);
    expect(record?.event.actor).toEqual({ type: "client", id: "partner" });
  });

  it.each([
    ["an outreach that is no letter", "sms", {}, 409],
    ["an attempt that there was not", "letter", { attempt: 7 }, 409],
    ["a receipt that the post does not give", "letter", { receipt: "complaint" }, 400],
  ] as const)("is refused for %s", async (_, channel, more, expected) => {
    const w = await withMessage(channel);
    const path = `/v1/outreach/${w.outreachId}/receipts`;
    expect((await w.ask("POST", path, { body: { receipt: "mailed", ...more } })).status).toBe(expected);
  });

  it("needs a scope of its own", async () => {
    const w = await withMessage("letter");
    const path = `/v1/outreach/${w.outreachId}/receipts`;
    const scopes: Scope[] = ["outreach.write"];
    expect((await w.ask("POST", path, { body: { receipt: "mailed" }, scopes })).status).toBe(403);
  });
});
