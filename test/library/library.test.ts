import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintJourney } from "#lib/domain/journey/lint.ts";
import { modules } from "#lib/domain/library/family.ts";
import { families, journeysOf, templateIdsOf, templatesFor } from "#lib/domain/library/journeys.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { libraryKnown, lived, simulated } from "#test/support/simulation.ts";
import { indexPage, journeyPage } from "../../bin/local/journey-docs/page.ts";

const named = families.map((family) => [family.journey.id, family] as const);

describe.each(named)("%s", (id, family) => {
  it("may be published", () => {
    expect(lintJourney(family.journey, libraryKnown, defaultPolicy)).toEqual([]);
  });

  it("holds the invariants for a hundred patients, twice with other people", () => {
    for (const seed of [1, 2]) {
      const { faults, totals } = simulated(family, 100, { settings: { seed } });
      expect(faults).toEqual([]);
      expect(totals.enrolled).toBe(100);
      expect(totals.messages.sent).toBeGreaterThan(50);
    }
  });

  it("leaves nobody who cannot be reached in silence", () => {
    const unreachable = lived(family).filter(({ patient }) => patient.contactPoints.length === 0);
    expect(unreachable.length).toBeGreaterThan(0);
    for (const { enrollment } of unreachable)
      expect(enrollment?.status === "ended" || enrollment?.wakeAt !== undefined).toBe(true);
  });

  it("speaks to everybody in their own language, and names no condition", () => {
    for (const life of lived(family, 40))
      for (const { language, body } of life.sent) {
        expect(language).toBe(life.patient.language);
        expect(body).not.toMatch(/diabet|hypertens|hipertens|asthma|asma|cancer|colonoscop|depress|HIV|VIH/i);
      }
  });

  it("says what it is for, for whom, and by what source", () => {
    expect(family.aim.length).toBeGreaterThan(30);
    expect(family.population.length).toBeGreaterThan(20);
    expect(family.sources.length).toBeGreaterThan(0);
  });

  it("has a page that is current: run npm run journey-docs", () => {
    const page = readFileSync(new URL(`../../docs/journeys/${id}.md`, import.meta.url), "utf8");
    expect(page).toBe(journeyPage(family));
  });
});

describe("the library", () => {
  it("lists all of its pages", () => {
    const page = readFileSync(new URL("../../docs/journeys/README.md", import.meta.url), "utf8");
    expect(page).toBe(indexPage(families));
  });

  it.each(modules)("can be switched on by its module alone (%s)", (module) => {
    const journeys = journeysOf([module]);
    const templates = templatesFor([module]).map(({ id }) => id);
    expect(journeys.length).toBeGreaterThan(0);
    for (const id of templateIdsOf(journeys)) expect(templates).toContain(id);
  });

  it("brings no words of modules that are off", () => {
    const ids = templatesFor(["reminders"]).map(({ id }) => id);
    expect(ids).toContain("stop-confirmation");
    expect(ids).not.toContain("discharge-home");
  });

  it("refers to journeys of its own", () => {
    const ids = families.map(({ journey }) => journey.id);
    for (const { journey } of families)
      for (const beside of journey.with ?? []) expect(ids).toContain(beside.journey);
  });
});
