import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import type { Metafile } from "esbuild";
import { bundle } from "#infra/bundle.ts";
import { parseSettings, type Settings } from "#infra/config.ts";
import { customerStacks } from "#infra/customer-stacks.ts";
import { type FunctionSpec, functionsOf } from "#infra/functions.ts";

const root = new URL("../../../", import.meta.url);
export const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

/** A sample customer's settings, with changes. */
export const settingsOf = (customer: string, changes: object = {}): Settings =>
  parseSettings(customer, { ...readJson(`infra/customers/${customer}.json`), ...changes });

export type Resource = {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties are as many shapes as there are resources
  Properties: Record<string, any>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
};
export type Template = { Resources: Record<string, Resource>; Outputs?: Record<string, { Value: unknown }> };

/** Functions whose handler is not written yet: the tests go on without them and say so; a deployment does not. */
export const missing = (specs: FunctionSpec[]): FunctionSpec[] =>
  specs.filter(({ entry }) => {
    const file = new URL(entry, root);
    return (
      !existsSync(file) ||
      !/export (const|function|async function) handler\b/.test(readFileSync(file, "utf8"))
    );
  });

export class Assembly {
  readonly settings: Settings;
  readonly bundles: string;
  readonly metafile: Metafile;
  readonly app: App;
  /** By stack name. */
  readonly templates: Record<string, Template>;

  private constructor(settings: Settings, bundles: string, metafile: Metafile) {
    this.settings = settings;
    this.bundles = bundles;
    this.metafile = metafile;
    const outdir = mkdtempSync(join(tmpdir(), "followthrough-cdk-"));
    this.app = new App({ outdir, context: readJson("cdk.json").context });
    customerStacks(this.app, settings, bundles);
    const { stacks } = this.app.synth();
    this.templates = Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
  }

  /** Bundles what is there and synthesises; ends where cdk-nag or CloudFormation's schemas find anything. */
  static async of(settings: Settings): Promise<Assembly> {
    const bundles = mkdtempSync(join(tmpdir(), "followthrough-bundles-"));
    const specs = functionsOf(settings.modules);
    const absent = missing(specs);
    const metafile = await bundle(
      specs.filter((spec) => !absent.includes(spec)),
      bundles,
    );
    for (const { name, entry } of absent) {
      mkdirSync(join(bundles, name));
      writeFileSync(join(bundles, name, "index.mjs"), `// ${entry} is not written yet`);
    }
    return new Assembly(settings, bundles, metafile);
  }

  /** The same functions under other settings. */
  under(settings: Settings): Assembly {
    return new Assembly(settings, this.bundles, this.metafile);
  }

  /** In the order in which they are deployed. */
  get stacks(): Stack[] {
    return this.app.node.children.filter((child) => child instanceof Stack);
  }

  /** Leaves nothing behind in the temporary folder. */
  remove(): void {
    for (const folder of [this.bundles, this.app.outdir]) rmSync(folder, { recursive: true, force: true });
  }

  /** Every resource of these types, with the stack it is in. */
  all(...types: string[]): (Resource & { id: string; stack: string })[] {
    return Object.entries(this.templates).flatMap(([stack, { Resources }]) =>
      Object.entries(Resources)
        .filter(([, { Type }]) => types.includes(Type))
        .map(([id, resource]) => ({ ...resource, id, stack })),
    );
  }

  get types(): Set<string> {
    return new Set(
      Object.values(this.templates).flatMap(({ Resources }) =>
        Object.values(Resources).map(({ Type }) => Type),
      ),
    );
  }

  /** A value with its references followed: a literal where the template says it, else a plausible stand-in. */
  resolve(value: unknown, stack: string): string {
    if (typeof value !== "object" || value === null) return String(value);
    const [[fn, args]] = Object.entries(value) as [[string, never]];
    if (fn === "Fn::Join")
      return joined(args)
        .map((part) => this.resolve(part, stack))
        .join(args[0]);
    if (fn === "Fn::GetStackOutput") {
      const { StackName, OutputName } = args as { StackName: string; OutputName: string };
      return this.resolve(this.templates[StackName]?.Outputs?.[OutputName]?.Value, StackName);
    }
    if (fn === "Fn::GetAtt") return `arn:aws:service:us-east-1:111122223333:${(args as string[]).join("/")}`;
    if (fn === "Ref") return (args as string).startsWith("AWS::") ? "aws" : `${stack}-${args}`;
    throw new Error(`${fn} is not followed here`);
  }
}

const joined = (args: [string, unknown[]]): unknown[] => args[1];
