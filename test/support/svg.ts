/** An SVG picture read as a browser reads it, so that tests can ask what a person sees. */
export type Mark = { tag: string; at: Record<string, string>; text: string; parts: Mark[] };
export type Point = { x: number; y: number };
type Four = [number, number, number, number];
export type Rect = { left: number; top: number; right: number; bottom: number; middle: number };

const token = /<(?<close>\/?)(?<tag>[a-z]+)(?<at>(?: [\w:-]+="[^"<]*")*)(?<alone>\/?)>|(?<text>[^<]+)/gy;
const unescaped = (text: string): string => {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`"${text}" has a loose &`);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
};

/** Throws where it is no well-formed XML, or where words stand in the open. */
export function readSvg(svg: string): Mark {
  const top: Mark = { tag: "", at: {}, text: "", parts: [] };
  const open = [top];
  let read = 0;
  for (const { 0: whole, groups = {} } of svg.matchAll(token)) {
    read += whole.length;
    const inside = open.at(-1) as Mark;
    if (groups.text !== undefined) {
      inside.text += unescaped(groups.text);
      if (groups.text.trim() !== "" && !/^(title|desc|style|text)$/.test(inside.tag))
        throw new Error(`"${groups.text}" stands in the open`);
    } else if (groups.close) {
      if (open.pop()?.tag !== groups.tag) throw new Error(`</${groups.tag}> closes nothing`);
    } else {
      const named = [...(groups.at as string).matchAll(/([\w:-]+)="([^"]*)"/g)];
      const at = Object.fromEntries(named.map(([, name, value]) => [name, unescaped(value as string)]));
      const mark: Mark = { tag: groups.tag as string, at, text: "", parts: [] };
      inside.parts.push(mark);
      if (!groups.alone) open.push(mark);
    }
  }
  const [picture, ...more] = top.parts;
  if (read !== svg.length || open.length !== 1 || !picture || more.length > 0)
    throw new Error("this is not one picture");
  return picture;
}

export const allMarks = (mark: Mark): Mark[] => [mark, ...mark.parts.flatMap(allMarks)];

export const numbersOf = ({ at }: Mark, ...names: string[]): number[] =>
  names.map((name) => {
    const number = Number(at[name]);
    if (at[name] === undefined || Number.isNaN(number)) throw new Error(`${name} is ${at[name]}`);
    return number;
  });

export function rectOf(mark: Mark): Rect {
  const [left, top, width, height] = numbersOf(mark, "x", "y", "width", "height") as Four;
  return { left, top, right: left + width, bottom: top + height, middle: left + width / 2 };
}

export const pointOf = (mark: Mark, x = "x", y = "y"): Point => {
  const [across, down] = numbersOf(mark, x, y) as [number, number];
  return { x: across, y: down };
};

const curve = /^M(\S+) (\S+)C(\S+) (\S+) (\S+) (\S+) (\S+) (\S+)$/;
const corners = /^M(\S+) (\S+)v(\S+)H(\S+)V(\S+)H(\S+)L(\S+) (\S+)$/;
const samples = 60;

/** Points on a line, close enough to each other that it cannot slip through a box between two of them. */
export function pointsOf(d: string): Point[] {
  const numbers = (curve.exec(d) ?? corners.exec(d) ?? []).slice(1).map(Number);
  const [x0, y0, a, b, c, e, x1, y1] = numbers as [...Four, ...Four];
  if (numbers.length !== 8 || numbers.some(Number.isNaN)) throw new Error(`${d} is no line`);
  const shares = Array.from({ length: samples + 1 }, (_, i) => i / samples);
  const bezier = (t: number, [p, q, r, s]: Four) =>
    (1 - t) ** 3 * p + 3 * t * (1 - t) ** 2 * q + 3 * t ** 2 * (1 - t) * r + t ** 3 * s;
  if (curve.test(d))
    return shares.map((t) => ({ x: bezier(t, [x0, a, c, x1]), y: bezier(t, [y0, b, e, y1]) }));
  const turns: Point[] = [
    { x: x0, y: y0 },
    { x: x0, y: y0 + a },
    { x: b, y: y0 + a },
    { x: b, y: c },
    { x: e, y: c },
    { x: x1, y: y1 },
  ];
  return turns.slice(1).flatMap((to, i) => {
    const from = turns[i] as Point;
    return shares.map((t) => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }));
  });
}
