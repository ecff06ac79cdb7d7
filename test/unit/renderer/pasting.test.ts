import { describe, expect, it } from 'vitest';
import { staleSentence } from '../../../electron/engine/reasoning/evidence-age.ts';
import type { EvidenceAge } from '../../../electron/engine/reasoning/diagnosis.ts';
import { marksMet } from '../../../renderer/view-model/findings.ts';
import { bareHeadline } from '../../../renderer/view-model/headline.ts';
import { addLines, pastedName } from '../../../renderer/view-model/pasted-logs.ts';
import { hung, reading } from '../compare/made-up-site.ts';

const answer = (question: string, by: string | null) => ({ question, value: 'x', by, at: null });

describe('pasted lines', () => {
  it('are named after their log, with who pasted them', () => {
    const answers = [answer('release', 'A. Meyer'), answer('log-text:despool', 'A. Meyer')];
    expect(pastedName('pasted by A. Meyer:3', answers)).toBe('Despool.log:3 (pasted by A. Meyer)');
    expect(pastedName('pasted by A. Meyer', answers)).toBe('Despool.log (pasted by A. Meyer)');
    expect(pastedName('pasted by A. Meyer (Sched.log):1', answers)).toBe('Sched.log:1 (pasted by A. Meyer)');
    expect(pastedName('pasted by the technician:1', [answer('log-text:sender', null)])).toBe(
      'Sender.log:1 (pasted by the technician)',
    );
    expect(pastedName('pasted by B. Braun:3', answers)).toBeNull();
    expect(pastedName('Logs/Despool.log:3', answers)).toBeNull();
  });

  it('are added below those that are there', () => {
    expect(addLines('a\nb\n', 'c')).toBe('a\nb\nc');
    expect(addLines('', 'c\n')).toBe('c\n');
  });
});

describe('the headline beside the notice on the age', () => {
  const flag = (kind: EvidenceAge['flags'][number]['kind']) => ({ kind, text: '', source: '' });
  const age = (collectedAt: string | null, ...kinds: readonly EvidenceAge['flags'][number]['kind'][]) => ({
    collectedAt,
    basis: 'the newest log line',
    ageMinutes: 4_320,
    text: '',
    stale: true,
    flags: kinds.map(flag),
  });
  const said = 'The SMS Executive hung after the site backup.';

  it.each([
    age('2001-05-17T17:30:00', 'older-than-a-day'),
    age('2001-05-17T17:30:00', 'older-than-a-day', 'before-service-pack'),
    age('2001-05-17T17:30:00', 'dated-after-now'),
    age(null, 'older-than-a-day'),
    age(null, 'older-than-a-day', 'before-service-pack'),
    age(null, 'before-service-pack'),
  ])('does not say it again (%#)', (stale) => {
    const sentence = staleSentence(stale) ?? '';
    expect(sentence).not.toBe('');
    expect(bareHeadline({ headline: `${said} ${sentence}`, age: stale })).toBe(said);
  });

  it('stays whole where the evidence is fresh', () => {
    expect(bareHeadline(reading(hung))).toBe(reading(hung).headline);
  });
});

describe('the marks a verdict rests on', () => {
  it('hold a required condition that tells the fault apart', () => {
    const [finding] = reading(hung).findings;
    if (finding === undefined) throw new Error('no finding');
    expect(marksMet(finding).map(({ id }) => id)).toEqual(['despooler-waits', 'threads-silent']);
  });
});
