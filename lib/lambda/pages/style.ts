import { createHash } from "node:crypto";
import { textOn } from "#lib/domain/pages/contrast.ts";

/**
 * One column, large type and targets (44 px at least, WCAG 2.2 2.5.8 asks 24), logical sides for right-to-left, and the
 * reader's own light or dark. Every pair of colours has 4.5 : 1 at least; test/pages/axe.test.ts asks a browser.
 */
const rules = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--ink:#14181c;--paper:#fff;--soft:#f1f4f6;--line:#6b7680;--link:#0b4f8a;--bad:#a11b1b;--good:#14602f}
@media(prefers-color-scheme:dark){:root{--ink:#eef1f4;--paper:#14181c;--soft:#20262c;--line:#9aa5b0;--link:#9ecbff;--bad:#ffb4ab;--good:#9be0b0}}
html{font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word}
header{background:var(--brand);color:var(--on-brand);padding:.75rem 1rem;font-weight:600}
main,footer{max-inline-size:34rem;margin-inline:auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.25;margin-block:.5rem 1rem}
h2{font-size:1.2rem;margin-block:1.5rem .5rem}
a{color:var(--link)}
p{margin-block:.5rem 1rem}
.lines{white-space:pre-line}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{position:static;display:block;padding:.75rem 1rem}
:focus-visible{outline:3px solid var(--link);outline-offset:3px}
dl{background:var(--soft);border-radius:.5rem;padding:1rem;margin:0 0 1rem}
dt{font-size:.95rem}
dd{margin:0 0 .5rem;font-weight:600;font-size:1.2rem}
fieldset{border:0;margin:0 0 1rem;padding:0;min-inline-size:0}
legend,label.name{font-weight:600;margin-block-end:.5rem;padding:0;display:block}
input:not([type=radio],[type=checkbox]),textarea,select{font:inherit;color:inherit;background:var(--paper);border:2px solid var(--line);border-radius:.5rem;padding:.6rem;inline-size:100%;min-block-size:3rem}
.date{display:flex;gap:.75rem;flex-wrap:wrap}
.date p{margin:0}
.date label{display:block}
.date input{inline-size:4.5rem}
.date .year input{inline-size:6rem}
.date{margin-block-end:1.25rem}
.whole{white-space:nowrap}
.choice{display:flex;gap:.75rem;align-items:center;min-block-size:3rem;padding:.5rem .75rem;border:2px solid var(--line);border-radius:.5rem;margin-block-end:.5rem;cursor:pointer}
.choice input{inline-size:1.5rem;block-size:1.5rem;flex:none;margin:0;accent-color:var(--brand)}
.choice:has(:checked){background:var(--soft);border-color:var(--ink)}
button,.button{font:inherit;font-weight:600;display:block;inline-size:100%;min-block-size:3.25rem;padding:.75rem 1rem;margin-block-end:.75rem;border-radius:.5rem;border:2px solid var(--line);background:var(--paper);color:var(--ink);text-align:center;text-decoration:none;cursor:pointer}
button.main{background:var(--brand);color:var(--on-brand);border-color:var(--ink)}
.note{border-inline-start:.4rem solid var(--line);background:var(--soft);padding:.75rem 1rem;margin-block-end:1rem}
.note.good{border-color:var(--good)}
.note.bad{border-color:var(--bad)}
.note p{margin:0}
.error{color:var(--bad);font-weight:600}
ul.plain{list-style:none;padding:0}
.draw canvas{display:block;inline-size:100%;border:2px solid var(--line);border-radius:.5rem;background:#fff;touch-action:none;margin-block-end:.75rem}
.quiet{font-size:.95rem;font-weight:400}
.field{margin-block-end:1rem}
.field>*+.choice,.field>*+.name,.note .button{margin-block-start:.75rem}
.note h2{margin-block-start:0}
footer{border-block-start:1px solid var(--line);margin-block-start:1rem;font-size:1rem}
footer a,nav a{display:inline-block;min-block-size:2.75rem;padding-block:.6rem}
footer form button{inline-size:auto;min-block-size:2.75rem;padding:.5rem 1rem;font-weight:400}
`;

export type Style = { css: string; hash: string };

const made = new Map<string, Style>();

/** The style in the customer's colour, and its hash for the Content-Security-Policy. */
export function styleFor(color: string): Style {
  const known = made.get(color);
  if (known) return known;
  const css = `:root{--brand:${color};--on-brand:${textOn(color)}}${rules}`;
  const style = { css, hash: `sha256-${createHash("sha256").update(css).digest("base64")}` };
  made.set(color, style);
  return style;
}
