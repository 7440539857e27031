import type { IssueCode } from "../issue.ts";

/** What the pages of forms say, in plain words. A text with a value is a function of it. */
export const words = {
  form: "Your form",
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  next: "Continue",
  back: "Back",
  add: "Add one more",
  yes: "Yes",
  no: "No",
  other: "Something else",
  unit: "Unit",
  more: "Your answer brings a few more questions. Please answer them, too.",
  saved: "We keep what you answer. You can stop and go on later: open our message again.",
  overtaken: "This form was changed on another device or page. This is how it is now.",
  review: "Check your answers",
  reviewLead: "Is all of this right? Then send it.",
  change: "Change",
  empty: "Not answered",
  missing: "Something is still missing here.",
  send: "Send my answers",
  sent: "Thank you. We have your answers.",
  sentAt: (when: string) => `Sent on ${when}.`,
  number: (id: string) => `Number of this form: ${id}`,
  signedBy: (name: string) => `Signed by ${name}`,
  gone: "This form is no longer needed. You do not have to do anything.",
  intent: "I sign. My typed name is my signature, as if I wrote it on paper.",
  photo: "Photo",
  takePhoto: "Take a photo, or choose one. If you cannot, please bring it to your visit.",
  havePhoto: "We have your photo. You can send another one in its place.",
  draw: "If you like, draw your signature here, too.",
  clear: "Clear",
  crisis: {
    title: "You are not alone. Help is here now.",
    text: "If you think of hurting yourself, call or text 988 now. It is free, at any hour. If you are in danger, call 911. Someone from our team will call you today.",
    call: "Call 988",
    write: "Text 988",
  },
  emergency: {
    title: "This number can be dangerous.",
    text: "Measure once more now. If it is the same, or you feel unwell (chest pain, trouble to breathe, weak, confused), call 911. Our team will call you.",
    call: "Call 911",
  },
  "call-us": {
    title: "Please talk to us today.",
    text: "Your answer is one that our team wants to talk about with you. If you feel unwell, call 911.",
  },
};

export type FormWords = typeof words;

/** What is wrong, as a person says it; what has no word of its own is `unclear`. */
export type IssueWords = Partial<Record<IssueCode, string | ((limit: string) => string)>>;

export const issues: IssueWords = {
  required: "Please answer this.",
  too_few: (limit) => `Please choose at least ${limit}.`,
  too_many: "These are too many answers.",
  exclusive: "One of your answers does not go with the others.",
  too_short: (limit) => `Please write at least ${limit} letters.`,
  too_long: (limit) => `Please write at most ${limit} letters.`,
  below: (limit) => `Please give ${limit} or more.`,
  above: (limit) => `Please give ${limit} or less.`,
  unread: "Please write a number here.",
  implausible: "Please check this number and its unit.",
  unit: "Please check the unit.",
  unsigned: "Please tick the box to sign.",
  decimals: "Please give a shorter number.",
  media: "This is not a photo we can read. Please send a photo (JPEG or PNG).",
  too_big: "This photo is too large. Please take a smaller one.",
  enough_pictures: "We cannot keep more photos from you this month. Please show it to our staff.",
};

export const unclear = "Please check what you wrote.";
