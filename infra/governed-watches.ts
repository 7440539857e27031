import type { Metric } from "aws-cdk-lib/aws-cloudwatch";

type Count = (id: string, pattern: string, what?: { value?: string }) => Metric;
export type Watch = { name: string; metric: Metric; threshold: number; loses: string };

/** What the gate kept back and what talked with us, by count: which reasons, the saved query `why-sent-or-not` tells. */
export function governedWatches(
  count: Count,
  { texts }: { texts: boolean },
): { counts: Metric[]; watches: Watch[] } {
  const outreach = (what: string) => `{ $.message = "outreach" && ${what} }`;
  const held = count("Held", outreach('$.status = "held"'));
  const dropped = count("Dropped", outreach('$.status = "suppressed"'));
  const circuits = count("CircuitOpen", outreach('$.reason = "circuit_open"'));
  const robots = count("Robots", '{ $.message = "message" && $.understood = "robot" }');
  const watches: Watch[] = [
    {
      name: "outreach-dropped",
      metric: dropped,
      threshold: 500,
      loses: "Many messages were due and may not leave: patients are not told what they should be told.",
    },
    {
      name: "circuit-open",
      metric: circuits,
      threshold: 10,
      loses:
        "Something of ours writes to single patients again and again: they rest now, and get nothing new.",
    },
    {
      name: "robots",
      metric: robots,
      threshold: 25,
      loses: "Many addresses are taken for machines: if they are people, nobody answers what they write.",
    },
  ];
  if (!texts) return { counts: [held, dropped, circuits, robots], watches };
  const unmended = count("OptOutsUnmended", '{ $.message = "opt-outs.not-mended" }');
  const differing = count("OptOutsDiffer", '{ $.message = "opt-outs" && $.disagreements > 0 }', {
    value: "$.disagreements",
  });
  watches.push(
    {
      name: "opt-outs-unmended",
      metric: unmended,
      threshold: 1,
      loses: "A number is opted out with us or with the carrier alone: a patient is texted who said stop.",
    },
    {
      name: "opt-outs-differ",
      metric: differing,
      threshold: 25,
      loses:
        "Many opt-outs reached one side only: patients who said stop to the carrier were texted until now.",
    },
  );
  return { counts: [held, dropped, circuits, robots, unmended, differing], watches };
}
