import type { Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { create } from "#functions/http/files.ts";
import type { Scope } from "#lib/domain/api/scopes.ts";
import { fileOf, mostPictures } from "#lib/domain/files/file.ts";
import { mostPhoto, mostUpload } from "#lib/domain/files/picture.ts";
import type { FormDraft } from "#lib/domain/forms/form.ts";
import { ownedId } from "#lib/domain/ids.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { forms } from "#lib/usecases/authoring/forms.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { linkIn, maria, type PagesWorld, pagesWorld } from "#test/support/pages.ts";
import { exif, jpeg, jpegOf, jpegWith, png, pngWith } from "#test/support/pictures.ts";
import { chain } from "#test/support/world.ts";
import { eventOf } from "../functions/api-world.ts";

const staff = { actor: { type: "staff" as const, id: "test" } };
const cards: FormDraft = {
  id: "cards",
  kind: "intake",
  questionnaire: {
    resourceType: "Questionnaire",
    title: "Your card",
    item: [
      { linkId: "front", type: "attachment", text: "Front", required: true },
      { linkId: "note", type: "string", text: "Note" },
      {
        ...{ linkId: "name", type: "string", text: "Sign" },
        extension: [{ url: "urn:followthrough:form:signature", valueBoolean: true }],
      },
    ],
  },
  alerts: [],
};

/** One clinic for all of them: each story has a patient of its own. */
let clinic: Promise<PagesWorld> | undefined;
let patients = 0;

async function clinicWithCards(): Promise<PagesWorld> {
  const world = await pagesWorld();
  await draftContent(world.ports, forms, { id: cards.id, draft: cards, ifMatch: undefined }, staff);
  await publishContent(world.ports, forms, cards.id, staff);
  return world;
}

/** A patient before the form's page, and a desk that may look at what they send. */
async function beforeTheForm() {
  clinic ??= clinicWithCards();
  const world = await clinic;
  const patientId = await world.patient(`maria-${++patients}`, { birthDate: "1962-03-27" });
  const phone = world.browser();
  await phone.send(await linkToForm(world, patientId), maria);
  const handler = create(world.ports);
  const desk = async (
    id: string,
    { reason = "payment", scopes = ["files.read"] }: { reason?: string; scopes?: Scope[] } = {},
  ) => {
    const query = reason ? { reason } : {};
    const result = await handler(eventOf("GET", `/v1/files/${id}`, { query, scopes }), {} as Context);
    return { status: result.statusCode, headers: result.headers ?? {}, body: JSON.parse(result.body) };
  };
  const files = () => world.own("file", patientId);
  return { ...world, patientId, phone, desk, files };
}

async function linkToForm(world: PagesWorld, patientId: string): Promise<string> {
  const opening = { page: "form" as const, ref: cards.id };
  const message = { template: "care-message", variables: { text: "Hello" }, channels: ["sms" as const] };
  await sendDirect(world.ports, { patientId, reference: "form", opening, ...message }, staff);
  await world.settle();
  return linkIn(world.texts().at(-1) ?? "");
}

type Phone = Awaited<ReturnType<typeof beforeTheForm>>["phone"];
type Parts = { photo?: Buffer; name?: string; type?: string; fields?: Record<string, string> };

function parcelOf(
  { csrf }: Phone,
  { photo, name = "card.jpg", type = "image/jpeg", fields }: Parts,
): FormData {
  const parcel = new FormData();
  const all = { csrf, v: "0", step: "0", action: "next", ...fields };
  for (const [key, value] of Object.entries(all)) parcel.append(key, value);
  if (photo) parcel.append("q0", new File([new Uint8Array(photo)], name, { type }));
  return parcel;
}

const post = (world: Awaited<ReturnType<typeof beforeTheForm>>, parts: Parts) =>
  world.ask("POST", "/p/form", {
    parcel: parcelOf(world.phone, parts),
    headers: { Cookie: world.phone.cookie },
  });

describe("a photo", () => {
  it("comes byte for byte to the desk, for a reason that the audit trail keeps", async () => {
    const world = await beforeTheForm();
    expect((await post(world, { photo: jpeg })).headers.Location).toBe("/p/form?step=review");
    const [file] = await world.files();
    const { status, body, headers } = await world.desk(file?.id as string);
    expect(status).toBe(200);
    expect(Buffer.from(body.data, "base64").equals(jpeg)).toBe(true);
    expect(body).toMatchObject({ linkId: "front", contentType: "image/jpeg", size: jpeg.length });
    expect(headers).toMatchObject({
      "Content-Type": "application/json",
      "X-Content-Type-Options": "nosniff",
    });
    await world.settle();
    const trail = (await chain(world.records, world.patientId)).map(({ type, reason }) => [type, reason]);
    expect(trail).toContainEqual(["file.received", undefined]);
    expect(trail).toContainEqual(["file.read", "payment"]);
  });

  it("is named by the answer, and neither its name nor its bytes are in a list, a page or the log", async () => {
    const world = await beforeTheForm();
    const photo = jpegWith([0xfe, "a comment of hers"]);
    await post(world, { photo, name: "Maria at home.jpg" });
    const [file] = await world.files();
    const [response] = await world.own("formResponse", world.patientId);
    expect(response?.data.response.item?.[0]?.answer?.[0]?.valueAttachment).toEqual({
      contentType: "image/jpeg",
      url: `/v1/files/${file?.id}`,
      size: jpeg.length,
      title: "photo",
    });
    const told = [await world.phone.open("/p/form?step=review"), await world.phone.open("/p/form?step=0")];
    for (const text of [...told.map(({ text }) => text), JSON.stringify([response, file, world.log])])
      expect(text).not.toMatch(/at home|a comment of hers|\/9j\//);
    for (const { text } of told) expect(text).not.toContain(file?.id);
  });

  it("stays until another takes its place", async () => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg });
    await post(world, { fields: { v: "1", q1: "a note" } });
    await post(world, { photo: png, fields: { v: "2" } });
    const [response] = await world.own("formResponse", world.patientId);
    const kept = response?.data.response.item?.[0]?.answer?.[0]?.valueAttachment;
    expect(kept).toMatchObject({ contentType: "image/png" });
    expect(await world.files()).toHaveLength(2);
  });

  it("tells no place: what a camera writes beside it is gone before it is kept", async () => {
    const world = await beforeTheForm();
    await post(world, { photo: jpegWith([0xe1, exif(1, "GPS 41.8781 -87.6298")]) });
    const [file] = await world.files();
    expect((await world.ports.files.get(file?.id as string))?.equals(jpeg)).toBe(true);
  });
});

