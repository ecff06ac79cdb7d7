import * as z from 'zod/mini';
import { LOG_VIEW_REQUEST_SCHEMAS } from '../log-view/request-schemas.ts';
import type { Channel, Invocations } from '../../contract/ipc.ts';

/** Longer texts than these come from no field of the window. */
const shortText = z.string().check(z.maxLength(500));
const longText = z.string().check(z.maxLength(20_000));
const readingId = z.int().check(z.nonnegative());
/** Paths come from the system's dialog or a drop; Windows allows 32,767 characters. */
const filePath = z.string().check(z.minLength(1), z.maxLength(32_767));

const chosenPaths = z.array(filePath).check(z.minLength(1), z.maxLength(1_000));

const answer = z.strictObject({
  question: shortText,
  value: z.union([longText, z.number(), z.boolean()]),
  by: z.nullable(shortText),
  at: z.nullable(shortText),
});

const reportRequest = z.strictObject({
  format: z.enum(['html', 'json', 'markdown', 'text']),
  redact: z.boolean(),
  caseInfo: z.strictObject({ name: shortText, ticket: shortText, technician: shortText }),
  checklist: z
    .array(
      z.strictObject({
        plan: shortText,
        step: shortText,
        state: z.enum(['done', 'skipped']),
        note: longText,
        by: shortText,
        at: shortText,
      }),
    )
    .check(z.maxLength(1_000)),
});

/** Channel → what a request on it must look like. */
export const REQUEST_SCHEMAS: {
  readonly [C in Channel]: z.ZodMiniType<Invocations[C]['request']>;
} = {
  ...LOG_VIEW_REQUEST_SCHEMAS,
  'app:info': z.null(),
  'sample:list': z.null(),
  'plan:list': z.null(),
  'live:ability': z.null(),
  'collector:save': z.null(),
  'collector:instructions': z.null(),
  'collector:print': z.null(),
  'explanations:list': z.null(),
  'release:explain': z.strictObject({ text: shortText }),
  'log-text:recognize': z.strictObject({ text: longText }),
  'inboxes:compare': z.strictObject({ paths: chosenPaths }),
  'inboxes:compare-readings': z.null(),
  'source:choose': z.strictObject({ kind: z.enum(['folder', 'files']) }),
  'reading:start': z.union([
    z.strictObject({
      kind: z.literal('paths'),
      paths: chosenPaths,
      site: z.exactOptional(shortText),
    }),
    z.strictObject({ kind: z.literal('sample'), id: shortText }),
    z.strictObject({
      kind: z.literal('server'),
      server: shortText,
      folder: z.string().check(z.maxLength(32_767)),
    }),
  ]),
  'reading:cancel': z.strictObject({ readingId }),
  'diagnosis:answer': z.strictObject({
    answers: z.array(answer).check(z.maxLength(500)),
    fresh: z.exactOptional(z.literal(true)),
  }),
  'evidence:excerpt': z.strictObject({
    source: filePath,
    context: z.int().check(z.nonnegative(), z.lte(2_000)),
  }),
  'report:render': reportRequest,
  'report:save': reportRequest,
  'clipboard:write': z.strictObject({ text: z.string().check(z.maxLength(5_000_000)) }),
};
