import type { Table } from "./lexicon.ts";

export const dangers = [
  "self_harm",
  "breathing",
  "heart",
  "stroke",
  "overdose",
  "bleeding",
  "collapse",
  "emergency",
] as const;
export type Danger = (typeof dangers)[number];

/** Conservative: a needless call costs minutes, a missed one more. So a denial ("no chest pain") is flagged too. */
export const dangerWords: Record<string, Table<Danger>> = {
  en: {
    self_harm: {
      any: [
        "suicide|suicidal|self_harm",
        "kill|killing|hurt|hurting|harm|harming|cut|cutting myself",
        "end|take|ending|taking my own? life",
        "end it all",
        "want|wanna|wish_i_was|wish_i_were|rather to? die|dead|be_dead",
        "dont|do_not|no_longer want to live|be_alive|be_here_anymore",
        "no reason to live",
      ],
    },
    breathing: {
      any: [
        "cant|cannot|can_not|couldnt|can_barely|barely|not|stopped breathe|breath|breathing",
        "trouble|difficulty|problems|hard|struggling|hard_time|having_trouble to|with|in? breathe|breathing",
        "short of breath",
        "shortness of breath",
        "choking|turning_blue|lips_are_blue",
      ],
    },
    heart: {
      any: [
        "chest pain|pains|hurts|hurting|is_hurting|tight|tightness|pressure|is_tight",
        "pain|pressure|tightness in|on my|the|his|her? chest",
        "heart attack",
      ],
    },
    stroke: {
      any: [
        "having|had|have|has|getting a? stroke",
        "stroke symptoms|signs",
        "face is? drooping|numb",
        "slurred|slurring speech|words",
      ],
    },
    overdose: {
      any: ["overdose|overdosed|overdosing|od", "took|taken too_many|all_my|all_the pills|meds|tablets"],
    },
    bleeding: {
      any: [
        "bleeding|bleed a_lot|heavily|badly|out|wont_stop|wont_quit|bad|profusely",
        "cant|wont|not stop bleeding",
        "coughing|vomiting|throwing up? blood",
      ],
    },
    collapse: {
      any: [
        "unconscious|unresponsive|passed_out|passing_out|fainted|collapsed|seizure|seizures|anaphylaxis|not_waking_up|wont_wake_up",
      ],
    },
    emergency: {
      any: ["911|ambulance|medical_emergency|its_an_emergency|this_is_an_emergency|im_dying|i_am_dying"],
    },
  },
  es: {
    self_harm: {
      any: [
        "suicidio|suicidarme|suicidar|suicida|matarme|lastimarme|hacerme_dano|cortarme",
        "quitarme|terminar_con|acabar_con la|mi vida",
        "quiero|prefiero morir|morirme|estar_muerto|estar_muerta",
        "no quiero vivir|seguir_viviendo",
      ],
    },
    breathing: {
      any: [
        "no|casi_no puedo|puede|logro respirar|respira",
        "no respira|respiro",
        "dificultad|problemas|trabajo para|al|de? respirar",
        "cuesta respirar",
        "falta|me_falta de|el? aire|aliento",
        "ahogando|ahogandome|me_ahogo|se_ahoga|asfixiando",
      ],
    },
    heart: {
      any: [
        "dolor|presion|opresion|dolores de|en|del el? pecho",
        "duele|aprieta mucho? el pecho",
        "pecho me duele|aprieta",
        "infarto|ataque_al_corazon|ataque_cardiaco|ataque_de_corazon",
      ],
    },
    stroke: { any: ["derrame|derrame_cerebral|embolia|cara_caida|cara_dormida"] },
    overdose: { any: ["sobredosis", "tome|tomo demasiadas|muchas|todas_mis|todas_las pastillas|medicinas"] },
    bleeding: {
      any: [
        "sangrando|sangro|sangra|sangre mucho|bastante|sin_parar|demasiado",
        "vomitando|vomito|tosiendo|escupiendo sangre",
      ],
    },
    collapse: {
      any: [
        "desmayo|desmaye|desmayado|desmayada|inconsciente|no_responde|convulsion|convulsiones|convulsionando",
      ],
    },
    emergency: { any: ["ambulancia|emergencia_medica|es_una_emergencia|me_muero|me_estoy_muriendo"] },
  },
};
