import { end, type Family, journey } from "./family.ts";

export const satisfactionFeedback: Family = {
  module: "experience",
  journey: journey({
    id: "satisfaction-feedback",
    title: "How was your visit?",
    purpose: "operations",
    category: "relations",
    subject: "appointment",
    enrollWhen: { event: "appointment.fulfilled" },
    start: "a-few-hours",
    steps: {
      "a-few-hours": { do: "wait", for: "PT4H", next: "ask" },
      ask: {
        do: "ask",
        task: "feedback",
        template: "feedback-ask",
        answers: { confirmed: "thank", declined: "acknowledge", reschedule: "acknowledge" },
        within: "P3D",
        onSilence: "silent",
      },
      thank: { do: "message", template: "feedback-thanks", next: "good" },
      acknowledge: { do: "message", template: "service-call-ack", goOn: "at-once", next: "complaint" },
      complaint: {
        do: "staff-task",
        queue: "patient-relations",
        title: "Hear a complaint about a visit",
        priority: "high",
        due: "P2D",
        outcomes: { resolved: "resolved", grievance: "grievance", unreachable: "unheard" },
        onSilence: "unheard",
      },
      good: end("good"),
      resolved: end("resolved"),
      grievance: end("grievance"),
      unheard: end("unheard"),
      silent: end("silent"),
    },
  }),
  aim: "Whoever was not well served is called by a person within two days.",
  population: "Everybody whose visit took place.",
  sources: [
    "42 CFR 482.13(a)(2): a hospital's process for prompt resolution of grievances",
    "AHRQ CAHPS Clinician & Group Survey; CAHPS Improvement Guide: service recovery",
  ],
  sample: { visit: { inDays: 0, status: "fulfilled" }, days: 20, world: [] },
};
