import { describe, expect, it } from "vitest";
import { sendersOf } from "#infra/channel-senders.ts";
import { customers, parseSettings, readSettings } from "#infra/config.ts";
import { readJson } from "./support/assembly.ts";

const riverside = readJson("infra/customers/riverside.json");
const refusal = (changes: object, customer = "riverside"): string => {
  try {
    parseSettings(customer, { ...riverside, ...changes });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("settings", () => {
  it.each(customers())("of the sample customer %s are taken", (customer) => {
    expect(readSettings(customer)).toMatchObject({ customer });
  });

  const { sms, email, push, voice, letter } = riverside.senders;
  const [further] = riverside.furtherSenders.sms;
  it.each<[string, object, string, RegExp]>([
    ["an unknown zone", { policy: { timeZone: "America/Springfield" } }, "policy.timeZone", /IANA time zone/],
    ["an unknown module", { modules: ["fax"] }, "modules.0", /expected one of/],
    ["a module twice", { modules: ["sms", "sms"] }, "modules", /named twice/],
    ["a module without its sender", { senders: { email, push } }, "senders.sms", /has no sender/],
    ["a sender without its module", { modules: ["sms", "email"] }, "senders.push", /module push is off/],
    [
      "a sender without a number",
      { senders: { sms: { ...sms, number: undefined } } },
      "senders.sms.number",
      /needs its number/,
    ],
    [
      "a number of another type",
      { senders: { sms: { ...sms, number: "+12125550142" } } },
      "senders.sms.number",
      /not a toll-free number/,
    ],
    [
      "an address of another domain",
      { senders: { email: { ...email, from: "a@b.example.org" } } },
      "senders.email.from",
      /sending domain/,
    ],
    [
      "letters without a return address",
      { senders: { letter: { to: { type: "bucket" } } } },
      "senders.letter.from",
      /./,
    ],
    [
      "letters to a vendor in the clear",
      {
        senders: {
          letter: { ...letter, to: { type: "vendor", url: "http://print.example.com", secretArn: "x" } },
        },
      },
      "senders.letter.to.url",
      /https address/,
    ],
    ["push without credentials", { senders: { push: {} } }, "senders.push", /apns or gcm/],
    [
      "a retention below the law's",
      { retention: { auditYears: 5 } },
      "retention.auditYears",
      /164\.316\(b\)\(2\)\(i\)/,
    ],
    [
      "a log retention that CloudWatch has not",
      { retention: { auditYears: 6, logDays: 100 } },
      "retention.logDays",
      /./,
    ],
    ["a region without the services", { region: "eu-north-1" }, "region", /./],
    [
      "an unknown scope",
      { api: { clients: [{ name: "ehr", scopes: ["all"] }] } },
      "api.clients.0.scopes.0",
      /./,
    ],
    ["alarms to nobody", { alarms: { emails: [] } }, "alarms.emails", /nobody/],
    [
      "alarms that lead nowhere",
      { alarms: { emails: ["a@b.example.org"] } },
      "alarms.runbook",
      /address of docs\/runbook\.md/,
    ],
    [
      "a channel that is on and that the policy does not name",
      {
        policy: { ...riverside.policy, channels: ["sms", "email", "push", "voice", "portal", "staff-call"] },
      },
      "policy.channels",
      /module letter is on and not named/,
    ],
    [
      "calls that cannot say how to stop them",
      { modules: ["voice"], senders: { voice }, policy: { clinicPhone: "" } },
      "policy.clinicPhone",
      /say where to stop them/,
    ],
    [
      "a stop line of nobody's",
      { policy: { stopLine: "+18335550144" } },
      "policy.stopLine",
      /follows from senders\.call-line/,
    ],
    [
      "a WhatsApp number of Meta's and not AWS's",
      { senders: { whatsapp: { phoneNumberId: "321010217712345" } } },
      "senders.whatsapp.phoneNumberId",
      /phone-number-id-/,
    ],
    [
      "a further sender without the first",
      { senders: { sms, voice }, furtherSenders: { email: [email] } },
      "furtherSenders.email",
      /module email is off/,
    ],
    ["a sender twice", { furtherSenders: { sms: [sms] } }, "furtherSenders.sms", /named twice/],
    [
      "a sender that weighs nothing",
      { furtherSenders: { sms: [{ ...further, weight: 0 }] } },
      "furtherSenders.sms.0.weight",
      /./,
    ],
    ["pages at no address", { api: { clients: [] } }, "api.domain", /domain of the customer's own/],
    [
      "pages at two addresses",
      { policy: { linkBase: "https://care.example.org" } },
      "policy.linkBase",
      /follows from api\.domain/,
    ],
    ["a setting that there is not", { colour: "blue" }, "(settings)", /colour/],
  ])("with %s are refused with path and reason", (_, changes, path, reason) => {
    const lines = refusal(changes).split("\n");
    const line = lines.find((text) => text.startsWith(`  ${path}: `));
    expect(line, lines.join("\n")).toMatch(reason);
  });

  it("say by themselves where patients' pages are and which channels there are", () => {
    const { policy } = parseSettings("riverside", riverside);
    expect(policy).toMatchObject({
      linkBase: `https://${riverside.api.domain.name}`,
      channels: ["sms", "email", "push", "voice", "letter", "portal", "staff-call"],
      stopLine: riverside.senders["call-line"].number,
    });
    const texts = { ...riverside, modules: ["sms"], senders: { sms } };
    expect(parseSettings("riverside", texts).policy).toMatchObject({ linkBase: "", channels: ["sms"] });
  });

  it("name the senders of a channel, the first one first", () => {
    const settings = parseSettings("riverside", riverside);
    expect(sendersOf(settings, "sms").map(({ type, weight }) => [type, weight])).toEqual([
      ["toll-free", 3],
      ["10dlc", 1],
    ]);
    expect(sendersOf(settings, "email")).toHaveLength(1);
    expect(
      sendersOf(
        parseSettings("riverside", { ...riverside, modules: [], senders: {}, furtherSenders: {} }),
        "sms",
      ),
    ).toEqual([]);
  });

  it("are refused for a name that no resource could carry", () => {
    expect(refusal({}, "a-customer-with-far-too-long-a-name")).toMatch(/at most 20/);
    expect(refusal({}, "River Side")).toMatch(/lower-case/);
  });

  it("tell which customers there are where one is not", () => {
    expect(() => readSettings("nobody")).toThrow(/hillcrest/);
    expect(() => readSettings("../../package")).toThrow(/no infra\/customers/);
  });

  it("name the portal and calls by staff only with their modules, which need no sender", () => {
    const { policy } = riverside;
    const channelsOf = (modules: string[]) => {
      const { letter: _, ...others } = riverside.senders;
      const senders = modules.includes("letter") ? riverside.senders : others;
      return parseSettings("riverside", { ...riverside, modules, senders }).policy.channels;
    };
    expect(channelsOf(riverside.modules)).toEqual(policy.channels);
    const own = ["letter", "portal", "staff-call"];
    expect(channelsOf(riverside.modules.filter((m: string) => !own.includes(m)))).toEqual([
      "sms",
      "email",
      "push",
      "voice",
    ]);
  });
});
