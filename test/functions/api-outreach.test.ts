import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import type { StaffTask } from "#lib/domain/task.ts";
import { type ApiWorld, apiWorld, withMaria } from "./api-world.ts";

/** A clinic with its templates and the reminder published, Maria, and a visit of hers in a week. */
async function clinic() {
  const world = apiWorld();
  for (const draft of libraryTemplates) {
    await world.ask("PUT", `/v1/templates/${draft.id}`, { body: draft });
    await world.ask("POST", `/v1/templates/${draft.id}/publish`);
  }
  await world.ask("PUT", "/v1/journeys/appointment-reminder", { body: appointmentReminder });
  await world.ask("POST", "/v1/journeys/appointment-reminder/publish");
  const { id } = await withMaria(world);
  const body = { patientId: id, reference: "v1", status: "booked", start: "2026-06-09T15:00:00Z" };
  const visit = (await world.ask("POST", "/v1/appointments", { body })).body.id as string;
  return { world, id, visit };
}

const send = (world: ApiWorld, body: object) =>
  world.ask("POST", "/v1/outreach", { body: { reference: "m1", template: "appointment-confirm", ...body } });

describe("a message that a partner asks for", () => {
  it("is one message, however often it is asked for", async () => {
    const { world, id, visit } = await clinic();
    const first = await send(world, { patientId: id, appointmentId: visit });
    expect([first.status, first.body.status, first.body.channel]).toEqual([201, "planned", "sms"]);
    const again = await send(world, { patientId: id, appointmentId: visit });
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await world.ask("GET", `/v1/patients/${id}/outreach`)).body.items).toHaveLength(1);
    const other = await send(world, { patientId: id, appointmentId: visit, template: "appointment-nudge" });
    expect([other.status, other.body.code]).toEqual([409, "already_exists"]);
  });

  it("is only thought about with dryRun", async () => {
    const { world, id, visit } = await clinic();
    const { saves } = world;
    const told = await send(world, { patientId: id, appointmentId: visit, dryRun: true });
    expect([told.status, told.body.dryRun, told.body.decision.verdict]).toEqual([200, true, "send"]);
    expect(told.body.decision.facts).toMatchObject({ channel: "sms", consent: "implied" });
    world.now = "2026-06-03T06:00:00.000Z";
    const night = await send(world, { patientId: id, appointmentId: visit, dryRun: true });
    expect(night.body.decision).toMatchObject({ verdict: "hold", reason: "quiet_hours" });
    expect(world.saves).toBe(saves);
  });

  it("follows the program, the clocks and the page that the partner names", async () => {
    const { world, id, visit } = await clinic();
    const said = { program: "diabetes", clocks: { sms: "PT4H" }, opening: { page: "preferences" } };
    const { body } = await send(world, { patientId: id, appointmentId: visit, ...said });
    const { levels, clocks, opening } = (await world.records.get("outreach", body.id))?.data ?? {};
    expect([levels?.program, clocks, opening]).toEqual([said.program, said.clocks, said.opening]);
    const form = await send(world, { patientId: id, reference: "m2", opening: { page: "form" } });
    expect([form.status, form.body.errors[0].pointer]).toEqual([400, "/opening/page"]);
    const page = await send(world, { patientId: id, reference: "m2", opening: { page: "visit" } });
    expect([page.status, page.body.errors[0].pointer]).toEqual([400, "/appointmentId"]);
  });

  it("is refused where it names nothing that is here", async () => {
    const { world, id } = await clinic();
    const { saves } = world;
    const pointerOf = async (body: object) => {
      const told = await send(world, body);
      return [told.status, told.body.code, told.body.errors?.[0].pointer];
    };
    const template = await pointerOf({ patientId: id, template: "nothing" });
    expect(template).toEqual([422, "unknown_reference", "/template"]);
    const visit = await pointerOf({ patientId: id, appointmentId: `apt_${"z".repeat(26)}_1` });
    expect(visit).toEqual([422, "unknown_reference", "/appointmentId"]);
    const variable = await pointerOf({ patientId: id, variables: { shoe: 1 } });
    expect(variable).toEqual([400, "validation_failed", "/variables/shoe"]);
    expect(world.saves).toBe(saves);
  });

  it("is cancelled once and for all", async () => {
    const { world, id, visit } = await clinic();
    const { body } = await send(world, { patientId: id, appointmentId: visit });
    const cancel = () =>
      world.ask("POST", `/v1/outreach/${body.id}/cancel`, { body: { reason: "patient-request" } });
    expect((await cancel()).body).toMatchObject({
      result: "cancelled",
      outreach: { status: "cancelled", reason: "patient-request" },
    });
    expect((await cancel()).body.result).toBe("cancelled");
    const told = await world.ask("GET", `/v1/outreach/${body.id}`);
    expect(told.body).toMatchObject({ status: "cancelled", about: { appointmentId: visit }, attempts: [] });
  });
});

