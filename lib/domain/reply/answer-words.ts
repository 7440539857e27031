import type { Table } from "./lexicon.ts";

/**
 * What a message can be made of. It is an answer only where these rows make up all of it; a word that is in none of
 * them hands the message to a person. Add words freely, but none that could turn another answer into this one.
 */
export type Part =
  | "confirmed"
  | "declined"
  | "reschedule"
  /** Goes with any answer and is none. */
  | "courtesy"
  /** Why someone cannot come: goes with `declined` and `reschedule`. */
  | "reason"
  /** Words around a wish for another time: go with `reschedule`. */
  | "request"
  /** Looks like an answer and is none. */
  | "unclear";

const days =
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun";
const visit = "appointment|appt|apt|appoint|appointments|visit|booking|reservation";
const dias = "lunes|martes|miercoles|jueves|viernes|sabado|domingo";

export const english: Table<Part> = {
  confirmed: {
    key: ["option|number|press|reply? 1|one", "c", "y"],
    yes: [
      "yes|yep|yeah|yea|yeap|yeh|yup|yess|yse|yas|ye|ya|yah|yessir|uhhuh|uh_huh|ok|okay|okey|okie|k|kk|sure|surely",
      "sure thing",
      "that|it? sounds|looks good|great|perfect",
      "go ahead",
      "oh yes|yeah",
      "yes you_are|it_is|for_sure",
      "yes|yeah|yep i|we do|am|can|will|are make_it|be_there|come|attend?",
      "of_course|absolutely|definitely|certainly|indeed|affirmative|affirmitive|agreed|agree|all_right|alright|perfect",
      "thats|that_is|that_would_be|i_say a? definite|definitely|resounding|big? yes|affirmative from_me?",
      "the|my answer|response is yes|affirmative",
    ],
    right: [
      "correct|exactly|exactly_right|true|you_got_it|thats_it|that_is_it",
      "thats|that_is|its|it_is|you_are|youre very|totally|definitely|so|indeed|absolutely? right|correct|true|accurate|fine|ok|okay|good|great|perfect",
      "that|it|time|this works|work for_me|for_us?",
      "works for me|us",
      "that would be great|awesome|good|fine|perfect",
    ],
    confirm: [
      "i|we|ill|i_will|i_can? confirm|confirming|confirmed|confrim|comfirm|confrimed|comfirmed|confirmd|confimed|accept|accepted|approved my|our|the|this? appointment|appt|apt|visit?",
      "im|i_am|were|we_are|its|it_is|thats|that_is|consider_me confirmed|confirming",
    ],
    coming: [
      "i|we? ill|i_will|we_will|well|will|shall|gonna|im_going_to|i_am_going_to|plan_to|still? be there",
      "i|we? ill|well|will|shall come|attend|make_it|go",
      "i|we can make_it|attend|come|do_it|be_there",
      "im|i_am|we_are|were coming|attending|planning_to_come|planning_on_coming|planning_on_it|going",
      "be there",
      "count me|us in",
    ],
    picture: ["👍|👌|✅|✔|☑|✓"],
  },
  declined: {
    key: ["option|number|press|reply? 2|two", "n"],
    no: [
      "no|nope|nah|naw|nay|negative|negatory|no_way|no_sir|no_maam|hell_no|oh_no|oh_hell_no",
      "definitely|absolutely|certainly not",
      "thats|that_is|that_would_be|thatd_be|its|it_is|i_say|i_must_say|i_gotta_say|im_saying a? hard|definite? no|negative from_me?",
      "the|my answer|response is definitely? no",
      "not at_all|happening|really",
      "i|ill|i_will pass",
    ],
    cannot: [
      `i|we|he|she? cant|cannot|can_not|couldnt|could_not|wont|will_not|wont_be_able_to|will_not_be_able_to|unable_to|am_unable_to|im_unable_to|not_able_to|am_not_able_to|im_not_able_to|not_going_to|im_not_going_to|am_not_going_to come|make_it|make_this|make_that|attend|go|be_there|keep_it anymore|today|tomorrow|that_day|then|this_time|in|in_today|in_tomorrow?`,
      `i|we|he|she? cant|cannot|can_not|wont_be_able_to|unable_to|not_able_to|will_not_be_able_to come_to|make|attend|go_to|keep|make_it_to|make_it_for my|the|this|our|that ${visit}|one|day|time`,
      "im|i_am|we_are|were|am|he_is|she_is? not coming|attending|available|able_to_come|able_to_make_it",
      "that|this|it|the? day|date|time? doesnt|does_not|wont|dont|isnt_going_to work for_me|for_us?",
    ],
    visit: [
      "i|we have_to|need_to|gotta|must cancel|cancell",
      `i|we? please|pls|need_to|want_to|have_to|wanna|gotta|must|would_like_to|id_like_to|like_to? cancel|cancell|canceling|cancelling|delete|drop my|the|this|our|that|todays|tomorrows? ${visit}`,
    ],
    picture: ["👎|❌|🚫|✗"],
  },
  reschedule: {
    key: ["option|number|press|reply? 3|three", "r"],
    move: [
      "reschedule|re_schedule|resched|reschedual|reshedule|rescedule|reschudule|reschedul|rescheduled|rescheduling|rebook|postpone|change|move",
      `reschedule|re_schedule|reschedual|reshedule|rebook|postpone|change|move|switch|push|push_back|cancel_and_reschedule|cancel_and_rebook it|this|that|my|the|our|my_own|the_date|the_day|the_time|date|day|time|back? ${visit}|date|day|time?`,
    ],
    another: [
      `a|an|some|any? another|different|other|new|later|earlier|better|sooner day|days|time|times|date|dates|slot|week|${visit}`,
      "next|following|another week|month|day",
    ],
  },
  courtesy: {
    polite: [
      "please|pls|plz|thanks|thx|ty|tks|thank_you|thank_u|thankyou|thanks_again|many_thanks|much_appreciated|appreciate_it|i_appreciate_it",
      "thanks|thank_you|thank_u|ty so? much|very_much|a_lot|again|kindly",
      "hi|hello|hey|dear|sir|maam|mam|doctor|dr|doc|good_morning|good_afternoon|good_evening|bye|goodbye|god_bless|god_bless_you",
      "have a good|great|nice|blessed day|one|evening|weekend",
      "see|c you|u|ya|yall then|there|soon|tomorrow|today|later?",
      "sorry|so_sorry|im_sorry|i_am_sorry|my_apologies|apologies|unfortunately|no_problem|no_worries|got_it|great|good|awesome|cool|nice|wonderful|excellent",
    ],
    picture: ["🙏|😊|🙂|😀|😁|😃|😄|☺|❤|💕|💙|🌹|🙌|👋|😢|😔"],
  },
  reason: {
    sick: [
      "because|bc|cause|since|as? im|i_am|i_feel|hes|shes|my_son_is|my_daughter_is|my_kid_is|my_child_is|my_husband_is|my_wife_is|my_mom_is feeling? sick|ill|not_well|under_the_weather",
    ],
    busy: [
      "because|bc|cause|since|as? i|we have|got|have_to|got_to|am_at|will_be_at|im_at to? work|school|class|another_appointment|a_conflict|a_meeting",
      "because|bc|cause|since|as? im|i_am|we_are|ill_be|i_will_be|i|well_be at? work|working|busy|out_of_town|traveling|away",
      "something came up",
    ],
  },
  request: {
    asking: [
      "can|could|may|would i|we|you|u",
      "i|we need|want|would_like|wanna|have|need_to|want_to|wanna|have_to|would_like_to|like_to",
      "i_need|id_like|id_like_to|need|need_to|want_to|would_like_to|like_to|have_to|gotta|is_it_possible_to|is_there|do_you_have|how_about|what_about|any_chance_to",
      "have|get|to|for|my|the|an|a|it|and|possible|if_possible|instead|at|in|on|me",
      `on|to|for? next|this? ${days}|week|month|morning|afternoon`,
      `${visit}`,
    ],
  },
  unclear: {
    turned: [
      "no need|change|changes|reschedule|rescheduling|move|cancel|other|another",
      "please|pls|plz confirm|cancel",
      "yes_or_no|1_or_2",
      "change|switch|move my|the|a|to? another|new|different? doctor|dr|doc",
      `i|we have|got|made a|an? new|different|another|later|earlier ${visit}`,
      "no|not i|we can|will|am|do",
    ],
  },
};

