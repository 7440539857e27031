import { describe, expect, it } from "vitest";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";
import { withWaiting } from "#lib/domain/reach/claims.ts";
import type { OptOutList, SendResult } from "#lib/ports.ts";
import { stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import {
  anEvent,
  anOutreach,
  aReach,
  aTuesday,
  hours,
  later,
  patientId,
  phone,
} from "#test/support/builders.ts";
import { delivery, type Given, quiet } from "#test/support/delivery.ts";

const patient = { type: "patient", id: "p" } as const;
const own = anOutreach().id;
const refused = (code: "content" | "address_opted_out"): SendResult => ({
  outcome: "refused",
  code,
  detail: code,
});
const answers = (result: SendResult) => async () => result;

/** A delivery to somebody whose address is known to be theirs; its log and its calls to the carrier's list are kept. */
async function told(given: Given, { stopped = false } = {}) {
  const d = await delivery(given);
  const key = addressKey("sms", phone);
  const link = { key, patientId, contactPointIds: ["cp-sms"], active: true };
  const id = addressLinkId(key, patientId);
  await d.records.save([
    { kind: "addressLink", id, expect: 0, data: link, event: anEvent({ type: "address.linked" }) },
  ]);
  if (stopped)
    await stopAddress(d.ports(), { channel: "sms", address: phone, actor: patient, cause: "m1" }, "all");
  const lines: object[] = [];
  const listed: string[] = [];
  const optOuts: OptOutList = {
    async *all() {},
    add: async (address) => void listed.push(address),
    remove: async () => undefined,
  };
  const log = { ...quiet, info: (message: string, fields = {}) => void lines.push({ message, ...fields }) };
  const status = await deliver({ ...d.ports(), log, optOuts }, { outreachId: d.first.id, channel: "sms" });
  return { d, lines, listed, status };
}

describe("an attempt", () => {
  it.each<[string, Given, object]>([
    ["that leaves", {}, { status: "sent" }],
    [
      "that is refused",
      { outreach: { plan: ["sms"] }, answer: answers(refused("content")) },
      { status: "failed", reason: "content" },
    ],
    ["that may not be", { template: undefined }, { status: "suppressed", reason: "template_not_published" }],
  ])("%s is one line of the log, of ids and codes alone", async (_what, given, line) => {
    const { d, lines } = await told(given);
    expect(lines).toEqual([{ message: "outreach", outreachId: d.first.id, reason: undefined, ...line }]);
    const { event } = (await d.records.get("outreach", d.first.id)) ?? {};
    expect(event).toMatchObject({ at: d.clock.at, actor: { type: "system", id: "deliver" } });
  });

  const confirmation = { confirmsStop: true as const, inReplyTo: "msg_1", plan: ["sms" as const] };

  it.each<[string, Given, { stopped: boolean }, string, string[]]>([
    ["once a confirmation of STOP left", { outreach: confirmation }, { stopped: true }, "sent", [phone]],
    [
      "not where it was refused",
      { outreach: confirmation, answer: answers(refused("content")) },
      { stopped: true },
      "failed",
      [],
    ],
    ["not for any other message", {}, { stopped: false }, "sent", []],
  ])("tells the carrier's list of an address %s", async (_when, given, before, status, list) => {
    const got = await told(given, before);
    expect([got.status, got.listed]).toEqual([status, list]);
    expect(got.d.sent).toHaveLength(1);
  });

  it("that meets a STOP said to the carrier leaves it in the ledger, and which attempt found it", async () => {
    const { d } = await told({ answer: answers(refused("address_opted_out")) });
    const { items } = await d.records.list({ kind: "consent", of: "patient", patientId });
    expect(items.map(({ data, event }) => [data.state, data.by, event.cause])).toEqual([
      ["revoked", { type: "provider", id: "sms" }, `${d.first.id}#1`],
    ]);
    expect((await d.reach()).addresses[0]).toMatchObject({ stopped: "all" });
  });

  it.each<[string, Given, string, string[]]>([
    ["goes with a message that is for nothing any more", { template: undefined }, own, []],
    ["of another message stays", { template: undefined }, "out_other", ["out_other"]],
    ["stays with a message that is held", { now: later(aTuesday, hours(12)) }, own, [own]],
  ])("leaves a place that is kept to whoever has it: it %s", async (_what, given, whose, left) => {
    const reach = withWaiting(aReach(), whose, { at: aTuesday, rank: 2 }, aTuesday);
    const { d } = await told({ ...given, reach });
    expect(Object.keys((await d.reach()).waiting ?? {})).toEqual(left);
  });
});
