import { html, raw } from "hono/html";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Document } from "./answer.ts";
import { styleFor } from "./style.ts";

/** Escaped by construction: hono's tag escapes every value that is not itself such a template. */
export type Html = ReturnType<typeof html>;

/** What is between the header and the footer. Titles are ours alone: they land in histories and tabs. */
export type Screen = { title: string; body: Html; status?: number };

export type Frame = {
  policy: Pick<Policy, "clinicName" | "clinicPhone" | "brand">;
  spoken: Spoken;
  /** The session's, where the patient was recognised. */
  csrf?: string;
  /** The given name of the patient whom somebody else acts for. */
  acting?: string;
};

export async function documentOf(frame: Frame, { title, body }: Screen): Promise<Document> {
  const { policy, spoken } = frame;
  const { words, language, dir } = spoken;
  const style = styleFor(policy.brand.color);
  const page = html`<!doctype html>
<html lang="${language}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${title} – ${policy.clinicName}</title>
<link rel="icon" href="data:,">
<style>${raw(style.css)}</style>
<script src="/p/app.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${words.common.skip}</a>
<header>${policy.clinicName}</header>
<main id="main">
${frame.acting !== undefined && html`<p class="quiet">${words.proxy.for(frame.acting)}</p>`}
<h1>${title}</h1>
${body}
</main>
${footer(frame)}
</body>
</html>`;
  return { html: String(await page), styleHash: style.hash };
}

function footer({ policy, spoken: { words }, csrf }: Frame): Html {
  return html`<footer>
${
  csrf &&
  html`<nav aria-label="${words.common.more}"><a href="/p">${words.title.home}</a></nav>
<form method="post" action="/p/leave"><input type="hidden" name="csrf" value="${csrf}"><button>${words.common.leave}</button></form>`
}
${policy.clinicPhone && html`<p><a href="tel:${dialled(policy.clinicPhone)}">${words.common.call(policy.clinicPhone)}</a></p>`}
<p class="quiet">${words.common.emergency}</p>
</footer>`;
}

const dialled = (phone: string): string => phone.replace(/[^\d+]/g, "");
