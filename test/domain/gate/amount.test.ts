import { describe, expect, it } from "vitest";
import { circuitOf, isAnsweringRobot, isNearDuplicate, nearOf } from "#lib/domain/gate/amount.ts";
import { outreachId, ownedId } from "#lib/domain/ids.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Claim, Reach, ReachAddress } from "#lib/domain/reach/reach.ts";
import {
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTuesday,
  days,
  enrollmentId,
  hours,
  later,
  patientId,
} from "#test/support/builders.ts";

const claims = (entries: [id: string, claim: Partial<Claim>][]): Reach =>
  aReach({
    claims: Object.fromEntries(
      entries.map(([id, claim]) => [id, { n: 1, at: aTuesday, to: "cp-sms", ...claim }]),
    ),
  });
const ofJourney = (name: string) => outreachId(ownedId("enrollment", patientId, name), "ask", 1);

describe("a message of no visit says the same as another", () => {
  const mine = anOutreach({ id: outreachId(enrollmentId, "ask", 1), variables: { test: "A1c", value: 7 } });
  const isSame = (more: Partial<Outreach>, id = ofJourney("other"), at = aTuesday) =>
    isNearDuplicate(
      aSituation({ outreach: mine, reach: claims([[id, { at, near: nearOf({ ...mine, ...more }) }]]) }),
    );

  it.each<[string, Partial<Outreach>, boolean]>([
    ["with the same template and values", {}, true],
    ["in another version of the template's words", { template: { id: "note", version: 2 } }, true],
    ["with other values", { variables: { test: "A1c", value: 8 } }, false],
    ["with no values", { variables: {} }, false],
    ["by another template", { template: { id: "other", version: 1 } }, false],
    ["of a visit", { about: { appointmentId: "apt_1", fingerprint: "f", timeZone: "UTC" } }, false],
  ])("%s: %s", (_, more, same) => {
    expect(isSame(more)).toBe(same);
  });

  it("whichever other journey, partner or campaign sent that, and not where its own journey did", () => {
    const others = Array.from({ length: 100 }, (_, i) => ofJourney(`other ${i}`));
    expect(others.every((id) => isSame({}, id))).toBe(true);
    expect(isSame({}, anOutreach().id)).toBe(true);
    expect(isSame({}, outreachId(enrollmentId, "nudge", 1))).toBe(false);
  });

  it("among whatever else went out", () => {
    const reach = claims([
      [ofJourney("a"), { near: "another" }],
      [ofJourney("b"), { near: nearOf(mine) }],
      [ofJourney("c"), {}],
    ]);
    expect(isNearDuplicate(aSituation({ outreach: mine, reach }))).toBe(true);
  });

  it("within hours, to the millisecond", () => {
    const { nearDuplicateHours } = aPolicy();
    const sentAgo = (ms: number) => isSame({}, undefined, later(aTuesday, -hours(nearDuplicateHours) + ms));
    expect([sentAgo(1), sentAgo(0)]).toEqual([true, false]);
  });

  it("where it has no values, as one that has none either", () => {
    const plain = nearOf({ ...anOutreach(), variables: {} });
    expect(nearOf(anOutreach())).toBe(plain);
  });
});

describe("sends to an address in 24 hours", () => {
  const address = aReach().addresses[0] as ReachAddress;
  const outreach = anOutreach();
  const others = Array.from({ length: 10 }, (_, i): [string, Partial<Claim>] => [ofJourney(`n${i}`), {}]);
  const circuit = (entries: [string, Partial<Claim>][]) =>
    circuitOf(aSituation({ outreach, reach: claims(entries) }), address);
  const nine = others.slice(1);

  it.each<[string, [string, Partial<Claim>][], "sends" | undefined]>([
    ["are too many with ten others", others, "sends"],
    ["are not with nine others", nine, undefined],
    ["do not count the message that tries again", [...nine, [outreach.id, {}]], undefined],
    ["do not count one by another address", [...nine, [ofJourney("x"), { to: "cp-email" }]], undefined],
    [
      "are too many with ten others, be its own by another address",
      [...others, [outreach.id, { to: "cp-email" }]],
      "sends",
    ],
    [
      "are too many with ten others, be its own of the day before",
      [...others, [outreach.id, { at: later(aTuesday, -days(1)) }]],
      "sends",
    ],
  ])("%s", (_, entries, told) => {
    expect(circuit(entries)).toBe(told);
  });
});

describe("an automatic answer", () => {
  const address = aReach().addresses[0] as ReachAddress;
  const answer = anOutreach({ inReplyTo: "msg_1" });
  const most = aPolicy().robots.answersPerHour;
  const answered = (n: number) =>
    claims(Array.from({ length: n }, (_, i) => [ofJourney(`n${i}`), { reply: true as const }]));
  const isRobot = (outreach: Outreach, reach = aReach(), to = address) =>
    isAnsweringRobot(aSituation({ outreach, reach }), to);
  const muted = (ms: number) => ({ ...address, muted: { until: later(aTuesday, ms), by: "msg_0" } });

  it("leaves where the address is nobody's machine", () => {
    expect(isRobot(answer)).toBe(false);
  });

  it("stays where the address is muted, until that is over", () => {
    expect([1, 0, -1].map((ms) => isRobot(answer, aReach(), muted(ms)))).toEqual([true, false, false]);
  });

  it("stays where as many as may be within an hour have left", () => {
    expect([isRobot(answer, answered(most - 1)), isRobot(answer, answered(most))]).toEqual([false, true]);
  });

  it("counts those that left on whichever channel of the number, and none to another", () => {
    const cell: ReachAddress = { ...address, id: "cp-wa", channel: "whatsapp" };
    const reach = answered(most);
    const also = (to: ReachAddress) => ({ ...reach, addresses: [...reach.addresses, to] });
    expect(isRobot(answer, also(cell), cell)).toBe(true);
    const other = { ...cell, address: "+13125550199" };
    expect(isRobot(answer, also(other), other)).toBe(false);
  });

  it("alone stays: what answers no message, or gives a page that was asked for, is no answer", () => {
    const others = [anOutreach(), anOutreach({ inReplyTo: "lnk_1" })];
    expect(others.map((outreach) => isRobot(outreach, answered(most), muted(1)))).toEqual([false, false]);
  });
});