describe("an enrollment", () => {
  const start = (world: ApiWorld, id: string, visit: string) =>
    world.ask("POST", "/v1/enrollments", {
      body: { journeyId: "appointment-reminder", patientId: id, subject: { type: "appointment", id: visit } },
    });

  it("is one run per subject", async () => {
    const { world, id, visit } = await clinic();
    const first = await start(world, id, visit);
    expect([first.status, first.body.status, first.body.step]).toEqual([201, "active", "two-days-before"]);
    const again = await start(world, id, visit);
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    for (const path of [`/v1/patients/${id}/enrollments`, "/v1/journeys/appointment-reminder/enrollments"])
      expect((await world.ask("GET", path)).body.items).toHaveLength(1);
    expect((await world.ask("GET", `/v1/enrollments/${first.body.id}/outreach`)).body.items).toEqual([]);
  });

  it("is refused for what the journey is not about", async () => {
    const { world, id } = await clinic();
    const body = { journeyId: "appointment-reminder", patientId: id };
    const told = await world.ask("POST", "/v1/enrollments", { body });
    expect([told.status, told.body.errors[0].pointer]).toEqual([400, "/subject/type"]);
  });

  it("is paused, resumed and stopped, and wakes the run that waits", async () => {
    const { world, id, visit } = await clinic();
    const enrollment = (await start(world, id, visit)).body.id;
    const ask = (verb: string, body?: object) =>
      world.ask("POST", `/v1/enrollments/${enrollment}/${verb}`, { body });
    expect((await ask("pause")).body.status).toBe("paused");
    expect((await ask("pause")).status).toBe(200);
    const resumed = await ask("resume");
    expect([resumed.body.status, resumed.body.step]).toEqual(["active", "two-days-before"]);
    const stopped = await ask("stop", { reason: "patient-request" });
    expect(stopped.body).toMatchObject({ status: "ended", outcome: "stopped", reason: "patient-request" });
    expect((await ask("stop", { reason: "again" })).body.reason).toBe("patient-request");
    expect((await ask("resume")).body.code).toBe("wrong_state");
    expect((await ask("pause")).body.code).toBe("wrong_state");
    const inbox = await world.records.get("inbox", enrollment);
    expect(inbox?.data.news.map((n) => n.type)).toEqual([
      "enrollment.paused",
      "enrollment.resumed",
      "enrollment.ended",
    ]);
  });

  it("catches up on what fell due while it was paused", async () => {
    const { world, id, visit } = await clinic();
    const enrollment = (await start(world, id, visit)).body.id;
    await world.ask("POST", `/v1/enrollments/${enrollment}/pause`);
    world.now = "2026-06-08T15:00:00.000Z";
    const told = await world.ask("POST", `/v1/enrollments/${enrollment}/resume`);
    expect(told.body).toMatchObject({ status: "active", step: "ask" });
    const { items } = (await world.ask("GET", `/v1/enrollments/${enrollment}/outreach`)).body;
    expect(items).toHaveLength(1);
    const [task] = (await world.ask("GET", `/v1/patients/${id}/tasks`)).body.items;
    const answer = (word: string) =>
      world.ask("POST", `/v1/tasks/${task.id}/answer`, { body: { answer: word } });
    expect((await answer("perhaps")).body.errors[0].pointer).toBe("/answer");
    expect((await answer("confirmed")).body).toMatchObject({ status: "done", answer: "confirmed" });
    expect((await world.ask("GET", `/v1/appointments/${visit}`)).body.confirmation).toBe("confirmed");
    const stopped = await world.ask("POST", `/v1/enrollments/${enrollment}/stop`, {
      body: { reason: "enough" },
    });
    expect(stopped.body.status).toBe("ended");
    expect((await world.ask("GET", `/v1/outreach/${items[0].id}`)).body.status).toBe("cancelled");
  });
});

describe("the worklist", () => {
  it("is most urgent first, taken by one and completed with an outcome", async () => {
    const { world, id } = await clinic();
    const task = (local: string, priority: StaffTask["priority"]): StaffTask => ({
      id: `stk_${id.slice(4)}_${local}`,
      patientId: id,
      queue: "front-desk",
      title: "Call to confirm",
      priority,
      status: "open",
      outcomes: ["reached", "unreachable"],
      openedAt: world.now,
    });
    for (const data of [task("a", "normal"), task("b", "urgent")]) {
      const event = {
        type: "staff-task.opened" as const,
        at: world.now,
        actor: { type: "system" as const, id: "t" },
      };
      await world.records.save([{ kind: "staffTask", id: data.id, expect: 0, data, event }]);
    }
    const list = async () =>
      (await world.ask("GET", "/v1/staff-tasks", { query: { queue: "front-desk" } })).body.items;
    const [urgent] = await list();
    expect(urgent.priority).toBe("urgent");
    const act = (verb: string, body: object) =>
      world.ask("POST", `/v1/staff-tasks/${urgent.id}/${verb}`, { body });
    expect((await act("claim", { owner: "ana" })).body).toMatchObject({ status: "claimed", owner: "ana" });
    expect((await act("claim", { owner: "ben" })).body.code).toBe("wrong_state");
    expect((await act("complete", { outcome: "sang", owner: "ana" })).body.errors[0].pointer).toBe(
      "/outcome",
    );
    expect((await act("complete", { outcome: "reached", owner: "ana" })).body.status).toBe("done");
    expect(await list()).toHaveLength(1);
    expect((await world.ask("GET", `/v1/patients/${id}/staff-tasks`)).body.items).toHaveLength(2);
  });
});
