import type { FormDraft } from "../../forms/form.ts";
import { asked, attribute, consent, group, help, item, options, said, signature, when } from "./build.ts";

const patient = "http://hl7.org/fhir/StructureDefinition/Patient#Patient.";

/** The shortest form that lets a clinic begin: who, how to reach, who pays, what to know, what is agreed. */
export const registration: FormDraft = {
  id: "registration",
  kind: "intake",
  description: "Demographics, insurance, health and consent before a first visit",
  questionnaire: {
    resourceType: "Questionnaire",
    language: "en",
    ...said("title", ["Before your visit", "Antes de su cita"]),
    item: [
      group(
        "about-you",
        ["About you", "Sobre usted"],
        [
          item("given", "string", ["First name", "Nombre"], {
            ...asked,
            maxLength: 100,
            definition: `${patient}name.given`,
          }),
          item("family", "string", ["Last name", "Apellidos"], {
            ...asked,
            maxLength: 100,
            definition: `${patient}name.family`,
          }),
          item("address", "text", ["Home address", "Dirección de su casa"], {
            maxLength: 300,
            definition: `${patient}address.text`,
          }),
          item("postal-code", "string", ["ZIP code", "Código postal"], {
            maxLength: 10,
            definition: `${patient}address.postalCode`,
            extension: [
              { url: "http://hl7.org/fhir/StructureDefinition/regex", valueString: "\\d{5}(-\\d{4})?" },
            ],
            item: [help("postal-code-help", ["Five digits", "Cinco cifras"])],
          }),
        ],
      ),
      group(
        "insurance",
        ["Your insurance", "Su seguro"],
        [
          item("insured", "boolean", ["Do you have health insurance?", "¿Tiene seguro médico?"], {
            ...asked,
            extension: [attribute("insured")],
          }),
          item("payer", "string", ["Name of the insurance", "Nombre del seguro"], {
            ...asked,
            maxLength: 100,
            extension: [attribute("payer")],
            ...when("insured", { boolean: true }),
          }),
          item("member-id", "string", ["Member number on your card", "Número de miembro de su tarjeta"], {
            ...asked,
            maxLength: 40,
            extension: [attribute("member-id")],
            ...when("insured", { boolean: true }),
          }),
        ],
      ),
      // A page each: one photo is what a request can carry.
      group(
        "card-front-page",
        ["Your insurance card: front", "Su tarjeta del seguro: frente"],
        [item("card-front", "attachment", ["Photo of the front", "Foto del frente"])],
        when("insured", { boolean: true }),
      ),
      group(
        "card-back-page",
        ["Your insurance card: back", "Su tarjeta del seguro: reverso"],
        [item("card-back", "attachment", ["Photo of the back", "Foto del reverso"])],
        when("insured", { boolean: true }),
      ),
      group(
        "health",
        ["Your health", "Su salud"],
        [
          item("conditions", "choice", ["Do you have any of these?", "¿Tiene alguna de estas?"], {
            repeats: true,
            ...options([
              ["diabetes", ["Diabetes", "Diabetes"]],
              ["hypertension", ["High blood pressure", "Presión alta"]],
              ["asthma", ["Asthma", "Asma"]],
              ["heart", ["Heart disease", "Enfermedad del corazón"]],
            ]),
          }),
          item(
            "allergic",
            "boolean",
            ["Are you allergic to any medicine?", "¿Es alérgico a alguna medicina?"],
            asked,
          ),
          item("allergies", "text", ["To which, and what happens?", "¿A cuál y qué le pasa?"], {
            ...asked,
            maxLength: 500,
            ...when("allergic", { boolean: true }),
          }),
        ],
      ),
      group(
        "consent",
        ["Your agreement", "Su acuerdo"],
        [
          item(
            "care-texts",
            "boolean",
            [
              "May we text you about your visits and care? You can stop at any time: reply STOP.",
              "¿Podemos enviarle textos sobre sus citas y su atención? Puede pararlos cuando quiera: responda STOP.",
            ],
            { ...asked, extension: [consent("care", "sms", "intake-care-texts-1")] },
          ),
          item("terms", "display", [
            "I agree to be treated by this clinic. I was told how the clinic uses my health information. I may take this back in writing. You may sign on paper at the clinic instead.",
            "Acepto que esta clínica me atienda. Me dijeron cómo la clínica usa mis datos de salud. Puedo retirar esto por escrito. Si prefiere, puede firmar en papel en la clínica.",
          ]),
          item("signature", "string", ["Your full name as your signature", "Su nombre completo como firma"], {
            ...asked,
            maxLength: 200,
            extension: [signature],
          }),
        ],
      ),
    ],
  },
  alerts: [],
  review: { queue: "front-desk", title: "Check the intake form", due: "P2D" },
};

/** What changes from visit to visit. */
export const preVisit: FormDraft = {
  id: "pre-visit",
  kind: "intake",
  description: "Reason, medicines and changes before a visit",
  questionnaire: {
    resourceType: "Questionnaire",
    language: "en",
    ...said("title", ["Before your visit", "Antes de su cita"]),
    item: [
      group(
        "reason",
        ["This visit", "Esta cita"],
        [
          item("about", "text", ["What do you want to talk about?", "¿De qué quiere hablar?"], {
            ...asked,
            maxLength: 500,
          }),
          item("interpreter", "boolean", ["Do you need an interpreter?", "¿Necesita un intérprete?"], {
            ...asked,
            extension: [attribute("interpreter")],
          }),
          item("which-language", "string", ["For which language?", "¿Para qué idioma?"], {
            ...asked,
            maxLength: 60,
            extension: [attribute("interpreter-language")],
            ...when("interpreter", { boolean: true }),
          }),
        ],
      ),
      group(
        "medicines",
        ["Your medicines", "Sus medicinas"],
        [
          item(
            "changed",
            "boolean",
            [
              "Did your medicines change since the last visit?",
              "¿Cambiaron sus medicinas desde la última cita?",
            ],
            asked,
          ),
          item("medicine", "group", ["Medicine", "Medicina"], {
            repeats: true,
            ...when("changed", { boolean: true }),
            item: [
              item("medicine-name", "string", ["Name and strength", "Nombre y dosis"], {
                ...asked,
                maxLength: 100,
              }),
              item("medicine-how", "string", ["How often do you take it?", "¿Cada cuánto la toma?"], {
                maxLength: 100,
              }),
            ],
          }),
        ],
      ),
      group(
        "insurance",
        ["Your insurance", "Su seguro"],
        [
          item("insurance-changed", "boolean", ["Did your insurance change?", "¿Cambió su seguro?"], asked),
          item("payer", "string", ["Name of the insurance", "Nombre del seguro"], {
            ...asked,
            maxLength: 100,
            extension: [attribute("payer")],
            ...when("insurance-changed", { boolean: true }),
          }),
          item("member-id", "string", ["Member number on your card", "Número de miembro de su tarjeta"], {
            ...asked,
            maxLength: 40,
            extension: [attribute("member-id")],
            ...when("insurance-changed", { boolean: true }),
          }),
        ],
      ),
    ],
  },
  alerts: [],
  review: { queue: "front-desk", title: "Read the form before the visit", due: "P1D" },
};
