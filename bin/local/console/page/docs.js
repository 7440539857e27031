import { byId, el } from "./dom.js";
import { schemaView, typeOf } from "./schema.js";

/** The document that the API itself answers with, as a page. */
const document_ = await fetch("/v1/openapi.json").then((response) => response.json());
const operations = Object.entries(document_.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

byId("title").textContent = `${document_.info.title} ${document_.info.version}`;
for (const [tag, own] of Map.groupBy(operations, ({ tags }) => tags?.[0] ?? "Other")) {
  byId("contents").append(el("h3", {}, tag), el("ul", {}, ...own.map(contentsLine)));
  byId("operations").append(el("h2", {}, tag), ...own.map(view));
}
if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();

function contentsLine({ operationId, method, summary }) {
  const name = el("span", { class: `method ${method}` }, method.toUpperCase());
  return el("li", {}, el("a", { href: `#${operationId}`, title: summary }, name, operationId));
}

function view({
  operationId,
  method,
  path,
  summary,
  security = [],
  parameters = [],
  requestBody,
  responses,
}) {
  const scopes = security.flatMap((way) => Object.values(way).flat());
  return el(
    "article",
    { class: "operation", id: operationId },
    el("h3", {}, summary),
    el(
      "div",
      { class: "row" },
      el("span", { class: `method ${method}` }, method.toUpperCase()),
      el("span", { class: "path" }, path),
      el("span", { class: "muted" }, scopes.length > 0 ? `scope ${scopes.join(", ")}` : "no token"),
    ),
    ...folded(
      "Parameters",
      parameters.length > 0 && el("ul", { class: "fields" }, ...parameters.map(parameter)),
    ),
    ...bodies("Body", requestBody),
    ...Object.entries(responses).flatMap(([status, response]) => bodies(`Answer ${status}`, response)),
  );
}

function parameter(given) {
  const known = given.$ref ? document_.components.parameters[given.$ref.split("/").at(-1)] : given;
  return el(
    "li",
    { class: "field" },
    el("code", {}, known.name),
    el("span", {}, `${known.in}, ${typeOf(known.schema ?? {}, document_)}`),
    known.required && el("span", { class: "required" }, "required"),
    known.description && el("span", { class: "muted" }, known.description),
  );
}

function bodies(title, told) {
  const known = told?.$ref ? document_.components.responses[told.$ref.split("/").at(-1)] : told;
  const [first] = Object.entries(known?.content ?? {});
  if (!first) return told ? folded(`${title}: ${known?.description ?? "nothing"}`, undefined) : [];
  const [media, { schema }] = first;
  return folded(
    `${title} (${Object.keys(known.content).join(", ") || media})`,
    schemaView(schema, document_) || typeOf(schema, document_),
  );
}

/** Folded until asked for: all of it at once is too much to read. */
function folded(title, content) {
  if (content === false) return [];
  if (content === undefined) return [el("p", { class: "muted" }, title)];
  return [el("details", {}, el("summary", {}, title), content)];
}
