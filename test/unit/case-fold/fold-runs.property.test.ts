/** Whatever the journal holds, in whatever order: it folds, and no step is called done that was not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../electron/engine/case/records.ts';
import {
  BACKUP,
  done,
  failed,
  fold,
  intent,
  interrupted,
  looked,
  of,
  plan,
  seen,
  step,
} from './plan-for-tests.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'v'] as const;

const site = plan(
  [
    step('a', { action: { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 } }),
    step('b', { onlyIfFailed: 'a' }),
    step('c', { after: ['a'], action: { do: 'edit-control-file' } }),
    step('d', { action: { do: 'start-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 } }),
    step('e', { applies: false }),
  ],
  [step('v', { action: { do: 'watch-drain', inbox: 'Inboxes/x', everySeconds: 1, limitSeconds: 9 } })],
);

const id = fc.constantFrom(...ids);
const state = fc.constantFrom('before' as const, 'after' as const, 'other' as const, 'unknown' as const);
const event: fc.Arbitrary<CaseEvent> = fc.oneof(
  fc.tuple(id, state).map(([of, found]) => looked(of, found)),
  fc.tuple(id, fc.boolean(), fc.boolean()).map(([of, undo, kept]) => intent(of, undo, kept ? BACKUP : null)),
  fc.tuple(id, fc.boolean()).map(([of, undo]) => done(of, undo)),
  fc.tuple(id, fc.boolean(), state).map(([of, undo, found]) => failed(of, undo, found)),
  fc.tuple(id, fc.boolean(), state).map(([of, undo, found]) => interrupted(of, undo, found)),
  id.map((one): CaseEvent => ({ kind: 'step-told', ...of(one), note: 'Done.', seen: seen('before') })),
  id.map((one): CaseEvent => ({ kind: 'step-skipped', ...of(one), reason: 'Not today.' })),
  id.map((one): CaseEvent => ({ kind: 'step-reopened', ...of(one) })),
  fc
    .tuple(id, fc.option(fc.nat(1000)))
    .map(([one, files]): CaseEvent => ({ kind: 'step-sampled', ...of(one), files, text: 'Counted.' })),
);

const REACHED = ['done', 'found-done', 'told', 'skipped', 'not-needed'];

describe('any journal', () => {
  it('folds, from each of its beginnings, and calls nothing done without its record', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        for (let length = 0; length <= events.length; length += 1) {
          const begin = events.slice(0, length);
          const view = fold(site, begin);
          for (const { id: one, state: found } of [...view.steps, ...view.verification]) {
            const own = begin.filter((record) => 'step' in record && record.step === one);
            const has = (matches: (record: CaseEvent) => boolean): boolean => own.some(matches);
            if (found === 'done') expect(has((r) => r.kind === 'step-done' && !r.undo)).toBe(true);
            if (found === 'told') expect(has((r) => r.kind === 'step-told')).toBe(true);
            if (found === 'skipped') expect(has((r) => r.kind === 'step-skipped')).toBe(true);
            if (found === 'found-done')
              expect(has((r) => r.kind === 'step-looked' && r.seen.state === 'after')).toBe(true);
            if (found === 'undone') {
              const last = own.findLast((r) => r.kind === 'step-done' || r.kind === 'step-looked');
              expect(last?.kind === 'step-done' ? last.undo : last?.kind).toBeTruthy();
            }
            // Nothing runs in this program, so what has no end was cut off.
            expect(found).not.toBe('running');
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has a next step as long as one is left, and none that is behind', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        const view = fold(site, events);
        const all = [...view.steps, ...view.verification];
        const next = all.find((one) => one.id === view.next);
        if (next === undefined) expect(all.filter(({ state: found }) => found === 'open')).toEqual([]);
        else expect(REACHED).not.toContain(next.state);
      }),
      { numRuns: 400 },
    );
  });
});
