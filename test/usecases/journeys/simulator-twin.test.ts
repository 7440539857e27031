import { expect, it } from "vitest";
import { postDischarge } from "#lib/domain/library/transitions.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import { Cohort, inCohort } from "#lib/domain/simulation/people.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { livesOf } from "#lib/domain/simulation/simulate.ts";
import { runsOf, switchOn, tellFact } from "#test/support/modules.ts";
import { published } from "#test/support/simulation.ts";
import { aWorld, monday } from "#test/support/world.ts";

/** The simulator has its own small world: this holds it to what the whole system does for the same silent patient. */
it("says the same words at the same moments as the system itself, and takes the same steps", async () => {
  const world = await aWorld();
  await switchOn(world, ["transitions"]);
  const patientId = await world.patient("ana");
  await tellFact(world, patientId, { type: "encounter", status: "finished", code: { code: "IMP" } });
  await world.advanceTo("2026-07-10T15:00:00.000Z");
  const patient = (await world.records.get("patient", patientId))?.data as Patient;
  const policy = (await world.records.get("policy", "policy"))?.data;
  const stage = {
    definition: postDischarge.journey,
    templates: published,
    policy: policy as NonNullable<typeof policy>,
    settings: {
      ...SimulationSettings.parse({
        days: 40,
        spread: "PT0S",
        undelivered: 0,
        replies: { answers: {}, stop: 0 },
        staff: { undone: 1 },
      }),
      start: monday,
    },
  };
  const cohort = Cohort.parse({ fact: postDischarge.sample.fact });
  const [life] = livesOf(stage, [inCohort(patient, postDischarge.journey, cohort, monday)]);
  const [run] = await runsOf(world, patientId);
  expect(life?.enrollment?.trail.map(({ step, at }) => [step, at.slice(0, 16)])).toEqual(
    run?.trail.map(({ step, at }) => [step, at.slice(0, 16)]),
  );
  expect(life?.sent.map(({ at, body }) => [at.slice(0, 16), body])).toEqual(
    world.left().map(({ at, body }) => [at.slice(0, 16), body]),
  );
  expect(life?.enrollment).toMatchObject({ status: "ended", outcome: run?.outcome });
});
