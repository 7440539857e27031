import type { Expressions } from "#lib/ports.ts";
import { model } from "./model.ts";

type Engine = typeof import("fhirpath");
let engine: Promise<Engine> | undefined;

/** 590 KB with its unit tables, of use to few forms: read when the first of them calculates. */
const loaded = (): Promise<Engine> => {
  engine ??= import("fhirpath").then((module) => ("default" in module ? module.default : module) as Engine);
  return engine;
};

/**
 * FHIRPath over a response. An expression that cannot be evaluated (it asks for a patient or a server that is not
 * here) comes to nothing, as one over missing answers does.
 */
export const fhirPathExpressions: Expressions = {
  evaluate: async (expressions, { response, questionnaire }) => {
    const { evaluate } = await loaded();
    const resource = structuredClone(response);
    const known = { resource, context: resource, questionnaire: structuredClone(questionnaire) };
    const ask = (text: string, variables: Record<string, unknown>): unknown[] => {
      try {
        return evaluate(resource, text, { ...known, ...variables }, model, { async: false });
      } catch {
        return [];
      }
    };
    return expressions.map(({ text, variables }) => {
      const named: Record<string, unknown> = {};
      for (const variable of variables) named[variable.name] = ask(variable.text, named);
      return ask(text, named);
    });
  },
};
