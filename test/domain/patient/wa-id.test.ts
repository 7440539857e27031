import { expect, it } from "vitest";
import { parsePhone } from "#lib/domain/patient/phone.ts";
import { numberOfWaId } from "#lib/domain/patient/wa-id.ts";

it.each([
  ["a US number", "12025550142", "+12025550142"],
  ["Mexico, with the 1 of before 2019", "5215512345678", "+525512345678"],
  ["Mexico, as it is now", "525512345678", "+525512345678"],
  ["Brazil, a mobile of before the ninth digit", "553188123456", "+5531988123456"],
  ["Brazil, one that libphonenumber would let pass", "553171234567", "+5531971234567"],
  ["Brazil, with its ninth digit", "5511987654321", "+5511987654321"],
  ["Brazil, a landline: those have eight", "551140123456", "+551140123456"],
  ["Argentina, whose 9 belongs to E.164", "5491123456789", "+5491123456789"],
  ["Britain, of which no rule is known", "447400123456", "+447400123456"],
])("%s: %s is %s, as it is kept with the patient", (_, waId, number) => {
  expect(numberOfWaId(waId)).toBe(number);
  expect(parsePhone(number)).toMatchObject({ ok: true, e164: number });
});
