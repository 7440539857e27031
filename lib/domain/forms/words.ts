import type { IssueCode } from "./issue.ts";

/** What the pages of forms say, in plain words. A text with a value is a function of it. */
const en = {
  form: "Your form",
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  next: "Continue",
  back: "Back",
  add: "Add one more",
  yes: "Yes",
  no: "No",
  other: "Something else",
  unit: "Unit",
  more: "Your answer brings a few more questions. Please answer them, too.",
  saved: "We keep what you answer. You can stop and go on later: open our message again.",
  overtaken: "This form was changed on another device or page. This is how it is now.",
  review: "Check your answers",
  reviewLead: "Is all of this right? Then send it.",
  change: "Change",
  empty: "Not answered",
  missing: "Something is still missing here.",
  send: "Send my answers",
  sent: "Thank you. We have your answers.",
  sentAt: (when: string) => `Sent on ${when}.`,
  number: (id: string) => `Number of this form: ${id}`,
  signedBy: (name: string) => `Signed by ${name}`,
  gone: "This form is no longer needed. You do not have to do anything.",
  intent: "I sign. My typed name is my signature, as if I wrote it on paper.",
  photo: "Photo",
  takePhoto: "Take a photo, or choose one. If you cannot, please bring it to your visit.",
  havePhoto: "We have your photo. You can send another one in its place.",
  draw: "If you like, draw your signature here, too.",
  clear: "Clear",
  crisis: {
    title: "You are not alone. Help is here now.",
    text: "If you think of hurting yourself, call or text 988 now. It is free, at any hour. If you are in danger, call 911. Someone from our team will call you today.",
    call: "Call 988",
    write: "Text 988",
  },
  emergency: {
    title: "This number can be dangerous.",
    text: "Measure once more now. If it is the same, or you feel unwell (chest pain, trouble to breathe, weak, confused), call 911. Our team will call you.",
    call: "Call 911",
  },
  "call-us": {
    title: "Please talk to us today.",
    text: "Your answer is one that our team wants to talk about with you. If you feel unwell, call 911.",
  },
};

const es: typeof en = {
  form: "Su formulario",
  page: (n, of) => `Página ${n} de ${of}`,
  next: "Continuar",
  back: "Atrás",
  add: "Añadir uno más",
  yes: "Sí",
  no: "No",
  other: "Otra cosa",
  unit: "Unidad",
  more: "Su respuesta trae unas preguntas más. Por favor contéstelas también.",
  saved: "Guardamos lo que responde. Puede parar y seguir después: abra otra vez nuestro mensaje.",
  overtaken: "Este formulario se cambió en otro aparato o página. Así está ahora.",
  review: "Revise sus respuestas",
  reviewLead: "¿Está todo bien? Entonces envíelo.",
  change: "Cambiar",
  empty: "Sin respuesta",
  missing: "Aquí falta algo todavía.",
  send: "Enviar mis respuestas",
  sent: "Gracias. Tenemos sus respuestas.",
  sentAt: (when) => `Enviado el ${when}.`,
  number: (id) => `Número de este formulario: ${id}`,
  signedBy: (name) => `Firmado por ${name}`,
  gone: "Este formulario ya no hace falta. No tiene que hacer nada.",
  intent: "Firmo. Mi nombre escrito es mi firma, como si lo escribiera en papel.",
  photo: "Foto",
  takePhoto: "Tome una foto o elija una. Si no puede, por favor tráigalo a su cita.",
  havePhoto: "Tenemos su foto. Puede enviar otra en su lugar.",
  draw: "Si quiere, dibuje también su firma aquí.",
  clear: "Borrar",
  crisis: {
    title: "No está solo. Hay ayuda ahora.",
    text: "Si piensa en hacerse daño, llame al 988 ahora y marque 2 para español, o envíe AYUDA al 988. Es gratis, a toda hora. Si está en peligro, llame al 911. Alguien de nuestro equipo le llamará hoy.",
    call: "Llamar al 988",
    write: "Enviar texto al 988",
  },
  emergency: {
    title: "Este número puede ser peligroso.",
    text: "Mida otra vez ahora. Si sale igual, o si se siente mal (dolor de pecho, le cuesta respirar, debilidad, confusión), llame al 911. Nuestro equipo le llamará.",
    call: "Llamar al 911",
  },
  "call-us": {
    title: "Por favor hable hoy con nosotros.",
    text: "Nuestro equipo quiere hablar con usted de su respuesta. Si se siente mal, llame al 911.",
  },
};

export type FormWords = typeof en;

const issuesEn: Partial<Record<IssueCode, string | ((limit: string) => string)>> = {
  required: "Please answer this.",
  too_few: (limit) => `Please choose at least ${limit}.`,
  too_many: "These are too many answers.",
  exclusive: "One of your answers does not go with the others.",
  too_short: (limit) => `Please write at least ${limit} letters.`,
  too_long: (limit) => `Please write at most ${limit} letters.`,
  below: (limit) => `Please give ${limit} or more.`,
  above: (limit) => `Please give ${limit} or less.`,
  unread: "Please write a number here.",
  implausible: "Please check this number and its unit.",
  unit: "Please check the unit.",
  unsigned: "Please tick the box to sign.",
  decimals: "Please give a shorter number.",
  media: "This is not a photo we can read. Please send a photo (JPEG or PNG).",
  too_big: "This photo is too large. Please take a smaller one.",
};
const issuesEs: typeof issuesEn = {
  required: "Por favor responda.",
  too_few: (limit) => `Por favor elija al menos ${limit}.`,
  too_many: "Son demasiadas respuestas.",
  exclusive: "Una de sus respuestas no va con las otras.",
  too_short: (limit) => `Escriba al menos ${limit} letras.`,
  too_long: (limit) => `Escriba ${limit} letras como mucho.`,
  below: (limit) => `Escriba ${limit} o más.`,
  above: (limit) => `Escriba ${limit} o menos.`,
  unread: "Por favor escriba un número.",
  implausible: "Por favor revise este número y su unidad.",
  unit: "Por favor revise la unidad.",
  unsigned: "Por favor marque la casilla para firmar.",
  decimals: "Escriba un número más corto.",
  media: "Esta no es una foto que podamos leer. Envíe una foto (JPEG o PNG).",
  too_big: "Esta foto es demasiado grande. Tome una más pequeña.",
};

const spoken: Record<string, { words: FormWords; issues: typeof issuesEn; unclear: string }> = {
  en: { words: en, issues: issuesEn, unclear: "Please check what you wrote." },
  es: { words: es, issues: issuesEs, unclear: "Por favor revise lo que escribió." },
};

/** In a language of the pages; English for one that forms do not speak. */
export const formWords = (language: string): FormWords => (spoken[language] ?? spoken.en)?.words ?? en;

/** What is wrong, as a person says it. */
export function issueWords(language: string, { code, limit }: { code: IssueCode; limit?: string }): string {
  const { issues, unclear } = spoken[language] ?? { issues: issuesEn, unclear: spoken.en?.unclear ?? "" };
  const text = issues[code];
  return typeof text === "function" ? text(limit ?? "") : (text ?? unclear);
}
