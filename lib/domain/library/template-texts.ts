/** One text by channel and language; a pair is subject and body. */
export type Texts = Partial<
  Record<
    "sms" | "voice" | "email" | "push" | "portal" | "whatsapp",
    Record<"en" | "es", string | readonly [subject: string, body: string]>
  >
>;

const callUs = "{% if clinic.phone %} or call us at {{ clinic.phone }}{% endif %}";
const llame = "{% if clinic.phone %} o llame al {{ clinic.phone }}{% endif %}";
const place = "{% if visit.location %}\nPlace: {{ visit.location }}{% endif %}";
const lugar = "{% if visit.location %}\nLugar: {{ visit.location }}{% endif %}";
const toAnswer =
  "Please reply to this email with 1 if you will come, 2 if you cannot come, or 3 for another time.{% if link.url %} Or answer here: {{ link.url }}{% endif %}";
const paraResponder =
  "Responda a este correo con 1 si va a venir, 2 si no puede venir o 3 si quiere otra fecha.{% if link.url %} O responda aquí: {{ link.url }}{% endif %}";
/** The voice channel speaks and cannot listen. */
const toCall =
  "{% if clinic.phone %} Please call us at {{ clinic.phone }} to tell us if you will come. Again: {{ clinic.phone }}.{% endif %} Thank you.";
const paraLlamar =
  "{% if clinic.phone %} Por favor llame al {{ clinic.phone }} para decirnos si va a venir. Otra vez: {{ clinic.phone }}.{% endif %} Gracias.";

/**
 * Plain words, sixth grade or below. Spanish SMS keeps to the letters of GSM-7: é, ñ, ü, ¿ and ¡ are in it; á, í, ó and ú
 * are not, and one of them more than halves what a part holds. A Spanish time ends in a full stop ("a. m.").
 */
