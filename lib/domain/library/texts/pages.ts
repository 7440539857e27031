import type { Texts } from "../template-texts.ts";

/** Without a domain for the pages, the clinic's phone. */
const link =
  "{% if link.url %}: {{ link.url }}{% elsif clinic.phone %}: {{ clinic.phone }}{% else %}.{% endif %}";
const tap = "{% if link.url %}\n\n{{ link.url }}{% endif %}";

/** What the patients' pages send, and what is read on them. `portal` is the text behind the link. */
export const pageTexts = {
  "link-again": {
    sms: {
      en: `{{ clinic.name }}: here is the new link you asked for${link}`,
      es: `{{ clinic.name }}: su nuevo enlace${link}`,
    },
    email: {
      en: ["Your new link", `Here is the new link you asked for.${tap}\n\n{{ clinic.name }}`],
      es: ["Su nuevo enlace", `Este es el nuevo enlace que nos pidió.${tap}\n\n{{ clinic.name }}`],
    },
    push: {
      en: ["Your new link", `{{ clinic.name }}: tap to open${link}`],
      es: ["Su nuevo enlace", `{{ clinic.name }}: toque para abrir${link}`],
    },
  },
  "page-code": {
    sms: {
      en: "{{ clinic.name }}: your code is {{ code }}. It works for 10 minutes. We will never call you to ask for it.",
      es: "{{ clinic.name }}: su clave es {{ code }}. Sirve por 10 minutos. Nunca le vamos a llamar para pedirla.",
    },
    email: {
      en: [
        "Your code",
        "Your code is {{ code }}. It works for 10 minutes. We will never call you to ask for it.\n\n{{ clinic.name }}",
      ],
      es: [
        "Su código",
        "Su código es {{ code }}. Sirve por 10 minutos. Nunca le vamos a llamar para pedirlo.\n\n{{ clinic.name }}",
      ],
    },
    push: {
      en: ["Your code", "{{ clinic.name }}: {{ code }}. It works for 10 minutes."],
      es: ["Su código", "{{ clinic.name }}: {{ code }}. Sirve por 10 minutos."],
    },
  },
  "visit-preparation": {
    sms: {
      en: `{{ clinic.name }}: how to get ready for your visit on {{ visit.date }}${link} Reply STOP to opt out.`,
      es: `{{ clinic.name }}: como prepararse para su cita, {{ visit.date }}${link} STOP para no recibir textos.`,
    },
    email: {
      en: [
        "Get ready for your visit",
        `Hi {{ patient.given }},\n\nPlease read how to get ready for your visit on {{ visit.date }}.${tap}\n\n{{ clinic.name }}`,
      ],
      es: [
        "Prepárese para su cita",
        `Hola, {{ patient.given }}:\n\nLea por favor cómo prepararse para su cita, {{ visit.date }}.${tap}\n\n{{ clinic.name }}`,
      ],
    },
    portal: {
      en: [
        "Get ready for your visit",
        "Your visit{% if visit.type %} ({{ visit.type }}){% endif %} is on {{ visit.date }} at {{ visit.time }}{% if visit.practitioner %} with {{ visit.practitioner }}{% endif %}.\n\nBring a photo ID and your insurance card.\n\nBring a list of all the medicine you take.\n\nWrite down your questions and bring them.\n\nPlease come 15 minutes early.",
      ],
      es: [
        "Prepárese para su cita",
        "Su cita{% if visit.type %} ({{ visit.type }}){% endif %} es el {{ visit.date }}, {{ visit.time }}{% if visit.practitioner %} con {{ visit.practitioner }}{% endif %}\n\nTraiga una identificación con foto y su tarjeta del seguro.\n\nTraiga una lista de todas las medicinas que toma.\n\nEscriba sus preguntas y tráigalas.\n\nPor favor llegue 15 minutos antes.",
      ],
    },
  },
  "earlier-time": {
    sms: {
      en: `{{ clinic.name }}: an earlier time is free for your visit. First come${link} Reply STOP to opt out.`,
      es: `{{ clinic.name }}: hay una hora antes de su cita. Para el primero que la tome${link} STOP para no recibir textos.`,
    },
    email: {
      en: [
        "An earlier time is free",
        `Hi {{ patient.given }},\n\nAn earlier time is free for your visit. Who takes it first has it.${tap}\n\n{{ clinic.name }}`,
      ],
      es: [
        "Hay una hora antes",
        `Hola, {{ patient.given }}:\n\nHay una hora libre antes de su cita. Es para quien la tome primero.${tap}\n\n{{ clinic.name }}`,
      ],
    },
  },
  "care-message": {
    sms: {
      en: `{{ clinic.name }}: your care team sent you a message. Read it here${link} Reply STOP to opt out.`,
      es: `{{ clinic.name }}: tiene un mensaje de su equipo. Para leerlo${link} STOP para no recibir textos.`,
    },
    email: {
      en: ["You have a message", `Your care team sent you a message.${tap}\n\n{{ clinic.name }}`],
      es: ["Tiene un mensaje", `Su equipo de atención le escribió un mensaje.${tap}\n\n{{ clinic.name }}`],
    },
    portal: {
      en: ["Message from your care team", "{{ text }}"],
      es: ["Mensaje de su equipo de atención", "{{ text }}"],
    },
  },
} as const satisfies Record<string, Texts>;
