import * as z from 'zod/mini';
import type { LogViewInvocations } from '../../contract/log-view.ts';

/** Longer texts than these come from no field of the window. */
const shortText = z.string().check(z.maxLength(500));
/** A cited name, with or without a line number: no path of Windows is longer. */
const cited = z.string().check(z.minLength(1), z.maxLength(32_800));
const viewId = z.int().check(z.nonnegative());
const row = z.int().check(z.nonnegative());
const files = z.array(cited).check(z.maxLength(500));

const filter = z.strictObject({
  components: z.array(shortText).check(z.maxLength(500)),
  threads: z.array(z.int().check(z.nonnegative())).check(z.maxLength(500)),
  text: shortText,
  isExpression: z.boolean(),
  from: z.nullable(shortText),
  to: z.nullable(shortText),
  files,
  problemsOnly: z.boolean(),
});

/** Channel of the log reader → what a request on it must look like. */
export const LOG_VIEW_REQUEST_SCHEMAS: {
  readonly [C in keyof LogViewInvocations]: z.ZodMiniType<LogViewInvocations[C]['request']>;
} = {
  'log-view:open': z.strictObject({
    files: files.check(z.minLength(1)),
    cited: z.array(cited).check(z.maxLength(20_000)),
  }),
  'log-view:rows': z.strictObject({ viewId, from: row, count: z.int().check(z.nonnegative(), z.lte(500)) }),
  'log-view:filter': z.strictObject({ viewId, filter }),
  'log-view:locate': z.strictObject({
    viewId,
    at: z.union([
      z.strictObject({ kind: z.literal('line'), file: cited, line: z.int().check(z.positive()) }),
      z.strictObject({ kind: z.literal('time'), time: shortText }),
    ]),
  }),
  'log-view:find': z.strictObject({
    viewId,
    /** -1: from before the first row. */
    from: z.int().check(z.gte(-1)),
    direction: z.enum(['next', 'previous']),
    what: z.union([
      z.strictObject({ kind: z.literal('error') }),
      z.strictObject({ kind: z.literal('cited') }),
      z.strictObject({ kind: z.literal('text'), text: shortText, isExpression: z.boolean() }),
    ]),
  }),
  'log-view:marks': z.strictObject({ viewId, most: z.int().check(z.nonnegative(), z.lte(10_000)) }),
  'log-view:copy': z.strictObject({ viewId, from: row, to: row }),
  'log-view:follow': z.strictObject({ viewId, follow: z.boolean() }),
  'log-view:close': z.strictObject({ viewId }),
};
