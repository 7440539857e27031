import type { Envelope } from "#lib/ports.ts";
import { startEnrollment } from "#lib/usecases/enrollments/start-enrollment.ts";
import type { Random } from "../../../bin/local/clinic/random.ts";
import { Browser, doorIn, filled, origin } from "../browser.ts";
import type { World } from "../world.ts";
import { type Concern, lotsOf, someTime, staff } from "./concern.ts";

/** Staff ask a patient to fill in a form. */
export type FormEvent = { do: "form"; person: string };

const minute = 60_000;

/** Links lead to the clinic's pages: scanners open them, people are right or wrong about who they are, and answer there. */
export const pages: Concern = {
  share: 15,

  happenings(all, context) {
    const asked = all.filter(() => context.random.chance(0.5));
    return [
      { do: "policy", atMs: minute, change: { linkBase: origin } },
      ...asked.map(({ reference }) => ({
        do: "form" as const,
        person: reference,
        atMs: someTime(context),
      })),
    ];
  },

  work(event, { patientId }) {
    if (event.do !== "form") return undefined;
    const id = patientId(event.person);
    const request = { journeyId: "sim-form", subject: { type: "patient" as const, id }, patientId: id };
    return (core) => startEnrollment(core, request, staff);
  },

  left(envelope, { world }) {
    const path = doorIn(envelope.body);
    if (!path) return;
    const random = lotsOf(world, "link", envelope.outreachId);
    for (let i = random.below(3); i > 0; i--)
      world.clock.in(random.below(40_000), async () => void new Browser(world).open(path));
    if (random.chance(0.25))
      world.clock.in(
        random.below(40_000),
        async () => void new Browser(world).open(path.replace("/l/", "/u/")),
      );
    if (random.chance(0.8))
      world.clock.in(minute + random.below(600 * minute), () => comes(world, envelope, { path, random }));
  },
};

type Visit = { path: string; random: Random };

/** A person, who may not know the birth date at once; undefined where nobody was let in. */
export async function entered(
  world: World,
  { outreachId }: Envelope,
  { path, random }: Visit,
): Promise<Browser | undefined> {
  const patient = world.mirror.get("patient", world.mirror.get("outreach", outreachId)?.data.patientId ?? "");
  const [year = "", month = "", day = ""] = (patient?.data.birthDate ?? "").split("-");
  const browser = new Browser(world);
  await browser.open(path);
  for (let wrong = random.pick([0, 0, 0, 1, 2, 6]); wrong > 0; wrong--) {
    await browser.send(path, { year: "1931", month, day });
    if (browser.isInside) world.witness.evidence.strangers.push(path.slice(0, 6));
  }
  await browser.send(path, { year, month, day });
  return browser.isInside ? browser : undefined;
}

/** Then the page they were sent for. */
async function comes(world: World, envelope: Envelope, visit: Visit): Promise<void> {
  const { random } = visit;
  const browser = await entered(world, envelope, visit);
  if (!browser) return;
  if (/action="\/p\/form"/.test(browser.page)) return fills(browser, random);
  const answer = random.pick(["confirmed", "confirmed", "declined", "reschedule"]);
  if (random.chance(0.3)) await browser.sendTwice("/p/visit", { answer });
  else if (random.chance(0.8)) await browser.send("/p/visit", { answer });
}

/** Begun, saved, perhaps left and taken up again, and sent once or twice at once. */
async function fills(browser: Browser, random: Random): Promise<void> {
  const pain = String(random.below(11));
  await browser.send("/p/form", { ...filled(browser.page, pain), action: "next" });
  if (random.chance(0.2)) return;
  if (random.chance(0.5)) await browser.open("/p/form");
  const sent = { ...filled(browser.page, pain), action: "send" };
  if (random.chance(0.4)) await browser.sendTwice("/p/form", sent);
  else await browser.send("/p/form", sent);
  if (random.chance(0.6)) return;
  // Back again, and not sure whether it was sent.
  await browser.open("/p/form");
  await browser.send("/p/form", { ...filled(browser.page, pain), action: "send" });
}
