import { afterEach, describe, expect, it } from "vitest";
import { readBack, textOf } from "#test/support/letters.ts";
import { maria, type Started, started } from "./support.ts";

let server: Started | undefined;
afterEach(() => server?.stop());

const postal = { lines: ["12 Oak St"], city: "Chicago", state: "IL", postalCode: "60601" };
const words = { language: "en", subject: "A visit", body: "Dear {{ patient.given }}, **please** call us." };

type Told = { id: string; items: { id: string }[] } & Record<string, unknown>;

/** A customer with letters, a portal and calls by staff, and Maria, whom each of them reaches. */
async function clinic() {
  server = await started();
  const { call } = server;
  const { headers } = await call("GET", "/v1/policy");
  const ifMatch = { "if-match": headers.get("etag") ?? "" };
  const answered = async (method: string, path: string, body?: object) => {
    const given = path === "/v1/policy" ? { body, headers: ifMatch } : { body };
    const answer = await call(method, path, given);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as Told;
  };
  const channels = ["letter", "portal", "staff-call"];
  await answered("PUT", "/v1/policy", { channels, languages: ["en"], budget: { perDay: 9, perWeek: 9 } });
  const variants = channels.map((channel) => ({ channel, ...words }));
  const template = { id: "note", purpose: "care", category: "appointments", privacy: "limited", variants };
  await answered("PUT", "/v1/templates/note", template);
  await answered("POST", "/v1/templates/note/publish", {});
  const contactPoints = [
    ...maria.contactPoints,
    { channel: "portal", address: "portal-maria" },
    { channel: "letter", postal },
  ];
  const { id: patientId } = await answered("POST", "/v1/patients", { ...maria, contactPoints });
  const send = async (channel: string): Promise<string> => {
    const note = { patientId, reference: channel, template: "note", channels: [channel] };
    return (await answered("POST", "/v1/outreach", note)).id;
  };
  return { ...server, answered, patientId, send };
}

describe("on this machine", () => {
  it("a letter can be opened as the printer gets it, and is listed in the outbox", async () => {
    const { send, answered, url, call } = await clinic();
    const id = await send("letter");
    const { items } = await answered("GET", "/local/outbox?channel=letter");
    expect(items).toMatchObject([{ outreachId: id, file: `/local/letters/${id}` }]);
    const pdf = await fetch(`${url}/local/letters/${id}`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    const text = textOf(await readBack(Buffer.from(await pdf.arrayBuffer())));
    for (const part of ["Maria <b>Lopez</b>", "12 Oak St", "Chicago IL 60601", "please"])
      expect(text).toContain(part);
    expect((await call("GET", `/local/letters/${id.replace(/.$/, "x")}`)).status).toBe(404);
  });

  it("the portal has the message, says that it was read, and the outreach knows", async () => {
    const { send, answered, patientId } = await clinic();
    const id = await send("portal");
    const inbox = `/v1/patients/${patientId}/inbox`;
    const { items } = await answered("GET", inbox);
    const [message] = items;
    const { body } = await answered("GET", `${inbox}/${message?.id}?reason=patient-request`);
    expect(body).toBe("Dear Maria, **please** call us.");
    await answered("POST", `${inbox}/${message?.id}/read`, {});
    expect(await answered("GET", `/v1/outreach/${id}`)).toMatchObject({
      status: "delivered",
      reason: "read",
    });
  });

  it("a call stands on the worklist, and its outcome is the outreach's", async () => {
    const { send, answered } = await clinic();
    const id = await send("staff-call");
    const { items } = await answered("GET", "/v1/staff-tasks?queue=front-desk");
    const [task] = items;
    await answered("POST", `/v1/staff-tasks/${task?.id}/complete`, { outcome: "reached", owner: "sam" });
    expect(await answered("GET", `/v1/outreach/${id}`)).toMatchObject({ status: "delivered" });
  });
});
