import type { TemplateDraft } from "../content/template.ts";
import type { Fault } from "../errors.ts";
import type { Outreach } from "./outreach.ts";

type Asked = {
  variables?: Record<string, string | number> | undefined;
  opening?: Outreach["opening"] | undefined;
  appointmentId?: string | undefined;
};

/** What is to be mended in a message that somebody asks for. `content`: its template's, where that is published. */
export const directFaults = (content: TemplateDraft | undefined, asked: Asked): Fault[] => [
  ...(content ? variableFaults(content, asked.variables ?? {}) : []),
  ...(asked.opening?.page === "visit" && !asked.appointmentId
    ? [{ pointer: "/appointmentId", detail: "The page of a visit needs the visit." }]
    : []),
];

/** A missing variable would show at send time, at an hour when nobody is there to mend it. */
function variableFaults({ variables: wanted = [] }: TemplateDraft, given: Record<string, unknown>): Fault[] {
  const missing = wanted.filter((name) => given[name] === undefined);
  const unknown = Object.keys(given).filter((name) => !wanted.includes(name));
  const faultsOf = (names: string[], detail: string): Fault[] =>
    names.map((name) => ({ pointer: `/variables/${name}`, detail }));
  return [
    ...faultsOf(missing, "The template needs this variable."),
    ...faultsOf(unknown, "The template has no such variable."),
  ];
}
