import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Actor } from "#lib/domain/words.ts";
import { readPolicy, setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import { openForm } from "#lib/usecases/forms/open-form.ts";
import { savePage } from "#lib/usecases/forms/save-page.ts";
import { submitForm } from "#lib/usecases/forms/submit-form.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { findLink } from "#lib/usecases/pages/find-link.ts";
import { identify } from "#lib/usecases/pages/identify.ts";
import type { LocalSystem } from "../../../bin/local/system.ts";
import { sentBy } from "../../support/forms.ts";
import { birthDate, type Cast } from "./cast.ts";

const staff: Actor = { type: "staff", id: "bench" };
/** One page with two numbers: the shortest form of the library that ends in readings. */
const form = "blood-pressure";

/** Of the library: a text that holds nothing but a link. */
const invitation = "link-again";

/** From here on messages may hold links. */
export async function furnishPages({ ports }: LocalSystem): Promise<void> {
  const { policy, version } = await readPolicy(ports);
  await setPolicy(ports, { ...policy, linkBase: "https://visits.bench.test" }, version, { actor: staff });
}

export const invite = ({ ports }: LocalSystem, { patientId }: Cast): Promise<unknown> =>
  sendDirect(
    ports,
    { patientId, reference: "form", template: invitation, channels: ["sms"] },
    { actor: staff },
  );

/** Opens the page, as a person does, and says who they are. */
export async function openLink({ ports, outbox }: LocalSystem, { phone }: Cast): Promise<void> {
  const body = outbox.list({ address: phone }).at(-1)?.body;
  const token = /\/l\/([\w-]+)/.exec(body ?? "")?.[1] as string;
  await findLink(ports.records, token);
  const { outcome } = await identify(ports, token, { birthDate }, "en");
  if (outcome !== "recognised") throw new Error(`a link was opened and its page said: ${outcome}`);
}

export async function fillIn({ ports: core }: LocalSystem, { patientId }: Cast): Promise<void> {
  const ports = { ...core, expressions: fhirPathExpressions };
  const linkId = ownedId("fact", patientId, "link");
  const asked = { patientId, linkId, form, language: "en" };
  let open = await openForm(ports, asked);
  for (const [step, page] of open.steps.entries()) {
    const sent = sentBy(fieldsOf(open.questionnaire, page, open.data.response.item, open.off), () => "118");
    ({ open } = await savePage(ports, asked, { step, expect: open.version, sent, intends: () => true }));
  }
  const { issues } = await submitForm(ports, asked, open.version);
  if (issues.length > 0) throw new Error(`a form was not taken: ${issues.map(({ code }) => code).join()}`);
}
