import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestReply } from "#lib/domain/reply/heard.ts";
import { optOutKeywords } from "#lib/domain/reply/opt-out-words.ts";
import { type Meaning, understand } from "#lib/domain/reply/understand.ts";

const asked = ["confirmed", "declined", "reschedule"];
const meaningOf = (text: string, answers: string[] = asked): Meaning =>
  understand(text, { asked: answers }).meaning;

const said = (meaning: Meaning, texts: string): [string, Meaning][] =>
  texts
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => [line, meaning]);

describe("understand", () => {
  it.each(
    said(
      "confirmed",
      `1
      1.
      (1)
      1️⃣
      #1
      １
      "1"
      1 yes
      1-yes
      Option 1
      C
      y
      YES
      Yes!
      yesss
      Yes.   Thank you
      Yes, I will be there
      yes i'll be there, thanks!
      Yep
      Yeah that works for me
      Yea, see you then
      ok
      OK 👍
      okay thanks
      Sure, sounds good
      Confirm
      Confirmed
      I confirm my appointment
      comfirm
      I can make it
      I'm coming
      Yes I will make it
      yes I can come
      Sí, ahí vamos a estar
      Of course. God bless
      👍
      👍🏽👍🏽
      👌🏿
      ✅
      uno
      si
      Sí
      SI, GRACIAS
      Sí señor
      Sii
      Claro que sí
      Confirmo
      Sí, confirmo mi cita
      Buenos días, sí voy
      Ahí estaré, muchas gracias
      si puedo ir
      De acuerdo
      Perfecto 🙏
      Hola sí asistiré`,
    ),
  )("takes %j for %s", (text, meaning) => expect(meaningOf(text)).toBe(meaning));

  it.each(
    said(
      "declined",
      `2
      2 cannot come
      N
      no
      No.
      Nope
      nooo
      No thank you
      no gracias
      I can't make it
      I can’t make it
      i cant come
      I can not make it tomorrow
      Sorry, can't make it today
      No I cant come
      No, I have to work
      I can't come because my son is sick
      won't be able to make it
      We are not coming
      not coming
      I have to cancel, sorry
      That day doesn't work for me
      Cancel my appointment
      Please cancel my appointment
      I need to cancel my appt
      I can't make my appointment
      👎
      No puedo
      No puedo ir
      no podré asistir
      Disculpe, no puedo ir mañana
      No voy a poder asistir a mi cita
      No puedo porque tengo que trabajar
      Ya no puedo ir
      Cancelar mi cita por favor
      Quiero cancelar mi cita`,
    ),
  )("takes %j for %s", (text, meaning) => expect(meaningOf(text)).toBe(meaning));

  it.each(
    said(
      "reschedule",
      `3
      R
      3 other time
      reschedule
      Reschedule please
      Can we reschedule?
      I need to reschedule
      I need to reschedule my appointment
      reshedule
      Can I change my appointment to Friday?
      No, can I have another day?
      I can't make it, can we reschedule?
      can we move it to next week
      another time please
      a different day
      cambiar
      Otra fecha
      otra fecha por favor
      No puedo, ¿otra fecha?
      Necesito cambiar mi cita
      Quiero reprogramar
      ¿Puedo cambiar la fecha?
      ¿Me puede dar otra cita?
      reagendar
      para el lunes otra hora
      I have to work, can we reschedule?`,
    ),
  )("takes %j for %s", (text, meaning) => expect(meaningOf(text)).toBe(meaning));

  it.each(
    said(
      "unclear",
      `yes but can we move it
      Yes but I need to reschedule
      yes no
      yes/no
      yes or no
      1 2
      1 or 2
      1/2
      2/3
      2-3
      3/4 works
      10:30
      111
      11
      21
      Yes?
      Confirmed?
      ok?
      1?
      please confirm
      Can you confirm my appointment?
      No, I need it
      No I can be there
      No need to reschedule
      no change
      no, I will be there
      yes if my ride comes
      yes unless it snows
      yes at 10 instead
      maybe
      I think so
      I don't know
      I can't make it on time
      I can't make it to the phone
      I can't wait!
      not sure
      Yes I am sick
      who is this
      I want to cancel
      can you change my doctor
      cambio de doctor
      I have a new appointment
      wrong number
      thanks
      thank you so much
      Hello
      see you then
      🙏
      😡
      yes 😡
      yes i cant
      don't cancel my appointment
      please cancel
      cancel it
      I tested positive
      negative test
      I will be late
      yes I will be 20 minutes late
      sí pero más tarde
      si puedo voy
      si puedo ir te aviso
      si no puedo te aviso
      sí, no puedo
      creo que sí
      no sé
      no quiero otra fecha
      No necesito cambiar la cita
      no cambiar
      no cancelar mi cita
      ¿Sí?
      ¿puedo ir?
      gracias
      tal vez
      Liked “Riverside Clinic: your visit is Tue. Reply 1 yes. Reply STOP to opt out.”
      👍 to “Reply 1 yes, 2 cannot come”
      Le gustó “Responda 1 si viene”
      hsdjfh
      ...`,
    ),
  )("hands %j over: %s", (text, meaning) => expect(meaningOf(text)).toBe(meaning));

  it.each(
    said(
      "stop",
      `STOP
      stop
      Stop.
      " STOP! "
      ＳＴＯＰ
      S.T.O.P
      stoppp
      STOP ALL
      Opt-out
      opt out
      ARRÊT
      Cancel
      END
      Quit!!!
      Unsubscribe
      stop please
      Please stop
      yes stop
      No. Stop please.
      No, stop
      stop it
      STOP SENDING
      Do not text
      STOP NOW
      please stop texting me
      Stop sending me these messages
      stop the texts
      Yes and please stop texting my phone
      I want to opt out
      how do I unsubscribe?
      remove me from your list
      Take me off your list please
      please remove my number from this list
      don't text me anymore
      Do not contact me again
      Please don't text me
      I don't want any more messages
      i no longer want to receive these texts
      no more texts
      I revoke my consent
      leave me alone
      lose my number
      cancel these texts
      1. Also stop texting me
      ALTO
      Parar
      BAJA
      Cancelar
      detener
      dar de baja
      no más mensajes
      No me manden más mensajes
      por favor no me escriban mas
      ya no me manden mensajes
      dejen de mandarme mensajes
      Deje de molestar
      no quiero recibir más textos
      Ya no quiero recibir mensajes
      quítenme de la lista
      Sáquenme de su lista por favor
      quiero darme de baja
      déjenme en paz`,
    ),
  )("opts out on %j", (text) => {
    expect(meaningOf(text)).toBe("stop");
    expect(meaningOf(text, [])).toBe("stop");
  });

  it.each([
    "please don't stop texting me",
    "no dejen de escribirme",
    "I can't stop coughing",
    "should I stop taking my pills",
    "bus stop",
    "remove me from the waitlist for Tuesday",
    "how did the visit end",
    "I want to end my life",
  ])("does not opt out on %j", (text) => expect(meaningOf(text)).toBe("unclear"));

  it.each([
    ["START", "start"],
    ["unstop", "start"],
    ["Empezar", "start"],
    ["HELP", "help"],
    ["info?", "help"],
    ["Ayuda!", "help"],
    ["help me find a ride", "unclear"],
    ["when do we start", "unclear"],
  ])("takes the command %j for %s", (text, meaning) => expect(meaningOf(text)).toBe(meaning));

  it("takes no answer that the open task does not ask for", () => {
    expect(meaningOf("1", [])).toBe("unclear");
    expect(understand("yes").meaning).toBe("unclear");
    expect(meaningOf("can we reschedule?", ["confirmed", "declined"])).toBe("unclear");
    expect(meaningOf("cancel my appointment", [])).toBe("unclear");
  });

  it.each([
    ["  StOp ", "stop", "keyword", "stop.keyword.fcc"],
    ["Sorry. Please stop texting me", "stop", "phrase", "en.stop.texting"],
    ["no. Stop please", "stop", "phrase", "en.stop.bare"],
    ["Ayuda", "help", "keyword", "es.help.keyword"],
    ["I can’t make it", "declined", "phrase", "en.declined.cannot"],
    ["yup", "confirmed", "keyword", "en.confirmed.yes"],
    ["Liked “Reply 1 yes”", "unclear", "phrase", "reaction"],
  ])("names the row that decided of %j, and nothing the patient wrote", (text, meaning, by, rule) =>
    expect(understand(text, { asked })).toEqual({ meaning, by, rule }),
  );

  it("names no row of what it does not understand", () => {
    expect(understand("Maria will ask", { asked })).toEqual({ meaning: "unclear", by: "phrase" });
  });

  it("looks away from what a mail program quotes", () => {
    expect(meaningOf("Yes\n\n> Reply STOP to opt out\n> 1 yes, 2 no")).toBe("confirmed");
  });

  it("opts out on every keyword in any case, spacing and trailing punctuation", () => {
    const keyword = fc.constantFrom(...Object.values(optOutKeywords).flat());
    const blanks = fc.constantFrom("", " ", "\n", "\t ", "\u00a0");
    const end = fc.constantFrom("", ".", "!", "!!!", "?", " .", ",", "…");
    fc.assert(
      fc.property(
        keyword,
        fc.infiniteStream(fc.boolean()),
        blanks,
        end,
        blanks,
        (word, upper, a, mark, b) => {
          const mixed = [...word].map((c) => (upper.next().value ? c.toUpperCase() : c)).join("");
          expect(meaningOf(`${a}${mixed}${mark}${b}`)).toBe("stop");
        },
      ),
    );
  });

  it("never confirms what also holds a word it does not know", () => {
    const strange = fc.constantFrom(
      "but",
      "unless",
      "if",
      "not",
      "late",
      "maybe",
      "zzz",
      "no",
      "cant",
      "wont come",
      "no puedo",
      "cancel",
      "pero",
      "quizas",
      "9",
    );
    const yes = fc.constantFrom("yes", "1", "ok", "confirm", "si", "claro", "I will be there", "👍");
    fc.assert(
      fc.property(yes, strange, fc.boolean(), (a, b, first) => {
        expect(meaningOf(first ? `${b} ${a}` : `${a} ${b}`)).not.toBe("confirmed");
      }),
    );
  });

  it("takes an answer from a text as long as replies are, and from none longer", () => {
    const yes = "yes".padEnd(longestReply);
    expect([meaningOf(yes), meaningOf(`${yes} `)]).toEqual(["confirmed", "unclear"]);
  });

  it("takes any text whatever", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => void understand(text, { asked })),
    );
    expect(meaningOf(`stop texting me ${"x ".repeat(1e6)}`)).toBe("stop");
  });
});
