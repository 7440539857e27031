import * as z from "zod";
import type { Fault } from "../errors.ts";
import { LevelName } from "../policy/levels.ts";
import { Slug } from "../words.ts";
import type { Scope } from "./scopes.ts";

/** One operation of the partner API, as data: the router, API Gateway, the OpenAPI document and the local server read it. */
export type Route = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: `/v1/${string}`;
  tag: string;
  summary: string;
  /** Absent: no token is asked for. */
  scope?: Scope;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Says what is wrong with a body in its author's words. */
  faults?: (error: z.ZodError) => Fault[];
  /** What the body may come as, where not JSON alone. */
  media?: readonly string[];
  /** How large the body may be, where not as large as any. In bytes. */
  mostBytes?: number;
  /** Shape of a success; what is not in it does not leave. Absent: the answer is 204. */
  answer?: z.ZodType;
  status?: 201 | 202;
  /** A success that is no JSON. */
  answerMedia?: string;
  /** Takes an Idempotency-Key: every POST that writes. */
  idempotent?: true;
  /** Needs If-Match: always, or where the resource is there already. */
  ifMatch?: "always" | "if-there";
  /** The answer is about a person: caches and traces must keep off. */
  phi?: true;
};

/** Shapes of what stands in a path. An id that cannot exist is answered like one that does not: 404. */
const owned = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}_[0-9a-z]{1,32}$`));
export const pathParams = {
  patientId: z.string().regex(/^pat_[0-9a-z]{26}$/),
  contactPointId: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
  appointmentId: owned("apt"),
  enrollmentId: owned("enr"),
  outreachId: z.string().regex(/^out_[0-9a-z]{26}_[0-9a-z]{1,32}_[0-9a-z]{1,32}$/),
  taskId: owned("ptk"),
  staffTaskId: owned("stk"),
  messageId: owned("msg"),
  inboxMessageId: owned("pmg"),
  journeyId: Slug,
  templateId: Slug,
  segmentId: Slug,
  campaignId: Slug,
  listId: Slug,
  snapshotId: Slug,
  /** Of a list that comes in parts, from 1. */
  part: z.string().regex(/^[1-9]\d{0,3}$/),
  /** Of an operation: what it is about and a number, joined by hyphens. */
  operationId: z.string().regex(/^[a-z0-9-]{1,100}$/),
  formId: Slug,
  responseId: owned("qrs"),
  fileId: owned("fil"),
  migrationId: z.string().regex(/^[0-9A-Za-z]{1,40}$/),
  level: LevelName,
  levelOf: z
    .string()
    .regex(/^(pat_[0-9a-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$/)
    .max(64),
  version: z.string().regex(/^[1-9]\d{0,5}$/),
} as const;
type PathParam = keyof typeof pathParams;

export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & ParamsOf<Rest>
  : unknown;

export const paramNames = (path: string): PathParam[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as PathParam);

/** `limit` and `cursor` of every list. */
export const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    /** There where there is more. */
    cursor: z.string().optional(),
  });