export const spanish: Table<Part> = {
  confirmed: {
    key: ["opcion|numero? uno", "opcion|numero 1"],
    yes: [
      "si|sii|sip|simon|claro|claro_que_si|por_supuesto|ok|okey|oki|vale|dale|listo|lista|de_acuerdo|correcto|exacto|asi_es|afirmativo|perfecto|esta_bien|por_supuesto_que_si|desde_luego",
      "si senor|senora|senorita|claro|por_supuesto",
      "me parece bien|perfecto",
      "todo bien|correcto",
    ],
    confirm: [
      "si|la|lo|le|les? confirmo|confirmado|confirmada|confirmar|confirmamos|acepto|aceptamos mi|la|nuestra? cita|asistencia|visita?",
      "queda confirmado|confirmada",
    ],
    coming: [
      "si? ahi|alli|alla|aqui estare|estaremos|voy|vamos|nos_vemos|voy_a_estar|vamos_a_estar",
      "si? estare|estaremos ahi|alli|alla|presente|presentes|puntual",
      "si? voy|vamos|ire|iremos|asistire|asistiremos|voy_a_ir|vamos_a_ir|voy_a_asistir|vamos_a_asistir a_mi_cita|a_la_cita?",
      "si puedo|podemos|podre|podremos ir|asistir|llegar|acudir|estar_ahi?",
      "si lo_hare|quiero|claro",
      "cuente|cuenten conmigo",
    ],
  },
  declined: {
    key: ["opcion|numero? dos", "opcion|numero 2"],
    no: ["no|nop|nel|claro_que_no|para_nada|de_ninguna_manera|negativo", "imposible|me_es_imposible"],
    cannot: [
      "ya|yo|nosotros|lamentablemente? no puedo|podre|podemos|podremos|voy_a_poder|vamos_a_poder|me_es_posible ir|asistir|llegar|acudir|estar|venir|presentarme|hacerlo? hoy|manana|ese_dia|esa_hora|a_esa_hora|a_la_cita|a_mi_cita|esta_vez|en_esa_fecha?",
      "ya|yo? no voy|vamos|ire|iremos|asistire|asistiremos|llegare a_ir|a_asistir|a_llegar? hoy|manana|ese_dia|a_la_cita|a_mi_cita?",
    ],
    visit: [
      "quiero|quisiera|necesito|deseo|por_favor|favor_de|tengo_que|debo|voy_a? cancelar|cancele|cancelen|cancela|cancelo|anular mi|la|esa|esta|nuestra|el|una? cita|visita|turno|consulta",
    ],
  },
  reschedule: {
    key: ["opcion|numero? tres", "opcion|numero 3"],
    move: [
      "cambiar|cambio|cambie|cambien|reprogramar|reprograme|reprogramen|reagendar|reagende|reagenden|posponer|aplazar|mover mi|la|el|de|nuestra? cita|fecha|hora|dia|horario|visita",
      "cambiar|cambiarla|cambiarlo|cambio|cambie|cambien|reprogramar|reprogramarla|reprogramarlo|reprograme|reprogramen|reprogramacion|reagendar|reagendarla|reagende|reagenden|posponer|posponerla|aplazar|aplazarla|mover|moverla",
    ],
    another: [
      "una|alguna|en|para|a? otra|otras|nueva|diferente fecha|fechas|hora|cita|ocasion|semana|opcion",
      "un|algun|en|para|a? otro|otros|nuevo dia|dias|horario|horarios|momento",
      "la|proxima? proxima|otra semana",
    ],
  },
  courtesy: {
    polite: [
      "gracias|muchas_gracias|muchisimas_gracias|mil_gracias|gracias_a_usted|se_lo_agradezco|por_favor|porfavor|porfa|xfa|favor",
      "hola|buenas|buenos_dias|buenas_tardes|buenas_noches|buen_dia|adios|senor|senora|senorita|doctor|doctora|dr|dra|saludos|bendiciones|dios_los_bendiga|dios_le_bendiga",
      "disculpe|disculpen|disculpa|perdon|perdone|lo_siento|lo_siento_mucho|lamentablemente|no_hay_problema|sin_problema|entendido|muy_bien|bien|bueno|excelente|hasta_luego|nos_vemos|con_gusto|que_tenga_buen_dia|igualmente",
    ],
  },
  reason: {
    sick: ["porque|pues|ya_que? estoy|sigo|esta|mi_hijo_esta|mi_hija_esta enfermo|enferma|malo|mala"],
    busy: [
      "porque|pues|ya_que? tengo que? trabajo|trabajar|escuela|otra_cita|otro_compromiso|un_compromiso",
      "porque|pues|ya_que? estoy|estare|voy_a_estar trabajando|ocupado|ocupada|fuera|de_viaje|en_el_trabajo",
    ],
  },
  request: {
    asking: [
      "quiero|quisiera|queria|necesito|me_gustaria|deseo|puedo|podria|podriamos|podemos|podra|pueden|puede|puedes|se_puede|se_podra|es_posible|sera_posible|seria_posible|tengo_que|favor_de",
      "me|la|lo|mi|cita|para|de|por|a|una|un|tener|pedir|hacer|dar|agendar|hay|tiene|tienen|y|el|que|sea",
      `para|el? el|proximo? ${dias}`,
      "la|proxima? proxima semana",
    ],
  },
  unclear: {
    turned: [
      "no quiero|queremos|necesito|hace_falta|es_necesario|cambiar|cambie|cambien|cambio|reprogramar|reagendar|posponer|mover|cancelar|cancele|cancelen|otra|otro|hay",
      "si puedo voy|ire|vamos|asistire",
      "si puedo ir|asistir voy|ire|asistire",
      "si no|o|es|acaso|tengo|hay",
      "si o no",
      "cambiar|cambio|cambie|cambien de|mi|el|la doctor|doctora|dr|dra",
    ],
  },
};
