import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./support/imports.ts";

/** A page that names what is not there sends its reader astray. `<name>`, `X` and `*` stand for something. */
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");
const isThere = (path: string): boolean => existsSync(join(root, path));

const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:bin|functions|infra|lib|test)\/[^`\s]*)`/g)]
    .map(([, path]) => path as string)
    .filter((path) => !/[<*{…]|\/X$/.test(path));

/** Links and pictures of this repository, as seen from their page. */
const linksIn = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !target.includes(":"))
    .map((target) => normalize(join(dirname(page), target)));

describe.each(pages)("%s", (page) => {
  it("names files that are there", () => {
    expect(pathsIn(textOf(page)).filter((path) => !isThere(path))).toEqual([]);
  });
  it("links to pages and pictures that are there", () => {
    expect(linksIn(page).filter((path) => !isThere(path))).toEqual([]);
  });
});

describe("the documentation", () => {
  it("names files", () => {
    expect(pages.flatMap((page) => pathsIn(textOf(page))).length).toBeGreaterThan(100);
  });
  it("shows every picture that it keeps", () => {
    const shown = new Set(pages.flatMap(linksIn));
    const kept = readdirSync(join(root, "docs/images")).map((name) => join("docs/images", name));
    expect(kept.filter((picture) => !shown.has(picture))).toEqual([]);
  });
  it("gives each package a reason", () => {
    const libraries = textOf("docs/libraries.md");
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(textOf("package.json"));
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const families = /^@aws-sdk\/client-|^@types\//;
    const missing = names.filter((name) => !families.test(name) && !libraries.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
