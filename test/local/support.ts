import type { Log } from "#lib/ports.ts";
import type { Flags } from "../../bin/local/flags.ts";
import { type Local, startLocal } from "../../bin/local/server.ts";

export const monday = "2026-06-01T15:00:00.000Z";

/** Errors that the system logged, so that a test can say there were none. */
export type Started = Local & { errors: string[]; call: Call };

export type Answer = { status: number; headers: Headers; body: unknown };
type Call = (
  method: string,
  path: string,
  given?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>;

/** The server on a free port with a movable clock (`clock: "real"` for the real one), in memory and empty unless told. */
export async function started({ clock = monday, ...flags }: Partial<Flags> = {}): Promise<Started> {
  const errors: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (message) => void errors.push(message),
  };
  const local = await startLocal(
    { port: 0, empty: true, engine: "memory", ...(clock !== "real" && { clock }), ...flags },
    log,
  );
  const token = await local.tokens.mint();
  const call: Call = async (method, path, { body, headers } = {}) => {
    const response = await fetch(local.url + path, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return { ...local, errors, call };
}

/** A patient of the clinic with a phone and an email address. */
export const maria = {
  reference: "maria",
  name: { given: "Maria", family: "<b>Lopez</b>" },
  language: "en",
  timeZone: "America/Chicago",
  contactPoints: [
    { channel: "sms", address: "+13125550142" },
    { channel: "email", address: "maria@clinic.test" },
  ],
};

/** Thursday of that week, 10:30 in Chicago. */
export const thursday = "2026-06-04T15:30:00.000Z";

export async function booked({ call }: Started): Promise<{ patientId: string; appointmentId: string }> {
  const patient = await call("POST", "/v1/patients", { body: maria });
  const patientId = (patient.body as { id: string }).id;
  const visit = { patientId, reference: "visit-1", status: "booked", start: thursday };
  const appointment = await call("POST", "/v1/appointments", { body: visit });
  return { patientId, appointmentId: (appointment.body as { id: string }).id };
}
