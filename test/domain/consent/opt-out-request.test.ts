import { describe, expect, it } from "vitest";
import { optOutRequest } from "#lib/domain/consent/opt-out-request.ts";

describe("optOutRequest", () => {
  it.each([
    ["Reply CANCEL to cancel.", "CANCEL"],
    ["Reply C to confirm or CANCEL if you cannot come", "CANCEL"],
    ["Text QUIT if you quit smoking", "QUIT"],
    ["Answer with the word end when you are done", "END"],
    ["Responda CANCELAR si no puede venir", "CANCELAR"],
    ["Reply STOP if you cannot come", "STOP"],
  ])("finds what %j asks for", (body, word) => expect(optOutRequest(body)).toBe(word));

  it.each([
    "Reply STOP to opt out",
    "Reply 1 if you will come, 2 to cancel your visit",
    "Text STOP to end messages",
    "STOP para no recibir textos.",
    "Responda ALTO para cancelar",
    "Your visit will end at 5 PM. Reply 1.",
    "We END calls at 5 PM, reply YES",
    "To end the pain, take one and reply",
  ])("lets %j be", (body) => expect(optOutRequest(body)).toBeUndefined());
});