describe("an upload that is bent", () => {
  const script = Buffer.from("<!doctype html><script>alert(1)</script>");

  it.each<[string, Parts]>([
    ["a page with a photo's name and type", { photo: script }],
    ["a drawing that runs scripts", { photo: Buffer.from("<svg onload=alert(1)>"), type: "image/svg+xml" }],
    ["the first bytes of a photo", { photo: Buffer.concat([jpeg.subarray(0, 20), script]) }],
    ["a program", { photo: Buffer.from("MZ\u0090\0", "latin1"), name: "card.jpg.exe" }],
  ])("is told what is wanted, and not kept: %s", async (_, parts) => {
    const world = await beforeTheForm();
    const told = await post(world, parts);
    expect(told.status).toBe(422);
    expect(told.text).toContain("This is not a photo we can read.");
    expect(await world.files()).toEqual([]);
  });

  it("of a photo that is more besides keeps the photo alone", async () => {
    const world = await beforeTheForm();
    await post(world, { photo: Buffer.concat([pngWith(), script, Buffer.from("PK\u0003\u0004")]) });
    const [file] = await world.files();
    expect((await world.ports.files.get(file?.id as string))?.equals(png)).toBe(true);
  });

  it.each([
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "C:\\card.jpg",
    "/p/form",
    "card.jpg\0.html",
    "fil_a_b",
  ])("goes nowhere by its name: %s", async (name) => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg, name });
    const [file, ...others] = await world.files();
    expect(others).toEqual([]);
    expect(file?.id).toMatch(/^fil_[0-9a-z]{26}_[0-9a-z]{16}$/);
    expect(JSON.stringify(file)).not.toContain(JSON.stringify(name).slice(1, -1));
  });

  it("is refused above what a photo may weigh, and at once above what a request may", async () => {
    const world = await beforeTheForm();
    const large = await post(world, { photo: jpegOf(mostPhoto) });
    expect([large.status, large.text.includes("This photo is too large.")]).toEqual([422, true]);
    const tooLarge = await post(world, { photo: jpegOf(mostUpload) });
    expect([tooLarge.status, tooLarge.text.includes("This photo is too large.")]).toEqual([413, true]);
    expect(await world.files()).toEqual([]);
    expect((await post(world, { photo: jpegOf(mostPhoto - 1000), fields: { v: "1" } })).status).toBe(303);
  });

  it("is not taken without the session, nor without its token", async () => {
    const world = await beforeTheForm();
    const { cookie } = world.phone;
    const parcel = () => parcelOf(world.phone, { photo: jpeg });
    expect((await world.ask("POST", "/p/form", { parcel: parcel() })).status).toBe(401);
    for (const csrf of ["", "x".repeat(32)]) {
      const foreign = parcelOf(world.phone, { photo: jpeg, fields: { csrf } });
      const told = await world.ask("POST", "/p/form", { parcel: foreign, headers: { Cookie: cookie } });
      expect(told.status).toBe(403);
    }
    const headers = { Cookie: cookie, Origin: "https://evil.example" };
    expect((await world.ask("POST", "/p/form", { parcel: parcel(), headers })).status).toBe(403);
    expect(await world.files()).toEqual([]);
  });

  it.each([
    ["today", "2026-06-01T15:00:00.000Z", 422, 0],
    ["long ago", "2026-04-01T15:00:00.000Z", 303, 1],
  ])(
    "after as many as are kept, sent %s, comes to %s %i, and what was typed stays",
    async (_, at, status, more) => {
      const world = await beforeTheForm();
      await world.records.save(
        Array.from({ length: mostPictures }, (_, i) => {
          const id = ownedId("file", world.patientId, i);
          const data = fileOf(
            { id, patientId: world.patientId, responseId: "qrs", linkId: "front" },
            { bytes: jpeg, type: "image/jpeg", at },
          );
          const event = { type: "file.received" as const, at: data.receivedAt, ...staff };
          return { kind: "file" as const, id, expect: 0, data, event };
        }),
      );
      const told = await post(world, { photo: jpeg, fields: { q1: "a note" } });
      expect([told.status, told.text.includes("Please show it to our staff")]).toEqual([status, more === 0]);
      expect(await world.files()).toHaveLength(mostPictures + more);
      const [response] = await world.own("formResponse", world.patientId);
      expect(JSON.stringify(response?.data.response)).toContain("a note");
    },
  );

  it("is no form at all: it is refused, and nothing is half-written", async () => {
    const world = await beforeTheForm();
    const headers = { Cookie: world.phone.cookie, "Content-Type": "multipart/form-data; boundary=x" };
    for (const body of ["--y\r\n", "--x\r\nnonsense", "\0".repeat(1000)])
      expect((await world.ask("POST", "/p/form", { body, headers })).status).toBe(400);
    expect(await world.own("formResponse", world.patientId)).toEqual([]);
  });

  it("is for the pages of forms alone", async () => {
    const world = await beforeTheForm();
    for (const page of ["messages", "visit", "who", "preferences", "leave"]) {
      const told = await world.ask("POST", `/p/${page}`, {
        parcel: parcelOf(world.phone, { photo: jpeg }),
        headers: { Cookie: world.phone.cookie },
      });
      expect(told.status).toBe(415);
    }
  });

  it("cannot answer with somebody else's picture: a name of one is no picture", async () => {
    const world = await beforeTheForm();
    const other = ownedId("file", await world.patient(`other-${++patients}`), "theirs");
    const told = await post(world, { fields: { q0: `/v1/files/${other}`, "q0.drawing": other } });
    expect(told.status).toBe(422);
    expect(JSON.stringify(await world.own("formResponse", world.patientId))).not.toContain(other);
  });
});

