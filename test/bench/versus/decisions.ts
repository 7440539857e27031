import { advance } from "#lib/domain/journey/advance.ts";
import { decide, decisionName } from "../core/decisions.ts";
import { definition, type Sample } from "../core/samples.ts";
import type { Case } from "../measure.ts";
import { load } from "../peers/load.ts";

type Step = (
  id: string,
  resolve: (controls: { body: string }) => object,
  options: { controlSchema: object; skip(): boolean },
) => Promise<unknown>;
type Novu = {
  workflow(
    id: string,
    run: (made: { step: { sms: Step }; payload: Payload }) => Promise<void>,
    options: { payloadSchema: object },
  ): unknown;
  Client: new (
    options: object,
  ) => { addWorkflows(all: unknown[]): Promise<void>; executeWorkflow(event: object): Promise<Executed> };
};
type Payload = { allowed: boolean; location: string; date: string };
type Executed = { outputs: { body?: string } };

const text = "Hi {{subscriber.firstName}}, you have a visit at {{payload.location}} on {{payload.date}}.";

const schema = (fields: Record<string, string>): object => ({
  type: "object",
  properties: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])),
  required: Object.keys(fields),
  additionalProperties: false,
});

/** One text step of a workflow: skip rule, controls rendered by its LiquidJS, output checked by its schema. */
async function novuStep(all: Sample[]): Promise<Case> {
  const { workflow, Client } = (await load("@novu/framework")) as Novu;
  const reminder = workflow(
    "reminder",
    async ({ step, payload }) => {
      const skip = (): boolean => !payload.allowed;
      await step.sms("ask", ({ body }) => ({ body }), { controlSchema: schema({ body: "string" }), skip });
    },
    { payloadSchema: schema({ allowed: "boolean", location: "string", date: "string" }) },
  );
  const client = new Client({ secretKey: "bench", strictAuthentication: false, verbose: false });
  await client.addWorkflows([reminder]);
  const events = all.map(({ facts }) => ({
    action: "execute",
    workflowId: "reminder",
    stepId: "ask",
    controls: { body: text },
    payload: {
      allowed: true,
      location: facts.appointment?.locationName ?? "",
      date: facts.appointment?.start ?? "",
    },
    subscriber: { subscriberId: facts.patient.id, firstName: facts.patient.name.given },
    state: [],
    context: {},
    env: {},
  }));
  const run = async (i: number): Promise<Executed> =>
    client.executeWorkflow(events[i % events.length] as object);
  const { outputs } = await run(0);
  if (!outputs.body?.includes("you have a visit at")) throw new Error("Novu's step wrote nothing");
  return { name: "  @novu/framework: one sms step", run };
}

type Xstate = {
  createMachine(config: object): unknown;
  assign(change: object): unknown;
  transition(machine: unknown, snapshot: unknown, event: object): [{ value: string }, unknown];
  initialTransition(machine: unknown): [unknown, unknown];
};

/** The same turn as a state chart: the wait is over, the question is planned with a task and a deadline. */
async function xstateTurn(all: Sample[]): Promise<Case> {
  const { createMachine, assign, transition, initialTransition } = (await load("xstate")) as Xstate;
  type Due = { event: { sample: Sample } };
  const machine = createMachine({
    id: "appointment-reminder",
    initial: "two-days-before",
    context: { visits: {}, task: undefined, outreach: undefined },
    states: {
      "two-days-before": {
        on: {
          DUE: {
            target: "ask",
            guard: ({ event }: Due) => event.sample.facts.appointment?.status === "booked",
            actions: assign({
              visits: { ask: 1 },
              outreach: ({ event }: Due) => ({ template: "appointment-confirm", dueAt: event.sample.now }),
              task: ({ event }: Due) => ({ kind: "confirm-appointment", openedAt: event.sample.now }),
            }),
          },
          CANCELLED: "ended",
        },
      },
      ask: { on: { CONFIRMED: "ended", SILENCE: "ended" } },
      ended: { type: "final" },
    },
  });
  const [waiting] = initialTransition(machine);
  const run = (i: number) => transition(machine, waiting, { type: "DUE", sample: all[i % all.length] });
  if (run(0)[0].value !== "ask") throw new Error("xstate took another turn");
  return { name: "  xstate: the same turn (no ids, zones, hours or lint)", run };
}

const turnName = "advance: one turn of the reminder";

export async function novuPeer(all: Sample[]): Promise<{ ours: string; cases: Case[] }> {
  const own: Case = { name: decisionName, run: (i) => decide(all[i % all.length] as Sample) };
  return { ours: decisionName, cases: [own, await novuStep(all)] };
}

export async function xstatePeer(all: Sample[]): Promise<{ ours: string; cases: Case[] }> {
  const run = (i: number) => {
    const { enrollment, facts, now } = all[i % all.length] as Sample;
    return advance(definition, enrollment, facts, [], now);
  };
  return { ours: turnName, cases: [{ name: turnName, run }, await xstateTurn(all)] };
}