export const templateTexts = {
  "appointment-confirm": {
    sms: {
      en: "{% if link.url %}{{ clinic.name }}: visit {{ visit.date }} at {{ visit.time }}. Reply 1 yes, 2 no, 3 other time or tap {{ link.url }} STOP to opt out{% else %}{{ clinic.name }}: Hi {{ patient.given }}, your visit is {{ visit.date }} at {{ visit.time }}. Reply 1 yes, 2 cannot come, 3 other time. Reply STOP to opt out.{% endif %}",
      es: "{% if link.url %}{{ clinic.name }}: cita {{ visit.date }}, {{ visit.time }} Responda 1 si viene, 2 no, 3 otra fecha o {{ link.url }} STOP: no textos{% else %}{{ clinic.name }}: Hola {{ patient.given }}, su cita: {{ visit.date }}, {{ visit.time }} Responda 1 si viene, 2 si no puede, 3 otra fecha. STOP para no recibir textos.{% endif %}",
    },
    email: {
      en: [
        "Will you come on {{ visit.date }}?",
        `Hi {{ patient.given }},\n\nYou have a visit with {{ clinic.name }} on {{ visit.date }} at {{ visit.time }}.${place}\n\n${toAnswer}\n\n{{ clinic.name }}`,
      ],
      es: [
        "¿Puede venir el {{ visit.date }}?",
        `Hola, {{ patient.given }}:\n\nTiene una cita con {{ clinic.name }} el {{ visit.date }}, {{ visit.time }}${lugar}\n\n${paraResponder}\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: [
        "Will you come?",
        "{{ clinic.name }}: your visit is {{ visit.date }} at {{ visit.time }}. Tap to answer.",
      ],
      es: [
        "¿Puede venir?",
        "{{ clinic.name }}: su cita es el {{ visit.date }}, {{ visit.time }} Toque para responder.",
      ],
    },
    voice: {
      en: `Hello {{ patient.given }}. This is {{ clinic.name }}. You have a visit on {{ visit.date }} at {{ visit.time }}.${toCall}`,
      es: `Hola, {{ patient.given }}. Le llama {{ clinic.name }}. Tiene una cita el {{ visit.date }}, {{ visit.time }}${paraLlamar}`,
    },
  },
  "appointment-nudge": {
    sms: {
      en: "{{ clinic.name }}: {{ patient.given }}, will you come {{ visit.date }} at {{ visit.time }}? Reply 1 yes, 2 cannot come, 3 other time. Reply STOP to opt out.",
      es: "{{ clinic.name }}: {{ patient.given }}, ¿viene el {{ visit.date }}, {{ visit.time }}? Responda 1 si viene, 2 si no puede, 3 otra fecha. STOP para no recibir textos.",
    },
    email: {
      en: [
        "Please tell us: will you come on {{ visit.date }}?",
        `Hi {{ patient.given }},\n\nWe did not hear from you yet. Your visit with {{ clinic.name }} is on {{ visit.date }} at {{ visit.time }}.${place}\n\n${toAnswer}\n\n{{ clinic.name }}`,
      ],
      es: [
        "Por favor díganos: ¿viene el {{ visit.date }}?",
        `Hola, {{ patient.given }}:\n\nTodavía no tenemos su respuesta. Su cita con {{ clinic.name }} es el {{ visit.date }}, {{ visit.time }}${lugar}\n\n${paraResponder}\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: [
        "We need your answer",
        "{{ clinic.name }}: will you come {{ visit.date }} at {{ visit.time }}? Tap to answer.",
      ],
      es: [
        "Falta su respuesta",
        "{{ clinic.name }}: ¿viene el {{ visit.date }}, {{ visit.time }}? Toque para responder.",
      ],
    },
    voice: {
      en: `Hello {{ patient.given }}. This is {{ clinic.name }}. We still need your answer. Your visit is on {{ visit.date }} at {{ visit.time }}.${toCall}`,
      es: `Hola, {{ patient.given }}. Le llama {{ clinic.name }}. Todavía falta su respuesta. Su cita es el {{ visit.date }}, {{ visit.time }}${paraLlamar}`,
    },
  },
  "appointment-confirmed-thanks": {
    sms: {
      en: "{{ clinic.name }}: Thank you, {{ patient.given }}. We will see you {{ visit.date }} at {{ visit.time }}. If plans change, reply 3.",
      es: "{{ clinic.name }}: Gracias, {{ patient.given }}. Le esperamos el {{ visit.date }}, {{ visit.time }} Si no puede venir, responda 3.",
    },
    email: {
      en: [
        "See you on {{ visit.date }}",
        `Thank you, {{ patient.given }}.\n\nWe will see you on {{ visit.date }} at {{ visit.time }}.${place}\n\nIf your plans change, reply to this email${callUs}.\n\n{{ clinic.name }}`,
      ],
      es: [
        "Nos vemos el {{ visit.date }}",
        `Gracias, {{ patient.given }}.\n\nLe esperamos el {{ visit.date }}, {{ visit.time }}${lugar}\n\nSi no puede venir, responda a este correo${llame}.\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: ["Thank you", "{{ clinic.name }}: we will see you {{ visit.date }} at {{ visit.time }}."],
      es: ["Gracias", "{{ clinic.name }}: le esperamos el {{ visit.date }}, {{ visit.time }}"],
    },
  },
  "appointment-declined-ack": {
    sms: {
      en: "{{ clinic.name }}: Thank you for telling us, {{ patient.given }}. We will call you to find a new time.",
      es: "{{ clinic.name }}: Gracias por avisarnos, {{ patient.given }}. Le vamos a llamar para buscar otra fecha.",
    },
    email: {
      en: [
        "We will find a new time",
        `Thank you for telling us, {{ patient.given }}.\n\nWe will call you to find a new time. You can also reply to this email${callUs}.\n\n{{ clinic.name }}`,
      ],
      es: [
        "Vamos a buscar otra fecha",
        `Gracias por avisarnos, {{ patient.given }}.\n\nLe vamos a llamar para buscar otra fecha. También puede responder a este correo${llame}.\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: ["Thank you for telling us", "{{ clinic.name }} will call you to find a new time."],
      es: ["Gracias por avisarnos", "{{ clinic.name }} le va a llamar para buscar otra fecha."],
    },
  },
  "appointment-moved": {
    sms: {
      en: "{{ clinic.name }}: {{ patient.given }}, your visit has a new time: {{ visit.date }} at {{ visit.time }}. Reply 1 yes, 2 cannot come, 3 other time. Reply STOP to opt out.",
      es: "{{ clinic.name }}: {{ patient.given }}, nueva fecha de su cita: {{ visit.date }}, {{ visit.time }} Responda 1 si viene, 2 si no puede, 3 otra fecha. STOP para no recibir textos.",
    },
    email: {
      en: [
        "Your visit has a new time",
        `Hi {{ patient.given }},\n\nYour visit with {{ clinic.name }} has a new time: {{ visit.date }} at {{ visit.time }}.${place}\n\n${toAnswer}\n\n{{ clinic.name }}`,
      ],
      es: [
        "Su cita tiene nueva fecha",
        `Hola, {{ patient.given }}:\n\nSu cita con {{ clinic.name }} tiene nueva fecha: {{ visit.date }}, {{ visit.time }}${lugar}\n\n${paraResponder}\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: [
        "Your visit has a new time",
        "{{ clinic.name }}: {{ visit.date }} at {{ visit.time }}. Tap to answer.",
      ],
      es: [
        "Su cita tiene nueva fecha",
        "{{ clinic.name }}: {{ visit.date }}, {{ visit.time }} Toque para responder.",
      ],
    },
    voice: {
      en: `Hello {{ patient.given }}. This is {{ clinic.name }}. Your visit has a new time. It is on {{ visit.date }} at {{ visit.time }}.${toCall}`,
      es: `Hola, {{ patient.given }}. Le llama {{ clinic.name }}. Su cita tiene nueva fecha. Es el {{ visit.date }}, {{ visit.time }}${paraLlamar}`,
    },
  },
  "appointment-cancelled": {
    sms: {
      en: "{{ clinic.name }}: {{ patient.given }}, your visit on {{ visit.date }} at {{ visit.time }} will not take place. Reply 3 for a new time. Reply STOP to opt out.",
      es: "{{ clinic.name }}: {{ patient.given }}, ya no tiene cita el {{ visit.date }}, {{ visit.time }} Responda 3 para otra fecha. STOP para no recibir textos.",
    },
    email: {
      en: [
        "Your visit will not take place",
        `Hi {{ patient.given }},\n\nYour visit with {{ clinic.name }} on {{ visit.date }} at {{ visit.time }} will not take place.\n\nFor a new time, reply to this email${callUs}.\n\n{{ clinic.name }}`,
      ],
      es: [
        "Ya no tiene esta cita",
        `Hola, {{ patient.given }}:\n\nYa no tiene cita con {{ clinic.name }} el {{ visit.date }}, {{ visit.time }}\n\nSi quiere otra fecha, responda a este correo${llame}.\n\n{{ clinic.name }}`,
      ],
    },
    push: {
      en: [
        "Your visit will not take place",
        "{{ clinic.name }}: {{ visit.date }} at {{ visit.time }}. Tap for a new time.",
      ],
      es: [
        "Ya no tiene esta cita",
        "{{ clinic.name }}: {{ visit.date }}, {{ visit.time }} Toque para pedir otra fecha.",
      ],
    },
    voice: {
      en: "Hello {{ patient.given }}. This is {{ clinic.name }}. Your visit on {{ visit.date }} at {{ visit.time }} will not take place.{% if clinic.phone %} Please call us at {{ clinic.phone }} for a new time.{% endif %} Thank you.",
      es: "Hola, {{ patient.given }}. Le llama {{ clinic.name }}. Ya no tiene cita el {{ visit.date }}, {{ visit.time }}{% if clinic.phone %} Por favor llame al {{ clinic.phone }} si quiere otra fecha.{% endif %} Gracias.",
    },
  },
  "stop-confirmation": {
    sms: {
      en: "{{ clinic.name }}: You will get no more texts from us. To get them again, reply START.",
      es: "{{ clinic.name }}: Ya no va a recibir nuestros textos. Para recibirlos de nuevo, responda START.",
    },
    whatsapp: {
      en: "{{ clinic.name }}: You will get no more messages from us on this number. To get them again, reply START.",
      es: "{{ clinic.name }}: Ya no va a recibir mensajes en este número. Para recibirlos de nuevo, responda START.",
    },
  },
  "start-confirmation": {
    sms: {
      en: "{{ clinic.name }}: You will get our texts again. Reply HELP for help. Reply STOP to opt out.",
      es: "{{ clinic.name }}: Va a recibir nuestros textos de nuevo. Responda AYUDA si necesita ayuda. STOP para no recibir textos.",
    },
    whatsapp: {
      en: "{{ clinic.name }}: You will get our messages again. Reply HELP for help. Reply STOP to opt out.",
      es: "{{ clinic.name }}: Va a recibir nuestros mensajes de nuevo. Responda AYUDA si necesita ayuda. STOP para no recibir mensajes.",
    },
  },
  "help-reply": {
    sms: {
      en: "{{ clinic.name }}: We text you about your visits.{% if clinic.phone %} For help, call {{ clinic.phone }}.{% endif %} In danger? Call 911. Msg and data rates may apply. Reply STOP to opt out.",
      es: "{{ clinic.name }}: Le escribimos sobre sus citas.{% if clinic.phone %} Para ayuda, llame al {{ clinic.phone }}.{% endif %} ¿Peligro? Llame al 911. Puede haber cargos. STOP para no recibir textos.",
    },
    whatsapp: {
      en: "{{ clinic.name }}: We write to you about your visits.{% if clinic.phone %} For help, call {{ clinic.phone }}.{% endif %} In danger? Call 911. Reply STOP to opt out.",
      es: "{{ clinic.name }}: Le escribimos sobre sus citas.{% if clinic.phone %} Para ayuda, llame al {{ clinic.phone }}.{% endif %} ¿Peligro? Llame al 911. STOP para no recibir mensajes.",
    },
  },
  "after-hours": {
    sms: {
      en: "{{ clinic.name }}: Our team is away now.{% if team.back %} We will read your text on {{ team.back }}.{% endif %} {{ clinic.crisis }}",
      es: "{{ clinic.name }}: No estamos en este momento.{% if team.back %} El {{ team.back }} vamos a leer su mensaje.{% endif %} {{ clinic.crisis }}",
    },
    email: {
      en: [
        "Our team is away now",
        "Our team is away now.{% if team.back %} We will read your message on {{ team.back }}.{% endif %}\n\n{{ clinic.crisis }}\n\n{{ clinic.name }}",
      ],
      es: [
        "No estamos en este momento",
        "No estamos en este momento.{% if team.back %} El {{ team.back }} vamos a leer su mensaje.{% endif %}\n\n{{ clinic.crisis }}\n\n{{ clinic.name }}",
      ],
    },
    whatsapp: {
      en: "{{ clinic.name }}: Our team is away now.{% if team.back %} We will read your message on {{ team.back }}.{% endif %} {{ clinic.crisis }}",
      es: "{{ clinic.name }}: No estamos en este momento.{% if team.back %} El {{ team.back }} vamos a leer su mensaje.{% endif %} {{ clinic.crisis }}",
    },
  },
  "crisis-reply": {
    sms: {
      en: "{{ clinic.name }}: {{ clinic.crisis }} We told our staff about your text.",
      es: "{{ clinic.name }}: {{ clinic.crisis }} Nuestro equipo ya lo sabe.",
    },
    email: {
      en: [
        "Get help now",
        "{{ clinic.crisis }}\n\nWe told our staff about your message.\n\n{{ clinic.name }}",
      ],
      es: ["Pida ayuda ahora", "{{ clinic.crisis }}\n\nNuestro equipo ya lo sabe.\n\n{{ clinic.name }}"],
    },
    whatsapp: {
      en: "{{ clinic.name }}: {{ clinic.crisis }} We told our staff about your message.",
      es: "{{ clinic.name }}: {{ clinic.crisis }} Nuestro equipo ya lo sabe.",
    },
  },
  "not-understood": {
    sms: {
      en: "{{ clinic.name }}: Thank you. Our staff will read your message and answer you. In an emergency, call 911 now.",
      es: "{{ clinic.name }}: Gracias. Nuestro personal va a leer su mensaje y le va a responder. En una emergencia, llame al 911 ya.",
    },
    email: {
      en: [
        "We got your message",
        "Thank you. Our staff will read your message and answer you.\n\nIn an emergency, call 911 now.\n\n{{ clinic.name }}",
      ],
      es: [
        "Recibimos su mensaje",
        "Gracias. Nuestro personal va a leer su mensaje y le va a responder.\n\nEn una emergencia, llame al 911 ya.\n\n{{ clinic.name }}",
      ],
    },
    push: {
      en: ["We got your message", "Our staff will read it and answer you. In an emergency, call 911 now."],
      es: [
        "Recibimos su mensaje",
        "Nuestro personal va a leerlo y le va a responder. En una emergencia, llame al 911 ya.",
      ],
    },
    whatsapp: {
      en: "{{ clinic.name }}: Thank you. Our staff will read your message and answer you. In an emergency, call 911 now.",
      es: "{{ clinic.name }}: Gracias. Nuestro personal va a leer su mensaje y le va a responder. En una emergencia, llame al 911 ya.",
    },
  },
} as const satisfies Record<string, Texts>;
