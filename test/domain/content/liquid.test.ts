import { afterEach, expect, it, vi } from "vitest";
import { parse } from "#lib/domain/content/liquid.ts";

afterEach(() => vi.restoreAllMocks());

it("renders a good text on a machine that pauses for a second at every step", () => {
  let at = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (at += 1000));
  const hello = parse("{% if visit.date %}On {{ visit.date }}{% endif %}, {{ patient.given }}", "text");
  expect(hello({ patient: { given: "Maria" }, visit: { date: "Tue" } })).toBe("On Tue, Maria");
});
