import { describe, expect, it } from "vitest";
import { astOf, expressionFault, nodesOf, programs, sandbox } from "#lib/domain/expression.ts";

const environment = sandbox()
  .registerVariable("age", "int")
  .registerVariable("tags", "list<string>")
  .registerVariable("more", "dyn");
const faultOf = (expression: string) => expressionFault(environment, expression);

describe("a condition", () => {
  it.each([
    ["yes or no", "age > 3"],
    ["what is known only when it is asked", "more"],
    ["what may not be there", "more[?'x'].orValue(1) == 1 && more.y != null"],
    ["a loop over a list", "tags.exists(t, t == 'a')"],
    ["two loops, one after the other", "tags.exists(t, t.startsWith('a')) && tags.all(u, u != 'b')"],
    ["a loop over what another left", "tags.filter(t, t != 'a').map(t, t + '!').exists(t, t == 'b!')"],
    ["a text or a name like a function's", "'matches' in tags && more.exists == 1"],
  ])("may be %s: %s", (_, expression) => expect(faultOf(expression)).toBeUndefined());

  it.each([
    ["age", "it gives int, not yes or no"],
    ["tags.map(t, t)", "it gives list<string>, not yes or no"],
    ["age >", "Unexpected token: EOF"],
    ["weight > 3", "Unknown variable: weight"],
    ["matches('aa', 'a+')", "found no matching overload for 'matches(string, string)'"],
    [
      "tags.exists(t, t.matches('(a+)+'))",
      "matches() may take for ever: use startsWith, endsWith or contains",
    ],
    ["age > 3 || more.x.matches('a')", "matches() may take for ever: use startsWith, endsWith or contains"],
  ])("may not be %s", (expression, fault) => expect(faultOf(expression)).toBe(fault));

  it.each(["exists", "all", "exists_one", "filter", "map"])("may not loop in a loop, as by %s()", (name) => {
    const inner = { filter: "tags.filter(u, u == t).size() > 0", map: "tags.map(u, u + t).size() > 0" }[name];
    const fault = `${name}() inside of another loop may take for ever: loop over one list`;
    expect(faultOf(`age > 3 && tags.exists(t, ${inner ?? `tags.${name}(u, u == t)`})`)).toBe(fault);
    const outer = { filter: "tags.filter(t, X).size() > 0", map: "tags.map(t, X).size() > 0" }[name];
    expect(faultOf((outer ?? `tags.${name}(t, X)`).replace("X", "tags.all(u, u == t)"))).toBe(
      fault.replace(name, "all"),
    );
  });

  it.each([
    ["parts", Array(60).fill("age > 1").join(" && ")],
    ["members of a list", `age in [${Array.from({ length: 101 }, (_, i) => i)}]`],
  ])("may not have too many %s", (_, expression) => expect(faultOf(expression)).toMatch(/^Exceeded max/));

  it("says in one line what is wrong with it", () => expect(faultOf("age >\n> 1")).not.toContain("\n"));
});

it("is read once and asked of many", () => {
  const programOf = programs(environment);
  const grown = programOf("age >= 18");
  expect([17n, 18n].map((age) => grown({ age }))).toEqual([false, true]);
  expect(programOf("age >= 18")).toBe(grown);
  expect(programOf("age < 18")({ age: 18n })).toBe(false);
});

it("shows all that a condition is made of", () => {
  const made = (expression: string) => nodesOf(astOf(environment, expression)).map(({ op }) => op);
  expect(made("age > 3 && more == null")).toEqual(["&&", ">", "id", "value", "==", "id", "value"]);
  expect(made("tags.exists(t, t == 'a')")).toEqual(expect.arrayContaining(["rcall", "id", "==", "value"]));
});
