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

const identity = z.strictObject({ name: shortText, ticket: shortText, technician: shortText });

const reportRequest = z.strictObject({
  format: z.enum(['html', 'json', 'markdown', 'text']),
  redact: z.boolean(),
  caseInfo: identity,
});

const ofStep = { run: shortText, step: shortText };

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
  'case:list': z.null(),
  'case:view': z.null(),
  'case:describe': identity,
  'case:open': z.strictObject({ id: filePath }),
  'case:open-paths': z.strictObject({ paths: z.nullable(chosenPaths) }),
  'case:close': z.null(),
  'case:pack': z.null(),
  'plans:for-site': z.null(),
  'plan:ways': z.strictObject({ plan: shortText }),
  'plan:runbook': z.strictObject({
    plan: shortText,
    format: z.enum(['html', 'json', 'markdown', 'text']),
  }),
  'run:begin': z.strictObject({ plan: shortText, way: z.enum(['live', 'by-hand', 'kit']) }),
  'run:show': z.strictObject({ ...ofStep, undo: z.boolean() }),
  'run:act': z.strictObject({ ...ofStep, undo: z.boolean(), shown: shortText }),
  'run:look': z.strictObject(ofStep),
  'run:told': z.strictObject({ ...ofStep, note: longText }),
  'run:missed': z.strictObject({ ...ofStep, note: longText }),
  'run:skip': z.strictObject({ ...ofStep, reason: longText }),
  'run:reopen': z.strictObject(ofStep),
  'run:note': z.strictObject({ ...ofStep, note: longText }),
  'run:cancel': z.strictObject({ run: shortText }),
  'run:end': z.strictObject({
    run: shortText,
    outcome: z.enum(['finished', 'given-up']),
    note: longText,
  }),
  'kit:take-result': z.strictObject({ paths: z.nullable(chosenPaths) }),
  'verify:compare': z.null(),
  'clipboard:write': z.strictObject({ text: z.string().check(z.maxLength(5_000_000)) }),
};
