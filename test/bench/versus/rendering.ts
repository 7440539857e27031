import { parse } from "#lib/domain/content/liquid.ts";
import type { Case } from "../measure.ts";
import { load } from "../peers/load.ts";

const ours = "rendering, 5 values: ours (LiquidJS's parser, own writer)";

/** `V(a.b)` stands for a value in the syntax of the engine. */
const text =
  "Hi V(p.given), you have a visit at V(v.location) on V(v.date) at V(v.time). Reply 1 to confirm. V(c.name)";
const written = (open: string, close: string): string =>
  text.replace(/V\(([\w.]+)\)/g, (_, path: string) => `${open}${path}${close}`);

const people = Array.from({ length: 256 }, (_, i) => ({
  p: { given: ["Ava", "Noah", "Mia", "Liam"][i % 4] },
  v: { location: "Riverside Family Clinic", date: `Wed, Sep ${1 + (i % 28)}`, time: `${9 + (i % 8)}:30 AM` },
  c: { name: "Riverside Clinic" },
}));

/** Asking for a character makes V8 write out a text that is still a list of pieces. */
const flat = (text: string): number => text.charCodeAt(40);

export async function renderingPeers(): Promise<{ ours: string; cases: Case[] }> {
  const { default: Handlebars } = (await load("handlebars")) as {
    default: { compile(source: string, options: object): (values: object) => string };
  };
  const { Eta } = (await load("eta")) as {
    Eta: new (
      options: object,
    ) => { compile(source: string): unknown; render(template: unknown, values: object): string };
  };
  const { Liquid } = (await load("liquidjs")) as {
    Liquid: new () => { parse(source: string): unknown; renderSync(t: unknown, values: object): string };
  };
  const bars = Handlebars.compile(written("{{", "}}"), { noEscape: true });
  const eta = new Eta({ autoEscape: false });
  const compiled = eta.compile(written("<%= it.", " %>"));
  const liquid = new Liquid();
  const parsed = liquid.parse(written("{{ ", " }}"));
  const own = parse(written("{{ ", " }}"), "sms");
  const engines: Record<string, (values: object) => string> = {
    [ours]: own,
    "  handlebars": bars,
    "  eta": (values) => eta.render(compiled, values),
    "  liquidjs": (values) => liquid.renderSync(parsed, values),
  };
  const expected = people.map(own);
  for (const [name, render] of Object.entries(engines))
    if (people.some((values, i) => render(values) !== expected[i]))
      throw new Error(`${name} writes otherwise than we do`);
  const at = (i: number): object => people[i % people.length] as object;
  const cases = Object.entries(engines).map(
    ([name, render]): Case => ({ name, run: (i) => flat(render(at(i))) }),
  );
  return { ours, cases };
}
