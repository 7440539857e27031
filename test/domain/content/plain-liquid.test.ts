import { describe, expect, it } from "vitest";
import { plainLiquid } from "#lib/domain/content/plain-liquid.ts";

const write = (value: unknown) => `<${value}>`;
const made = (source: string, variables: object = {}) => plainLiquid(source, write)?.(variables);

describe("a text of values and conditions", () => {
  it.each([
    ["", {}, ""],
    ["Hi", {}, "Hi"],
    ["Hi {{ a.b }}, {{c}}!", { a: { b: 1 }, c: "C" }, "Hi <1>, <C>!"],
    ["{{ a }}", { a: "" }, "<>"],
    ["{% if a.b %}yes{% endif %}.", { a: { b: "" } }, "yes."],
    ["{% if a.b %}yes{% endif %}.", { a: {} }, "."],
    ["{% if a.b %}yes{% endif %}.", { a: null }, "."],
    ["{% if a.b %}yes{% endif %}.", { a: "text" }, "."],
    ["{% if a %}yes{% else %}no{% endif %}.", { a: false }, "no."],
    ["{% if a %}yes{% else %}no{% endif %}.", { a: null }, "no."],
    ["{% if a %}yes{% else %}no{% endif %}.", { a: 0 }, "yes."],
    ["{%if a%}1{%if b%}2{%else%}3{%endif%}4{%else%}5{%endif%}6", { a: 1, b: 1 }, "1246"],
    ["{%if a%}1{%if b%}2{%else%}3{%endif%}4{%else%}5{%endif%}6", { a: 1 }, "1346"],
    ["{%if a%}1{%if b%}2{%else%}3{%endif%}4{%else%}5{%endif%}6", { b: 1 }, "56"],
  ])("is written without the interpreter: %j with %j", (source, variables, text) => {
    expect(made(source, variables)).toBe(text);
  });

  it("says which variable is missing", () => {
    expect(() => made("{{ visit.time }}", { visit: {} })).toThrow("undefined variable: visit.time");
    expect(() => made("{{ visit.time }}", { visit: null })).toThrow("undefined variable: visit.time");
  });
});

describe("left to the interpreter is", () => {
  it.each([
    ["a filter", "{{ a | upcase }}"],
    ["another tag", "{% unless a %}x{% endunless %}"],
    ["a comparison", "{% if a == 1 %}x{% endif %}"],
    ["a tag that takes blanks away", "{{- a }}"],
    ["a word of Liquid's own", "{{ true }}"],
    ["a property that Liquid makes up", "{{ a.size }}"],
    ["what every object has, as a value", "{{ a.constructor }}"],
    ["what every object has, as a condition", "{% if toString %}x{% endif %}"],
    ["a condition without an end", "{% if a %}x"],
    ["an end without a condition", "x{% endif %}"],
    ["an alternative without a condition", "x{% else %}"],
    ["a second alternative", "{% if a %}1{% else %}2{% else %}3{% endif %}"],
  ])("%s", (_, source) => {
    expect(plainLiquid(source, write)).toBeUndefined();
  });
});
