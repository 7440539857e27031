import type { Table } from "./lexicon.ts";

/**
 * What only a machine writes, said anywhere: absence notes, answering services, phones that answer for their driver.
 * RFC 3834 has headers for this in email; a text has none. Words that people write too ("I will call you back") are
 * left out.
 */
export const autoReplyWords: Record<string, Table<"robot">> = {
  en: {
    robot: {
      away: [
        "out of office|the_office",
        "out_of_office|outofoffice",
        "i|we am|are|will_be? currently? away from my_desk|my_phone|the_office",
        "on annual|maternity|paternity|parental leave",
        "currently|now? on vacation with|and limited|no access",
        "im driving with focus|do_not_disturb turned on",
      ],
      machine: [
        "auto|automatic|automated reply|response|responder|message|answer",
        "autoreply|autoresponder|autoresponse",
        "this is an automated|automatic|auto_generated? message|text|reply|response|notification",
        "this number|mailbox|inbox|phone|line|account is_not|isnt|not|is_no_longer monitored|in_service|able_to_receive|accepting",
        "do_not|dont|please_do_not|please_dont reply to this message|text|number|email",
        "you have|youve reached the|a? voicemail|answering_service|automated|unmonitored",
        "thank_you|thanks for contacting",
        "thank_you|thanks for messaging|texting us",
        "your message|text|request has_been|was received and|we|our|a",
        "reply|text stop|help to|for opt_out|unsubscribe|help|info|more_info",
        "msg|message and? data rates may apply",
      ],
    },
  },
  es: {
    robot: {
      away: [
        "fuera de la? oficina",
        "estoy|estamos|estare de vacaciones|licencia hasta|con|sin|y",
        "en este momento no puedo|podemos atender|atenderle|atenderte|responder",
        "estoy conduciendo|manejando",
      ],
      machine: [
        "respuesta|mensaje automatica|automatico|automatizada|automatizado",
        "este numero|buzon|correo|telefono no es|esta|recibe|acepta monitoreado|supervisado|mensajes|respuestas",
        "no responda a este mensaje|numero|correo",
        "gracias por contactarnos|comunicarse|escribirnos|contactar",
        "hemos recibido su|tu mensaje|solicitud",
      ],
    },
  },
};
