/** What writes one value into the text. */
export type Written = (value: unknown) => string;
/** Throws where a variable is missing. */
export type Writer = (variables: object) => string;

type Choice = { when: string[]; yes: Piece[]; no: Piece[] };
type Piece = string | { value: string[] } | Choice;

/** `a` or `a.b` of a variable: not one of Liquid's own words, and not a property that it makes up. */
const path = String.raw`((?!(?:true|false|nil|null|empty|blank)\b)[A-Za-z]\w*(?:\.(?!(?:size|first|last)\b)[A-Za-z]\w*)?)`;
const tokens = new RegExp(
  String.raw`\{\{[ \t]*${path}[ \t]*\}\}|\{%[ \t]*if[ \t]+${path}[ \t]*%\}|\{%[ \t]*(else|endif)[ \t]*%\}`,
);

/**
 * A text whose only Liquid is `{{ a.b }}` and `{% if a.b %}`, as nearly all are, needs no interpreter: it is written five
 * to ten times as fast, and with every message. Undefined where there is more to it. The source has been parsed by LiquidJS,
 * so its tags are in order; a property test holds that both write the same.
 */
export function plainLiquid(source: string, write: Written): Writer | undefined {
  const pieces = piecesOf(source.split(tokens));
  return pieces && ((variables) => textOf(pieces, variables, write));
}

/** `split`: a text, then a value's path or a condition's or a word, and so on: four at a time. */
function piecesOf(split: (string | undefined)[]): Piece[] | undefined {
  const all: Piece[] = [];
  const open: { choice: Choice; outer: Piece[] }[] = [];
  let into = all;
  for (let i = 0; i < split.length; i += 4) {
    const [text = "", value, when, word] = split.slice(i, i + 4);
    if (/\{[{%]/.test(text) || isInherited(value) || isInherited(when)) return undefined;
    if (text) into.push(text);
    if (value) into.push({ value: value.split(".") });
    if (when) {
      const choice: Choice = { when: when.split("."), yes: [], no: [] };
      into.push(choice);
      open.push({ choice, outer: into });
      into = choice.yes;
    }
    if (!word) continue;
    const inner = word === "endif" ? open.pop() : open.at(-1);
    if (!inner || (word === "else" && into !== inner.choice.yes)) return undefined;
    into = word === "endif" ? inner.outer : inner.choice.no;
  }
  return open.length === 0 ? all : undefined;
}

/** Whether it names what every object has and no author gave it: those are LiquidJS's to refuse. */
const isInherited = (path = ""): boolean => path.split(".").some((name) => name in Object.prototype);

function textOf(pieces: Piece[], variables: object, write: Written): string {
  let text = "";
  for (const piece of pieces)
    if (typeof piece === "string") text += piece;
    else if ("value" in piece) text += write(valueAt(variables, piece.value));
    else text += textOf(isTrue(found(variables, piece.when)) ? piece.yes : piece.no, variables, write);
  return text;
}

/** All but these is true in Liquid, an empty text included. */
const isTrue = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

function found(variables: object, names: string[]): unknown {
  let value: unknown = variables;
  for (const name of names) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function valueAt(variables: object, names: string[]): unknown {
  const value = found(variables, names);
  if (value === undefined) throw new Error(`undefined variable: ${names.join(".")}`);
  return value;
}
