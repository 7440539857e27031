import { describe, expect, it } from "vitest";
import { ownedId } from "#lib/domain/ids.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import type { Segment } from "#lib/domain/segment/segment.ts";
import { turned } from "#lib/domain/segment/standing.ts";
import { aPatient, aTuesday, days, later, patientId } from "#test/support/builders.ts";

const before = later(aTuesday, -days(9));
const segment = (more: Partial<Segment> = {}): Segment => ({
  ...{ id: "seniors", condition: "patient.age >= 60", status: "active", n: 2 },
  ...{ asks: ["age"], drifts: true, savedAt: before },
  ...more,
});
const aged = (birthDate: string, standing?: Profile["segments"][string]): Profile => ({
  ...emptyProfile(patientId, whoOf(aPatient({ birthDate }))),
  segments: { ...(standing && { seniors: standing }) },
});
const old = "1950-01-01";
const young = "2000-01-01";

describe("a patient who is asked about a segment", () => {
  it.each([
    ["enters it for the first time", old, undefined, {}, "in", { n: 2, since: aTuesday }],
    ["is not in it, and nothing is kept of that", young, undefined, {}, undefined, undefined],
    ["stays in it since then", old, { n: 1, since: before }, {}, undefined, { n: 2, since: before }],
    ["leaves it", young, { n: 2, since: before }, {}, "out", { n: 2 }],
    ["comes back", old, { n: 2 }, {}, "in", { n: 2, since: aTuesday }],
    ["stays out by a newer definition", young, { n: 1 }, {}, undefined, { n: 2 }],
    ["stays out by the same definition", young, { n: 2 }, {}, undefined, { n: 2 }],
    ["leaves it once it is retired", old, { n: 1, since: before }, { status: "retired" }, "out", { n: 2 }],
    ["does not enter one that is retired", old, undefined, { status: "retired" }, undefined, undefined],
    ["does not leave by an older definition", young, { n: 3, since: before }, {}, undefined, undefined],
    ["does not enter by an older definition", old, { n: 3 }, {}, undefined, undefined],
  ] as const)("%s", (_, birthDate, known, more, state, kept) => {
    const profile = aged(birthDate, known);
    const { profile: after, changes } = turned(profile, [segment(more)], aTuesday);
    const id = ownedId("membership", patientId, "seniors");
    expect(changes).toEqual(state ? [{ id, patientId, segment: "seniors", state, since: aTuesday }] : []);
    expect(after).toEqual({ ...profile, segments: kept ? { seniors: kept } : profile.segments });
  });

  it("is asked of each by itself, by care gaps too, and the profile that was asked stays as it was", () => {
    const profile = aged("1970-01-01", { n: 1, since: before });
    const gap = segment({ id: "gap", condition: "'colorectal-cancer-screening' in patient.careGaps" });
    const { profile: after, changes } = turned(profile, [segment(), gap], aTuesday);
    expect(changes.map(({ segment, state }) => `${segment} ${state}`)).toEqual(["seniors out", "gap in"]);
    expect(after.segments).toEqual({ seniors: { n: 2 }, gap: { n: 2, since: aTuesday } });
    expect(profile.segments).toEqual({ seniors: { n: 1, since: before } });
  });
});
