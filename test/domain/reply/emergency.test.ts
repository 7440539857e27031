import { expect, it } from "vitest";
import { emergencyHint } from "#lib/domain/reply/understand.ts";

it.each([
  ["I have chest pain", "heart"],
  ["pain in my chest since last night", "heart"],
  ["no chest pain today", "heart"],
  ["I can't breathe", "breathing"],
  ["I can’t breathe!!", "breathing"],
  ["having trouble breathing", "breathing"],
  ["I want to die", "self_harm"],
  ["thinking about suicide", "self_harm"],
  ["I want to end my life", "self_harm"],
  ["took too many pills", "overdose"],
  ["she is bleeding heavily", "bleeding"],
  ["he passed out", "collapse"],
  ["stop texting me I want to kill myself", "self_harm"],
  ["Me duele el pecho", "heart"],
  ["tengo dolor de pecho", "heart"],
  ["no puedo respirar", "breathing"],
  ["Me quiero morir", "self_harm"],
  ["quiero quitarme la vida", "self_harm"],
  ["está inconsciente", "collapse"],
  ["I need an ambulance", "emergency"],
  ["Call 911, chest pain", "heart"],
  ["call 911 he passed out", "collapse"],
  ["Send an ambulance! I took too many pills", "overdose"],
])("sees danger in %j", (text, danger) => expect(emergencyHint(text)).toBe(danger));

it.each([
  "yes",
  "1",
  "I can't make it",
  "no puedo ir",
  "what a stroke of luck",
  "Can I die my hair before?",
  "STOP",
])("sees none in %j", (text) => expect(emergencyHint(text)).toBeUndefined());
