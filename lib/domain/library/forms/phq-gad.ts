import type { FormDraft } from "../../forms/form.ts";
import type { InstrumentId } from "../../forms/instruments.ts";
import type { QuestionnaireItem } from "../../forms/questionnaire.ts";
import {
  asked,
  type Both,
  calculated,
  group,
  hidden,
  item,
  loinc,
  observation,
  options,
  said,
} from "./build.ts";

/**
 * PHQ and GAD-7 in the words of their authors, English and US Spanish (phqscreeners.com). Pfizer: no permission is
 * required to reproduce, translate, display or distribute.
 */
const phq: [code: string, text: Both][] = [
  ["44250-9", ["Little interest or pleasure in doing things", "Poco interés o placer en hacer cosas"]],
  [
    "44255-8",
    ["Feeling down, depressed, or hopeless", "Se ha sentido decaído(a), deprimido(a) o sin esperanzas"],
  ],
  [
    "44259-0",
    [
      "Trouble falling or staying asleep, or sleeping too much",
      "Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado",
    ],
  ],
  ["44254-1", ["Feeling tired or having little energy", "Se ha sentido cansado(a) o con poca energía"]],
  ["44251-7", ["Poor appetite or overeating", "Sin apetito o ha comido en exceso"]],
  [
    "44258-2",
    [
      "Feeling bad about yourself, or that you are a failure or have let yourself or your family down",
      "Se ha sentido mal con usted mismo(a), o que es un fracaso o que ha quedado mal con usted mismo(a) o con su familia",
    ],
  ],
  [
    "44252-5",
    [
      "Trouble concentrating on things, such as reading the newspaper or watching television",
      "Ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el periódico o ver la televisión",
    ],
  ],
  [
    "44253-3",
    [
      "Moving or speaking so slowly that other people could have noticed. Or the opposite: being so fidgety or restless that you have been moving around a lot more than usual",
      "Se ha movido o hablado tan lento que otras personas podrían haberlo notado, o lo contrario: muy inquieto(a) o agitado(a), moviéndose mucho más de lo normal",
    ],
  ],
  [
    "44260-8",
    [
      "Thoughts that you would be better off dead, or of hurting yourself in some way",
      "Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera",
    ],
  ],
];

const gad: [code: string, text: Both][] = [
  [
    "69725-0",
    [
      "Feeling nervous, anxious, or on edge",
      "Se ha sentido nervioso(a), ansioso(a) o con los nervios de punta",
    ],
  ],
  [
    "68509-9",
    ["Not being able to stop or control worrying", "No ha sido capaz de parar o controlar su preocupación"],
  ],
  [
    "69733-4",
    ["Worrying too much about different things", "Se ha preocupado demasiado por motivos diferentes"],
  ],
  ["69734-2", ["Trouble relaxing", "Ha tenido dificultad para relajarse"]],
  [
    "69735-9",
    [
      "Being so restless that it is hard to sit still",
      "Se ha sentido tan inquieto(a) que no ha podido quedarse quieto(a)",
    ],
  ],
  ["69689-8", ["Becoming easily annoyed or irritable", "Se ha molestado o irritado fácilmente"]],
  [
    "69736-7",
    [
      "Feeling afraid, as if something awful might happen",
      "Ha tenido miedo de que algo terrible fuera a pasar",
    ],
  ],
];

/** LOINC answer list LL358-3, with its scores. */
const howOften = options(
  [
    ["LA6568-5", ["Not at all", "Ningún día"], 0],
    ["LA6569-3", ["Several days", "Varios días"], 1],
    ["LA6570-1", ["More than half the days", "Más de la mitad de los días"], 2],
    ["LA6571-9", ["Nearly every day", "Casi todos los días"], 3],
  ],
  "http://loinc.org",
);

const stem: Both = [
  "Over the last 2 weeks, how often have you been bothered by this?",
  "Durante las últimas 2 semanas, ¿qué tan seguido ha tenido esta molestia?",
];

/** Three questions a page: a phone's screen. */
const perPage = 3;

type Screen = {
  id: string;
  instrument: InstrumentId;
  title: Both;
  total: [code: string, text: Both];
  questions: typeof phq;
};

function screen({ id, instrument, title, total, questions }: Screen, alerts: FormDraft["alerts"]): FormDraft {
  const asks = questions.map(
    ([code, text], i): QuestionnaireItem =>
      item(`${i + 1}`, "choice", text, { ...asked, ...howOften, code: [loinc(code, text[0])] }),
  );
  const pages = Array.from({ length: Math.ceil(asks.length / perPage) }, (_, i) =>
    group(`page-${i + 1}`, stem, asks.slice(i * perPage, (i + 1) * perPage)),
  );
  const [code, text] = total;
  const sum = item("total", "integer", text, {
    readOnly: true,
    code: [loinc(code, text[0])],
    extension: [
      hidden,
      observation,
      // Without every answer there is no total: the bands are for whole forms.
      calculated(
        `iif(%resource.repeat(item).answer.value.weight().count() = ${questions.length}, %resource.repeat(item).answer.value.weight().sum(), {})`,
      ),
    ],
  });
  return {
    id,
    kind: "screening",
    questionnaire: {
      resourceType: "Questionnaire",
      language: "en",
      ...said("title", title),
      item: [...pages, sum],
    },
    score: { instrument, linkId: "total" },
    alerts,
    review: { queue: "care-team", title: `Read the ${title[0]}`, due: "P2D" },
  };
}

/**
 * Any answer above "not at all" on item 9, whatever the total: a person looks at it the same day, and the patient reads
 * where help is at once. The page is saved before the form is finished, so an alert does not wait for its end.
 */
const item9: FormDraft["alerts"][number] = {
  id: "item-9",
  any: [{ linkId: "9", above: 0 }],
  queue: "care-team",
  title: "Call today: thoughts of self-harm in a PHQ-9",
  priority: "urgent",
  due: "PT1H",
  show: "crisis",
  atOnce: true,
  answer: "alert",
};

const high = (id: string, atLeast: number, title: string): FormDraft["alerts"][number] => ({
  id,
  any: [{ linkId: "total", atLeast }],
  queue: "care-team",
  title,
  priority: "high",
  due: "P1D",
  atOnce: false,
  answer: "high",
});

export const screenings: FormDraft[] = [
  screen(
    {
      id: "phq-2",
      instrument: "phq2",
      title: ["How you have felt (PHQ-2)", "Cómo se ha sentido (PHQ-2)"],
      total: ["55758-7", ["PHQ-2 total score", "Puntuación total del PHQ-2"]],
      questions: phq.slice(0, 2),
    },
    [high("positive", 3, "PHQ-2 positive: ask for a PHQ-9")],
  ),
  screen(
    {
      id: "phq-9",
      instrument: "phq9",
      title: ["How you have felt (PHQ-9)", "Cómo se ha sentido (PHQ-9)"],
      total: ["44261-6", ["PHQ-9 total score", "Puntuación total del PHQ-9"]],
      questions: phq,
    },
    [item9, high("moderately-severe", 15, "PHQ-9 moderately severe or severe: review")],
  ),
  screen(
    {
      id: "gad-7",
      instrument: "gad7",
      title: ["How you have felt (GAD-7)", "Cómo se ha sentido (GAD-7)"],
      total: ["70274-6", ["GAD-7 total score", "Puntuación total del GAD-7"]],
      questions: gad,
    },
    [high("severe", 15, "GAD-7 severe: review")],
  ),
];
