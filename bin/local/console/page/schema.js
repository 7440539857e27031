import { el } from "./dom.js";

/** A JSON Schema of the document as nested lists; what refers to itself is named and not followed twice. */
export function schemaView(schema, document, seen = []) {
  const { schema: plain, name } = resolved(schema, document);
  if (name && seen.includes(name)) return el("span", { class: "muted" }, name);
  const within = name ? [...seen, name] : seen;
  const next = (inner) => schemaView(inner, document, within);
  const { properties, items, anyOf, oneOf, allOf, additionalProperties: others, required = [] } = plain;
  const parts = anyOf ?? oneOf ?? allOf;
  if (parts && !properties)
    return list(parts.map((part, i) => field(`${i + 1}.`, part, document, next(part), false)));
  if (plain.type === "array" && items) return next(items);
  const fields = Object.entries(properties ?? {}).map(([key, value]) =>
    field(key, value, document, next(value), required.includes(key)),
  );
  if (others && typeof others === "object")
    fields.push(field("any name", others, document, next(others), false));
  return fields.length > 0 ? list(fields) : "";
}

const list = (items) => el("ul", { class: "fields" }, ...items);

function resolved(schema, document) {
  let name;
  let at = schema ?? {};
  for (let hops = 0; at.$ref && hops < 10; hops++) {
    name = at.$ref.split("/").at(-1);
    at = document.components?.schemas?.[name] ?? {};
  }
  return { schema: at, name };
}

function field(key, value, document, inside, isRequired) {
  const { schema } = resolved(value, document);
  return el(
    "li",
    {},
    el(
      "div",
      { class: "field" },
      el("code", {}, key),
      el("span", {}, typeOf(schema, document)),
      isRequired && el("span", { class: "required" }, "required"),
      el("span", { class: "muted" }, [schema.description, limitsOf(schema)].filter(Boolean).join(" · ")),
    ),
    inside,
  );
}

export function typeOf(schema, document) {
  const { schema: plain } = resolved(schema, document);
  if (plain.const !== undefined) return JSON.stringify(plain.const);
  if (plain.enum) return plain.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (plain.type === "array") return `list of ${typeOf(plain.items ?? {}, document)}`;
  if (plain.anyOf ?? plain.oneOf) return "one of";
  return plain.format ? `${plain.type ?? "string"} (${plain.format})` : (plain.type ?? "anything").toString();
}

const limits = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "default"];
/** The widest numbers of JavaScript are no limit that a reader wants to hear of. */
const isTold = (name, value) => value !== undefined && !(name.endsWith("imum") && Math.abs(value) > 2 ** 50);
const limitsOf = (schema) =>
  limits
    .filter((name) => isTold(name, schema[name]))
    .map(
      (name) => `${name} ${typeof schema[name] === "string" ? schema[name] : JSON.stringify(schema[name])}`,
    )
    .join(", ");
