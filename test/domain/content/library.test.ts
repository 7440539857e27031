import { describe, expect, it } from "vitest";
import { lintTemplate, templateWarnings } from "#lib/domain/content/lint.ts";
import { render, variablesFor } from "#lib/domain/content/render.ts";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import { TemplateDraft } from "#lib/domain/content/template.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { understand } from "#lib/domain/reply/understand.ts";

describe("the library", () => {
  const policy = { ...defaultPolicy, clinicName: "Riverside Clinic", clinicPhone: "555-010-0199" };
  const about = {
    appointmentId: "a",
    fingerprint: "f",
    start: "2026-09-30T14:30:00.000Z",
    timeZone: "America/New_York",
  };
  const rows = libraryTemplates.flatMap((content) =>
    content.variants.map((variant) => ({
      id: `${content.id} ${variant.channel} ${variant.language}`,
      content,
      variant,
    })),
  );
  const ownOf = ({ variables = [] }: TemplateDraft) =>
    Object.fromEntries(variables.map((name) => [name, "123456"]));
  const made = ({ content, variant: { channel, language } }: (typeof rows)[number], given: string) => {
    const variables = { ...variablesFor({ given, language, policy, about }), ...ownOf(content) };
    return render({ id: content.id, version: 1, content }, { channel, language, policy, variables });
  };

  it.each(libraryTemplates.map((content) => [content.id, content] as const))(
    "%s may be published",
    (_, content) => {
      expect(TemplateDraft.safeParse(content).success).toBe(true);
      expect([...lintTemplate(content, defaultPolicy), ...templateWarnings(content, defaultPolicy)]).toEqual(
        [],
      );
    },
  );

  it.each(rows)("$id renders, also where the clinic gave no phone", (row) => {
    expect(made(row, "Guadalupe").ok).toBe(true);
    const standard = variablesFor({ given: "A", language: "en", policy: defaultPolicy, about });
    const variables = { ...standard, ...ownOf(row.content) };
    const { channel, language } = row.variant;
    expect(
      render({ id: "t", version: 2, content: row.content }, { channel, language, policy, variables }).ok,
    ).toBe(true);
  });

  it.each(rows.filter((row) => row.variant.channel === "sms"))(
    "$id is one part of GSM-7, and names the clinic",
    (row) => {
      const text = made(row, "María José");
      expect(text.ok && segmentsOf(text.body)).toMatchObject({ encoding: "GSM-7", segments: 1 });
      expect(text.ok && text.body).toMatch(/^Riverside Clinic: /);
    },
  );

  it.each(["en", "es"])("asks in %s for answers that are understood", (language) => {
    const content = libraryTemplates.find((template) => template.id === "appointment-confirm");
    const body = content?.variants.find((v) => v.channel === "sms" && v.language === language)?.body ?? "";
    const asked = ["confirmed", "declined", "reschedule"];
    for (const text of body.split("{% else %}")) {
      const answers = [...text.matchAll(/\b([123]) ([^.,]+)/g)].map(([, key]) => key as string);
      expect(answers.map((key) => understand(key, { asked }).meaning)).toEqual(asked);
    }
  });
});
