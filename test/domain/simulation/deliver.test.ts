import { describe, expect, it } from "vitest";
import { withCancellation } from "#lib/domain/reach/claims.ts";
import { deliver } from "#lib/domain/simulation/deliver.ts";
import type { Life } from "#lib/domain/simulation/life.ts";
import { anEnrollment, anOutreach, aTemplate, hours, later } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const outreach = anOutreach({ step: "say", dueAt: simulatedMonday });
const saying = (body: string) =>
  aTemplate({
    variants: [
      { channel: "sms", language: "en", body },
      { channel: "email", language: "en", subject: "Hello", body },
    ],
  });

function delivered(
  message: Partial<typeof outreach> = {},
  more: Partial<Life> = {},
  template = saying("Hello"),
) {
  const own = { ...outreach, ...message };
  const templates = new Map([[template.id, template]]);
  const still = stillLife({ templates, outreaches: new Map([[own.id, own]]), ...more });
  deliver(still.life, own.id, still.tell);
  return { ...still, fate: () => still.life.outreaches.get(own.id) };
}

describe("a simulated message that is due", () => {
  it("leaves with the decision that let it, and its attempt is counted", () => {
    const { life, fate } = delivered();
    expect(fate()).toMatchObject({
      status: "sent",
      attempts: [{ n: 1, channel: "sms", addressId: "sms", at: simulatedMonday, outcome: "accepted" }],
      decisions: [expect.objectContaining({ verdict: "send" })],
    });
    expect(life.sent.map(({ body }) => body)).toEqual(["Hello"]);
  });

  it.each([
    ["sms", 153 + 10, 2],
    ["sms", 20, 1],
    ["email", 2000, 1],
  ] as const)("by %s of %d characters has %d parts", (channel, length, segments) => {
    const contactPoint = { id: "one", channel, address: "x", health: "ok" as const };
    const { reach } = stillLife().life;
    const address = { ...reach.addresses[0], ...contactPoint } as (typeof reach.addresses)[number];
    const { life } = delivered(
      { channel, plan: [channel] },
      { reach: { ...reach, addresses: [address] } },
      saying("x".repeat(length)),
    );
    expect(life.sent.map((one) => [one.channel, one.segments])).toEqual([[channel, segments]]);
  });

  it("takes no slot of the budget where it answers the patient", () => {
    const metered = (message: object) => delivered(message).life.sent.map((one) => one.metered);
    expect(metered({})).toEqual([true]);
    expect(metered({ inReplyTo: "msg_1" })).toEqual([false]);
  });

  it.each<[string, object]>([
    ["it is due later", { dueAt: later(simulatedMonday, hours(1)) }],
    ["it was sent", { status: "sent" }],
    ["it was cancelled", { status: "cancelled" }],
  ])("does not leave where %s", (_, message) => {
    const { life, told } = delivered(message);
    expect([life.sent, life.agenda, told]).toEqual([[], [], []]);
  });

  it("does not leave where it is not known", () => {
    const { life, tell } = stillLife();
    deliver(life, "out_none", tell);
    expect(life.sent).toEqual([]);
  });

  it("is a fault where its text cannot be made", () => {
    const { life } = delivered({}, {}, saying("Hello {{ nobody.knows }}"));
    expect(life.sent).toEqual([]);
    expect(life.faults).toEqual(["step say: template note cannot be rendered for sms"]);
  });

  it("goes by the next channel where its own is closed for good, and its journey hears of the sending alone", () => {
    const { reach } = stillLife().life;
    const [sms] = reach.addresses;
    if (!sms) throw new Error("no address");
    const addresses = [
      { ...sms, health: "invalid" as const },
      { ...sms, id: "mail", channel: "email" as const, address: "a@example.org" },
    ];
    const { life, told, pass } = delivered({}, { reach: { ...reach, addresses } });
    pass();
    expect(life.sent.map(({ channel }) => channel)).toEqual(["email"]);
    expect(told.map(({ type }) => type)).toEqual(["outreach.sent"]);
    expect(life.holds).toEqual([]);
  });

  it("is dropped where the journey has ended, with the reason", () => {
    const ended = anEnrollment({ status: "ended", outcome: "over", reason: "end" });
    const { life, told } = delivered({ enrollmentId: ended.id }, { enrollment: ended });
    expect([life.sent, told]).toEqual([
      [],
      [expect.objectContaining({ type: "outreach.suppressed", value: "enrollment_not_active" })],
    ]);
  });

  it("is taken back where it was cancelled meanwhile, of which its journey knows", () => {
    const reach = withCancellation(stillLife().life.reach, outreach.id, 0, simulatedMonday);
    if (reach === "too_late") throw new Error("too late");
    const { life, told, fate } = delivered({}, { reach });
    expect([life.sent, told, life.agenda]).toEqual([[], [], []]);
    expect(fate()?.status).toBe("cancelled");
  });
});
