import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { linkIn, maria, type PagesWorld, pagesWorld } from "./pages.ts";

export const freedStart = "2026-06-05T15:00:00.000Z";
export const place = { locationName: "Main Street", visitType: "Follow-up" };

/** The text that a patient got last. */
export const textTo = (world: PagesWorld, name: string): string =>
  world.texts(`+1202555${numbers[name]}`).at(-1) ?? "";
const numbers: Record<string, string> = {
  ana: "0150",
  ben: "0151",
  eva: "0152",
  leo: "0153",
  fay: "0154",
  gus: "0155",
  hal: "0156",
  ida: "0157",
};

/** Patients with visits on 11 June who joined the list in this order, and one whose visit on 5 June they would like. */
export async function waiting(
  names: string[],
  more: Record<string, object> = {},
  how: Parameters<typeof pagesWorld>[0] = {},
) {
  const world = await pagesWorld(how);
  const ids: Record<string, string> = {};
  let minute = 0;
  const add = async (name: string, visit: object) => {
    const contactPoints = [{ channel: "sms" as const, address: `+1202555${numbers[name]}` }];
    ids[name] = await world.patient(name, { birthDate: "1962-03-27", contactPoints });
    await world.book(ids[name] as string, { ...place, start: "2026-06-11T15:00:00.000Z", ...visit });
  };
  await add("leo", { start: freedStart });
  for (const name of names) {
    await add(name, more[name] ?? {});
    await world.advanceTo(`2026-06-01T16:${String(++minute).padStart(2, "0")}:00.000Z`);
    await join(world, ids[name] as string);
  }
  const giveUp = () => world.book(ids.leo as string, { ...place, start: freedStart, status: "cancelled" });
  const freed = async () => (await world.records.list({ kind: "waiting", of: "customer" })).items;
  return { ...world, ids, giveUp, onList: freed };
}

/** As a patient does: by the link of a message, on the visit page. */
async function join(world: PagesWorld, patientId: string): Promise<void> {
  const phone = world.browser();
  await phone.send(linkIn(await again(world, patientId)), maria);
  await phone.send("/p/visit", { answer: "confirmed" });
  const told = await phone.send("/p/visit", { wait: "yes" });
  if (!told.text.includes("We will tell you if an earlier time is free.")) throw new Error(told.text);
}

let asked = 0;

/** A text with a link to the patient's visit. */
export async function again(world: PagesWorld, patientId: string): Promise<string> {
  const [visit] = await world.own("appointment", patientId);
  const send = {
    patientId,
    reference: `m${++asked}`,
    template: "care-message",
    variables: { text: "Hello" },
  };
  await sendDirect(
    world.ports,
    { ...send, channels: ["sms"], appointmentId: visit?.id },
    { actor: { type: "staff", id: "test" } },
  );
  await world.settle();
  return world.texts().at(-1) ?? "";
}
