import { oLlame, orCall, page, said, yesNoCall } from "./wording.ts";

/** Getting to a visit: welcome, intake, preparation, missed visits, referrals, inquiries, the portal. */
export const accessTexts = {
  "previsit-intake": said({
    en: [
      `{{ patient.given }}, please fill in your form before your visit on {{ visit.date }}.${page}`,
      "A form before your visit on {{ visit.date }}",
      `Please fill in your form before your visit on {{ visit.date }} at {{ visit.time }}. It takes a few minutes, and you will wait less at the desk.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, llene su formulario antes de su cita: {{ visit.date }}.${page}`,
      "Un formulario antes de su cita: {{ visit.date }}",
      `Por favor llene su formulario antes de su cita: {{ visit.date }}, {{ visit.time }} Toma unos minutos y va a esperar menos.${page}${oLlame}`,
    ],
  }),
  "previsit-intake-nudge": said({
    en: [
      `{{ patient.given }}, we still need your form for {{ visit.date }}. We can help by phone.${page}`,
      "We still need your form for {{ visit.date }}",
      `We did not get your form yet. Your visit is on {{ visit.date }} at {{ visit.time }}. If the form is hard to use, we can fill it in with you by phone.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, falta su formulario: {{ visit.date }}. Le ayudamos por tel.${page}`,
      "Falta su formulario: {{ visit.date }}",
      `Aún no tenemos su formulario. Su cita es el {{ visit.date }}, {{ visit.time }} Si le cuesta llenarlo, podemos hacerlo juntos por teléfono.${page}${oLlame}`,
    ],
  }),
  "previsit-prep-week": said(
    {
      en: [
        "{{ patient.given }}, get ready at home for {{ visit.date }}. Got your steps?",
        "How to get ready for {{ visit.date }}",
        `Your visit on {{ visit.date }} at {{ visit.time }} needs some steps at home first. Please read them today: some start days before. Do you have your steps?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, debe prepararse para {{ visit.date }}. ¿Tiene los pasos?",
        "Cómo prepararse para el {{ visit.date }}",
        `Para su cita del {{ visit.date }}, {{ visit.time }} hay pasos que se hacen antes en casa. Por favor léalos hoy: algunos empiezan días antes. ¿Tiene los pasos?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "previsit-prep-day": said({
    en: [
      `{{ patient.given }}, your visit is {{ visit.date }} at {{ visit.time }}. Follow your steps today.${page}`,
      "Your steps for today",
      `Your visit is on {{ visit.date }} at {{ visit.time }}. Please follow your steps for today. If you could not follow one, tell us before you come.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, su cita: {{ visit.date }}, {{ visit.time }} Siga hoy sus pasos.${page}`,
      "Sus pasos de hoy",
      `Su cita es el {{ visit.date }}, {{ visit.time }} Por favor siga los pasos de hoy. Si no pudo seguir alguno, díganos antes de venir.${page}${oLlame}`,
    ],
  }),
  "welcome-hello": said({
    en: [
      `Welcome, {{ patient.given }}! Save this number. We will text you about your visits.`,
      "Welcome to {{ clinic.name }}",
      `Welcome! We are glad you chose us. We will write to you about your visits and what to do before and after them. You can answer our messages.${orCall}`,
    ],
    es: [
      `¡Le damos la bienvenida, {{ patient.given }}! Le vamos a escribir sobre sus citas.`,
      "Le damos la bienvenida a {{ clinic.name }}",
      `¡Le damos la bienvenida! Le vamos a escribir sobre sus citas y lo que hay que hacer antes y después. Puede responder a nuestros mensajes.${oLlame}`,
    ],
  }),
  "welcome-form": said({
    en: [
      `{{ patient.given }}, please tell us about you before your first visit.${page}`,
      "Please tell us about you",
      `Please fill in your first form. It asks for your health history, your medicines and how we may reach you.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, por favor llene sus datos antes de su primera cita.${page}`,
      "Cuéntenos de usted",
      `Por favor llene su primer formulario. Pregunta por su historia de salud, sus medicinas y cómo comunicarnos con usted.${page}${oLlame}`,
    ],
  }),
  "noshow-rebook": said(
    {
      en: [
        "{{ patient.given }}, we missed you on {{ visit.date }}. Do you want a new time?",
        "We missed you on {{ visit.date }}",
        `We missed you on {{ visit.date }}, and hope you are well. Things come up. Do you want a new time? If a ride, the cost or the hour was a problem, tell us: we can often help.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, le esperamos el {{ visit.date }}. ¿Quiere otra fecha?",
        "Le esperamos el {{ visit.date }}",
        `Le esperamos el {{ visit.date }} y deseamos que esté bien. A veces pasan cosas. ¿Quiere otra fecha? Si el transporte, el costo o la hora fue un problema, díganos: muchas veces podemos ayudar.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "noshow-rebook-nudge": said(
    {
      en: [
        "{{ patient.given }}, we can still find you a new visit time. Do you want one?",
        "Do you want a new visit time?",
        `Your health matters to us, and your visit is still open. Do you want a new time?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, le podemos dar otra fecha. ¿La quiere?",
        "¿Quiere otra fecha?",
        `Su salud nos importa y su cita sigue pendiente. ¿Quiere otra fecha?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "referral-ask": said(
    {
      en: [
        "{{ patient.given }}, your doctor wants you to see a specialist. Can we book it?",
        "Your visit with a specialist",
        `Your doctor asked for a visit with a specialist. Can we book it for you? If you have a time already, reply 2 and we will not ask again.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, su doctor pide que vea a un especialista. ¿Le damos fecha?",
        "Su cita con un especialista",
        `Su doctor pidió una cita con un especialista. ¿La hacemos por usted? Si ya tiene fecha, responda 2 y no le preguntamos más.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "referral-nudge": said(
    {
      en: [
        "{{ patient.given }}, your specialist visit is not booked yet. Can we book it?",
        "Your specialist visit is not booked yet",
        `Your visit with a specialist is not booked yet. If a ride, the cost or your work is in the way, tell us. Can we book it for you?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, falta la fecha con su especialista. ¿Se la damos?",
        "Falta la fecha con su especialista",
        `Todavía no tiene fecha con su especialista. Si el transporte, el costo o el trabajo es un problema, díganos. ¿Hacemos la cita por usted?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "referral-soon": said({
    en: [
      "{{ patient.given }}, your specialist visit is booked. Bring your list of medicines.",
      "Your specialist visit is booked",
      `Your visit with a specialist is booked. Please bring your list of medicines and your questions. If you cannot go, tell us and we will find a new time.${orCall}`,
    ],
    es: [
      "{{ patient.given }}, ya tiene fecha con su especialista. Lleve su lista de medicinas.",
      "Ya tiene fecha con su especialista",
      `Ya tiene fecha con su especialista. Lleve su lista de medicinas y sus preguntas. Si no puede ir, díganos y buscamos otra fecha.${oLlame}`,
    ],
  }),
} as const;

/** The same for those who use no care yet, or nothing clinical: another consent, another budget class. */
export const serviceTexts = {
  "portal-invite": said({
    en: [
      `{{ patient.given }}, see your visits and results online. Set up your account.${page}`,
      "Set up your online account",
      `With your online account you see your visits and results, ask for refills and write to your care team. It takes about five minutes to set up.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, vea sus citas y resultados en su cuenta. Active su cuenta.${page}`,
      "Active su cuenta en línea",
      `En su cuenta en línea puede ver sus citas y resultados, pedir medicinas y escribir a su equipo. Se activa en unos cinco minutos.${page}${oLlame}`,
    ],
  }),
  "portal-help": said(
    {
      en: [
        "{{ patient.given }}, do you want help to set up your online account?",
        "Do you want help with your online account?",
        `Your online account is not set up yet. Many people find the first step hard. Do you want us to help you?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, ¿quiere ayuda para activar su cuenta?",
        "¿Quiere ayuda con su cuenta en línea?",
        `Su cuenta en línea todavía no está activa. A muchas personas les cuesta el primer paso. ¿Quiere que le ayudemos?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "prospect-hello": said(
    {
      en: [
        "Hi {{ patient.given }}, thank you for asking about us. Do you want a first visit?",
        "Thank you for asking about us",
        `Thank you for asking about us. We take new patients, and can tell you what we need from you. Do you want a first visit?${orCall}`,
      ],
      es: [
        "Hola {{ patient.given }}, gracias por escribirnos. ¿Quiere una primera cita?",
        "Gracias por preguntar por nosotros",
        `Gracias por preguntar por nosotros. Recibimos pacientes nuevos y le podemos decir qué necesitamos de usted. ¿Quiere una primera cita?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "prospect-nudge": said(
    {
      en: [
        "{{ patient.given }}, we have times for a first visit. Do you want one?",
        "Times for a first visit",
        `We have times for a first visit. Do you want one? If not, we will not ask again.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, hay fechas para su primera cita. ¿Quiere una?",
        "Fechas para su primera cita",
        `Tenemos fechas para una primera cita. ¿Quiere una? Si no, no le preguntamos más.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "feedback-ask": said(
    {
      en: [
        "{{ patient.given }}, did your last visit go well for you?",
        "How was your visit?",
        `Did your last visit go well for you? If not, a person will read your answer and get in touch with you.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, ¿le fue bien en su cita con nosotros?",
        "¿Cómo fue su cita?",
        `¿Le fue bien en su última cita? Si no, una persona va a leer su respuesta y comunicarse con usted.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "feedback-thanks": said({
    en: [
      "Thank you, {{ patient.given }}. It helps us to know what works for you.",
      "Thank you",
      "Thank you for telling us. It helps us to know what works for you.",
    ],
    es: [
      "Gracias, {{ patient.given }}. Nos ayuda saber lo que le sirve.",
      "Gracias",
      "Gracias por decirnos. Nos ayuda saber lo que le sirve.",
    ],
  }),
  "service-call-ack": said({
    en: [
      "Thank you, {{ patient.given }}. A person from our team will call you.",
      "We will call you",
      `Thank you. A person from our team will call you.${orCall}`,
    ],
    es: [
      "Gracias, {{ patient.given }}. Una persona de nuestro equipo le va a llamar.",
      "Le vamos a llamar",
      `Gracias. Una persona de nuestro equipo le va a llamar.${oLlame}`,
    ],
  }),
} as const;
