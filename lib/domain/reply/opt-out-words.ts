import type { Table } from "./lexicon.ts";
import { worldOptOuts } from "./world-opt-outs.ts";

/**
 * Words that alone make a message an opt-out, in any case, spacing and punctuation, under who names them:
 * 47 CFR 64.1200(a)(10) as in force since 2025-04-11; CTIA Messaging Principles and Best Practices, section 5.1.3;
 * AWS End User Messaging (docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html); Twilio
 * (twilio.com/docs/messaging/tutorials/advanced-opt-out); Telnyx
 * (developers.telnyx.com/docs/messaging/messages/advanced-opt-in-out). No regulator lists Spanish words: those are ours.
 */
export const optOutKeywords: Record<string, string[]> = {
  fcc: ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"],
  ctia: ["stop", "end", "cancel", "unsubscribe", "quit"],
  aws: ["arret", "cancel", "end", "opt out", "optout", "quit", "remove", "stop", "td", "unsubscribe"],
  twilio: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"],
  telnyx: ["stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"],
  spanish: [
    ..."alto parar pare paren baja cancelar detener detenga detengan basta salir fin terminar".split(" "),
    ..."eliminar borrar quitar revocar desuscribir desuscribirme desuscribirse".split(" "),
    ...["dar de baja", "darme de baja", "anular suscripcion", "no mas", "ya no mas"],
  ],
  world: worldOptOuts,
  /** Near enough to be nothing else. */
  typos: ["stopp", "sotp", "stpo", "s t o p", "unsuscribe", "unsubcribe", "unsubscibe", "unsubscribed"],
};

/** A clause that is nothing but this is an opt-out, whatever else was said: "No. Stop please". */
export const optOutSentences: Record<string, Table<"stop">> = {
  en: {
    stop: {
      bare: [
        "yes|no|ok|okay|just|please|pls|i_said|i_want_to|i_want_you_to|can_you|could_you|you_need_to? please|pls? stop|stopall|unsubscribe it|this|that|these|them|all|now|already|everything? please|pls|plz|thanks|thank_you|now?",
        "stop stop stop?",
        "stop 2|to end|stop|quit",
        "stop sending|texting|messaging",
        "no more please|pls|thanks|thank_you?",
        "remove me|us|my_number|this_number please|pls|now?",
      ],
      message: ["please|pls? do_not|dont text|message|msg|contact|sms me|us|this_number? please|pls?"],
    },
  },
  es: {
    stop: {
      bare: [
        "ya|por_favor? stop|alto|basta|pare|paren ya|por_favor|gracias?",
        "ya? no mas por_favor|gracias?",
      ],
      message: [
        "ya|por_favor? no me|nos manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|texteen|contacten por_favor?",
      ],
    },
  },
};

const messages =
  "texts|text|texting|text_messages|messages|messaging|msgs|msg|sms|reminders|notifications|alerts";
const mensajes = "mensajes|mensaje|mensajitos|textos|texto|sms|recordatorios|notificaciones|avisos|alertas";

/** Their phrases are found within a sentence, so the words that turn one around have to be known, too. */
export type PhraseLanguage = "en" | "es";

/** Said anywhere, it plainly means it: 47 CFR 64.1200(a)(10), "any reasonable manner". */
export const optOutPhrases: Record<PhraseLanguage, Table<"stop">> = {
  en: {
    stop: {
      texting: [
        "stop|quit texting|messaging|contacting|bothering|spamming|harassing|txting|sms",
        "stop|quit|cease sending me|us",
        `stop|quit|cease sending any_more|all|any|these|those|the|more|your|so_many? ${messages}`,
        `stop|end|cancel|no_more|turn_off|discontinue the|these|those|all|all_the|all_these|your|any? ${messages}|subscription`,
        "do_not|dont|never ever? text|message|msg|sms|contact me|us|this_number here? again|anymore|any_more|ever|no_more|any_longer",
        `do_not|dont send me|us? any|any_more|anymore|more|these|your ${messages}`,
      ],
      list: [
        "take|remove|delete|drop me|us|my_number|my_name|this_number off|from|off_of your|the|this|ur list|text_list|mailing_list|system|database|contacts",
        `take|remove|delete me|us|my_number|this_number off|from your|these|the|all? ${messages}`,
        "unsubscribe|unsubscribing me|us|this_number|my_number|from",
        "want|wanna|like|need|how|can|please to|do|i? i|2|to? unsubscribe|opt_out|optout",
        "opt|opting me|us out",
        "opt_out|optout|opting_out",
      ],
      wish: [
        `dont|do_not|no_longer want|wish|need|like to? get|receive|recieve|be_getting|getting|receiving? any|any_more|anymore|more|these|your|the|all_these? ${messages}`,
        "dont|do_not|no_longer want|wish to be texted|messaged|contacted",
        "i|we revoke|withdraw my|our? consent|permission",
        "leave me|us alone",
        "lose|delete|forget|erase my|this number",
      ],
    },
  },
  es: {
    stop: {
      texting: [
        `no me|nos manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|contacten|contacte|texteen mas|otro|ningun|estos|sus|tantos? ${mensajes}|mas|nunca`,
        `no manden|mande|mandes|envien|envie|envies mas|otro|estos|sus ${mensajes}`,
        "dejen|deje|deja|paren|pare|para de mandar|mandarme|mandarnos|enviar|enviarme|enviarnos|escribir|escribirme|escribirnos|molestar|molestarme|textear|textearme|contactarme",
        `no|ya_no quiero|queremos|deseo|deseamos recibir|que_me_manden|que_me_envien|que_me_escriban? mas|estos|sus|otro|los|tantos? ${mensajes}`,
        `cancelar|cancelen|cancele|paren|detengan|detener|suspendan|suspender los|las|estos|sus|todos_los? ${mensajes}|suscripcion`,
        `no mas ${mensajes}`,
      ],
      list: [
        "quitenme|quiteme|saquenme|saqueme|borrenme|borreme|eliminenme|elimineme|remuevanme|remuevame de la|su|esta|sus lista|listas|sistema|contactos",
        "saquen|quiten|borren|eliminen|saque|quite|borre|elimine mi|este numero|telefono|nombre",
        "dar|darme|denme|deme|darse|darnos de baja",
        "desuscribirme|desuscribanme|desuscribame",
      ],
      wish: ["dejenme|dejeme|dejame en paz", "revoco|retiro mi consentimiento|permiso"],
    },
  },
};

/** Words before a phrase that turn it around: "please don't stop texting me", "no dejen de escribirme". */
export const turnedAround: Record<PhraseLanguage, string[]> = {
  en: ["dont", "not", "never", "didnt", "wont", "cant", "doesnt"],
  es: ["no", "nunca"],
};