describe("a drawn signature", () => {
  const drawing = `data:image/png;base64,${png.toString("base64")}`;
  const sign = { q2: "Maria Lopez", "q2.intent": "yes", "q2.drawing": drawing };

  it("is kept beside the name that was typed", async () => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg, fields: sign });
    const [response] = await world.own("formResponse", world.patientId);
    const kept = (await world.files()).find(({ data }) => data.linkId === "name");
    expect(response?.data.signatures[0]).toMatchObject({
      name: "Maria Lopez",
      drawing: { file: kept?.id, sha256: kept?.data.sha256 },
    });
    expect((await world.ports.files.get(kept?.id as string))?.equals(png)).toBe(true);
  });

  it.each([
    ["a page as a data URL", "data:text/html;base64,PHNjcmlwdD4="],
    ["a JPEG", `data:image/jpeg;base64,${jpeg.toString("base64")}`],
    ["an address", "https://evil.example/sign.png"],
  ])("is no drawing, and the typed name signs alone: %s", async (_, text) => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg, fields: { ...sign, "q2.drawing": text } });
    const [response] = await world.own("formResponse", world.patientId);
    expect(response?.data.signatures).toMatchObject([{ name: "Maria Lopez" }]);
    expect(response?.data.signatures[0]?.drawing).toBeUndefined();
  });

  it.each([
    ["no picture", Buffer.from("ink")],
    ["more than ink", pngWith(Buffer.alloc(0), Buffer.alloc(100_001))],
  ])("is refused where it is %s", async (_, bytes) => {
    const world = await beforeTheForm();
    const url = `data:image/png;base64,${bytes.toString("base64")}`;
    const told = await post(world, { photo: jpeg, fields: { ...sign, "q2.drawing": url } });
    expect(told.status).toBe(422);
    expect((await world.files()).map(({ data }) => data.linkId)).toEqual(["front"]);
  });
});

describe("the desk", () => {
  it.each<[number, string, Parameters<Awaited<ReturnType<typeof beforeTheForm>>["desk"]>[1]]>([
    [400, "without a reason", { reason: "" }],
    [400, "for a reason of its own", { reason: "curious" }],
    [403, "with the scope of answers alone", { scopes: ["forms.read", "patients.read"] }],
  ])("gets %i %s", async (status, _, how) => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg });
    const [file] = await world.files();
    expect((await world.desk(file?.id as string, how)).status).toBe(status);
    expect((await world.files())[0]?.event.type).toBe("file.received");
  });

  it.each(["fil_", "fil_..%2F..%2Fetc", "qrs_aaaaaaaaaaaaaaaaaaaaaaaaaa_0"])("finds no %s", async (id) => {
    const world = await beforeTheForm();
    expect((await world.desk(id)).status).toBe(404);
  });

  it("finds nothing of a patient by counting: ids are chance", async () => {
    const world = await beforeTheForm();
    await post(world, { photo: jpeg });
    await post(world, { photo: jpeg, fields: { v: "1" } });
    const ids = (await world.files()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect((await world.desk(ownedId("file", world.patientId, "front"))).status).toBe(404);
  });
});
