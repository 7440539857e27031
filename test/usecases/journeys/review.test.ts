import { expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import type { AuthoringPorts, By } from "#lib/usecases/authoring/content.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { approveContent, submitContent } from "#lib/usecases/authoring/review-content.ts";
import { readPolicy, setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import { aWorld, type World } from "#test/support/world.ts";

const submitJourney = (ports: AuthoringPorts, of: string, by: By) => submitContent(ports, journeys, of, by);
const approveJourney = (ports: AuthoringPorts, of: string, by: By) =>
  approveContent(ports, journeys, { id: of }, by);
const id = appointmentReminder.id;
const person = (name: string) => ({ actor: { type: "staff" as const, id: name } });
const [ana, bo] = [person("ana"), person("bo")];

async function drafted(fourEyes = true) {
  const world = await aWorld();
  const { policy, version } = await readPolicy(world.system.ports);
  await setPolicy(world.system.ports, { ...policy, fourEyes }, version, ana);
  await draft(world);
  return { world, ports: world.system.ports };
}
async function draft({ system: { ports } }: World) {
  const head = await ports.records.get("journeyHead", id);
  await draftContent(ports, journeys, { id, draft: appointmentReminder, ifMatch: head?.version }, ana);
}

it("is asked of nobody unless the policy says so", async () => {
  const { ports } = await drafted(false);
  expect(await publishContent(ports, journeys, id, ana)).toMatchObject({ version: 2 });
});

it("lets a journey be published once a second person approved it", async () => {
  const { ports } = await drafted();
  await expect(publishContent(ports, journeys, id, ana)).rejects.toMatchObject({ code: "wrong_state" });
  await submitJourney(ports, id, ana);
  await expect(publishContent(ports, journeys, id, ana)).rejects.toMatchObject({ code: "wrong_state" });
  await approveJourney(ports, id, bo);
  expect(await publishContent(ports, journeys, id, ana)).toMatchObject({ version: 2, status: "published" });
});

it("does not let an author approve, whoever submitted it", async () => {
  const { ports } = await drafted();
  await submitJourney(ports, id, bo);
  await expect(approveJourney(ports, id, ana)).rejects.toMatchObject({ code: "forbidden" });
  await expect(approveJourney(ports, id, bo)).rejects.toMatchObject({ code: "forbidden" });
  expect((await approveJourney(ports, id, person("cy"))).data.review?.status).toBe("approved");
});

it("begins anew when the draft changes after it was approved", async () => {
  const { world, ports } = await drafted();
  await submitJourney(ports, id, ana);
  await approveJourney(ports, id, bo);
  await draft(world);
  await expect(publishContent(ports, journeys, id, ana)).rejects.toMatchObject({ code: "wrong_state" });
  await expect(approveJourney(ports, id, bo)).rejects.toMatchObject({ code: "wrong_state" });
});

it("takes nothing that cannot run, and nothing that is not there", async () => {
  const { ports } = await drafted();
  const broken = { ...appointmentReminder, start: "gone" };
  const head = await ports.records.get("journeyHead", id);
  await draftContent(ports, journeys, { id, draft: broken, ifMatch: head?.version }, ana);
  await expect(submitJourney(ports, id, ana)).rejects.toMatchObject({ code: "invalid_definition" });
  await expect(submitJourney(ports, "none", ana)).rejects.toMatchObject({ code: "not_found" });
});
