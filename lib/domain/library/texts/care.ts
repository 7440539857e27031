import { oLlame, orCall, page, said, yesNoCall } from "./wording.ts";

/** Between visits: a new diagnosis, living with one, medicines, coming home, prevention. None names a condition. */
export const careTexts = {
  "care-call-ack": said({
    en: [
      "Thank you, {{ patient.given }}. Our care team will call you. In danger? Call 911.",
      "Our care team will call you",
      `Thank you. Our care team will call you.${orCall}\n\nIn an emergency, call 911 now.`,
    ],
    es: [
      "Gracias, {{ patient.given }}. Nuestro equipo le va a llamar. ¿Peligro? Llame al 911.",
      "Nuestro equipo le va a llamar",
      `Gracias. Nuestro equipo le va a llamar.${oLlame}\n\nEn una emergencia, llame al 911 ya.`,
    ],
  }),
  "care-thanks": said({
    en: [
      "Thank you, {{ patient.given }}. We are here if you need us.",
      "Thank you",
      `Thank you for your answer. We are here if you need us.${orCall}`,
    ],
    es: [
      "Gracias, {{ patient.given }}. Si nos necesita, escriba o llame.",
      "Gracias",
      `Gracias por su respuesta. Si nos necesita, escriba.${oLlame}`,
    ],
  }),
  "firstmonth-questions": said(
    {
      en: [
        "{{ patient.given }}, many people have questions after a visit. All clear for you?",
        "Is all clear after your visit?",
        `Many people have questions in the days after a visit. Is all clear for you: what you have, what to take, what to do next? If not, a nurse will call you.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, es normal tener preguntas tras una cita. ¿Todo claro?",
        "¿Le quedó todo claro?",
        `Muchas personas tienen preguntas después de una cita. ¿Le quedó todo claro: lo que tiene, lo que toma, lo que sigue? Si no, le llama una enfermera.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "firstmonth-learn": said({
    en: [
      `{{ patient.given }}, here is something short to read or watch this week.${page}`,
      "Something short to read this week",
      `Here is something short to read or watch this week. It tells what helps from day to day. Write down your questions for your next visit.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, le enviamos algo corto para leer o ver esta semana.${page}`,
      "Algo corto para leer esta semana",
      `Le enviamos algo corto para leer o ver esta semana. Cuenta lo que ayuda en el día a día. Anote sus preguntas para su próxima cita.${page}${oLlame}`,
    ],
  }),
  "firstmonth-plan": said(
    {
      en: [
        "{{ patient.given }}, could you start your care plan as we talked about?",
        "Could you start your care plan?",
        `Could you start your care plan as we talked about? If cost, side effects or doubts are in the way, reply 2. A nurse will call: there is often another way.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, ¿pudo empezar su plan como hablamos?",
        "¿Pudo empezar su plan?",
        `¿Pudo empezar su plan como hablamos? Si el costo, las molestias o las dudas no le dejan, responda 2. Le llama una enfermera: muchas veces hay otra manera.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "followup-book": said(
    {
      en: [
        "{{ patient.given }}, it is time to book your follow-up visit. Can we book it?",
        "Your follow-up visit",
        `It is time to book your follow-up visit, so that we can see how things go. Can we book it for you?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, es hora de su cita de control. ¿Le damos fecha?",
        "Su cita de control",
        `Es hora de hacer su cita de control, para ver cómo va todo. ¿La hacemos por usted?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "chronic-learn": said({
    en: [
      `{{ patient.given }}, here is your tip of the month from your care team.${page}`,
      "Your tip of the month",
      `Here is your tip of the month from your care team. Small steps count. Take what fits you.${page}${orCall}`,
    ],
    es: [
      `{{ patient.given }}, este es el consejo del mes de su equipo de salud.${page}`,
      "El consejo del mes",
      `Este es el consejo del mes de su equipo de salud. Los pasos chicos cuentan. Use lo que le sirva.${page}${oLlame}`,
    ],
  }),
  "chronic-refill": said(
    {
      en: [
        "{{ patient.given }}, do you have enough medicine for the next two weeks?",
        "Do you have enough medicine?",
        `Do you have enough medicine for the next two weeks? If not, reply 2: we will help with the refill.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, ¿le queda medicina para las dos semanas que vienen?",
        "¿Le queda medicina?",
        `¿Le queda medicina para las dos semanas que vienen? Si no, responda 2 y le ayudamos a pedirlas.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "adherence-check": said(
    {
      en: [
        "{{ patient.given }}, are you taking your medicine the way we planned?",
        "How is it going with your medicine?",
        `Are you taking your medicine the way we planned? Many people miss some. If something is in the way, reply 2. We want to help, not to judge.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, ¿toma sus medicinas como lo planeamos?",
        "¿Cómo va con sus medicinas?",
        `¿Toma sus medicinas como lo planeamos? A muchas personas se les olvida. Si algo no le deja, responda 2. Queremos ayudar, no juzgar.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "discharge-home": said({
    en: [
      `{{ patient.given }}, read your going-home steps.${page} Chest pain or hard to breathe? Call 911.`,
      "Your going-home steps",
      `We are glad you are home. Please read your going-home steps today. A nurse will call you in the next two work days.${page}\n\nCall 911 for chest pain, trouble breathing, fainting or heavy bleeding. Call us for fever, pain that gets worse, or a medicine you do not have.${orCall}`,
    ],
    es: [
      `{{ patient.given }}, lea sus pasos.${page} ¿Dolor de pecho o le falta aire? Llame al 911.`,
      "Sus pasos para estar en casa",
      `Qué bueno que ya está en casa. Por favor lea hoy sus pasos. Una enfermera le va a llamar en los próximos dos días de trabajo.${page}\n\nLlame al 911 por dolor de pecho, falta de aire, desmayo o mucha sangre. Llámenos por fiebre, dolor que empeora o una medicina que no tiene.${oLlame}`,
    ],
  }),
  "discharge-check": said(
    {
      en: [
        "{{ patient.given }}, do you feel the same or better since you came home?",
        "How do you feel since you came home?",
        `Do you feel the same or better since you came home? If you feel worse, reply 2 and a nurse will call you today.${orCall}\n\nIn an emergency, call 911 now.`,
      ],
      es: [
        "{{ patient.given }}, en casa, ¿se siente igual o mejor que antes?",
        "¿Cómo se siente en casa?",
        `¿Se siente igual o mejor desde que está en casa? Si se siente peor, responda 2 y una enfermera le llama hoy.${oLlame}\n\nEn una emergencia, llame al 911 ya.`,
      ],
    },
    yesNoCall,
  ),
  "recall-due": said(
    {
      en: [
        "{{ patient.given }}, you are due for a check or shot that keeps you well. Book it?",
        "You are due for a check or a shot",
        `You are due for a check or a shot that keeps you well. Most plans cover it at no cost to you. Can we book it? If you had it somewhere else, reply 2.${orCall}`,
      ],
      es: [
        "{{ patient.given }}, le toca un examen o vacuna para su salud. ¿Le damos fecha?",
        "Le toca un examen o una vacuna",
        `Le toca un examen o una vacuna que cuida su salud. Casi todos los seguros lo cubren sin costo. ¿Hacemos la cita? Si ya se lo hizo, responda 2.${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "recall-nudge": said(
    {
      en: [
        "{{ patient.given }}, your check or shot is still open. Can we book it?",
        "Your check or shot is still open",
        `Your check or shot is still open. It is quick, and it finds things early or keeps them away. Can we book it?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, falta su examen o vacuna. ¿Le damos fecha?",
        "Falta su examen o vacuna",
        `Todavía falta su examen o vacuna. Es corto y ayuda a evitar problemas. ¿Hacemos la cita?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
  "annual-due": said(
    {
      en: [
        "{{ patient.given }}, it is time for your yearly visit. Can we book it?",
        "Time for your yearly visit",
        `It is time for your yearly visit. We look at your health as a whole and plan the year with you. Most plans cover it. Can we book it?${orCall}`,
      ],
      es: [
        "{{ patient.given }}, es hora de su chequeo anual. ¿Le damos fecha?",
        "Es hora de su chequeo anual",
        `Es hora de su chequeo anual. Vemos su salud completa y planeamos el año con usted. Casi todos los seguros lo cubren. ¿Hacemos la cita?${oLlame}`,
      ],
    },
    yesNoCall,
  ),
} as const;
