import * as z from "zod";

/** USPS Publication 28, appendix B: states, the district, territories and the military's own. */
const states =
  "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP".split(
    " ",
  );

/** One printed line: anything but what would make it two. */
const Line = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "one line, without line breaks");

/** Where a letter goes, in the United States: a letter abroad has another price and customs, and is not sent. */
export const PostalAddress = z.strictObject({
  /** Street, box or route; then the unit. */
  lines: z.array(Line).min(1).max(3),
  city: Line,
  state: z.enum(states, "the USPS code of a state, such as IL"),
  postalCode: z.string().regex(/^\d{5}(-\d{4})?$/, "a ZIP code: 60601 or 60601-1234"),
  country: z.literal("US").default("US"),
});
export type PostalAddress = z.infer<typeof PostalAddress>;

/** As it stands on an envelope, below the name: USPS Publication 28, section 21. */
export const mailingLines = ({ lines, city, state, postalCode }: PostalAddress): string[] => [
  ...lines,
  `${city} ${state} ${postalCode}`,
];
