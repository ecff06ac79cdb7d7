import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameOfQuestion } from '../../../electron/engine/answers/answer-ids.ts';
import { readPastedLog } from '../../../electron/engine/answers/pasted-log.ts';
import { recognizeLogText } from '../../../electron/engine/answers/recognize-log-text.ts';
import { understandAnswer } from '../../../electron/engine/answers/understand-answer.ts';
import { watchedTexts } from '../../../electron/engine/knowledge/entry.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { line, WAITING } from '../reasoning/site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));

describe('an answer', () => {
  it.each([
    ['release', 'SP2', 'SP2'],
    ['release', '2.00.1493.2009', '2.00.1493.2009'],
    ['release-changed', 'yes', true],
    ['release-changed', '2001-05-20', '2001-05-20'],
    ['collected-at', '2001-05-17T17:30', '2001-05-17T17:30'],
    ['service-state:SMS_SQL_MONITOR', 'paused', 'paused'],
    ['inbox:ddm.box', '420/900', '420/900'],
    ['inbox:ddm.box', 420, '420'],
    ['backlog-rule:ddm.box', '50/240', '50/240'],
    ['log-text:despool', WAITING, WAITING],
    ['crash-folder', 'no', false],
  ])('to %s: %s is understood', (question, value, expected) => {
    const understood = understandAnswer({ question, value, by: null, at: null }, knowledge.questions);
    expect(understood).toMatchObject({ answer: { value: expected } });
  });

  it.each([
    ['release', 'Windows'],
    ['release-changed', 'perhaps'],
    ['collected-at', 'yesterday'],
    ['service-state:SMS_EXECUTIVE', 'up'],
    ['inbox:ddm.box', 'many'],
    ['backlog-rule:ddm.box', '50/'],
    ['log-text:despool', ' '],
    ['log-text:despool', 'x'.repeat(20_001)],
    ['crash-folder', 'maybe'],
    ['no-such-question', 'yes'],
  ])('to %s: %s is refused with what it takes', (question, value) => {
    const understood = understandAnswer({ question, value, by: null, at: null }, knowledge.questions);
    expect(understood).toHaveProperty('problem');
  });

  it('is named in words, never by its id', () => {
    const ids = [
      'release',
      'release-changed',
      'collected-at',
      'service-state:SMS_EXECUTIVE',
      'inbox:despoolr.box/receive',
      'backlog-rule:ddm.box',
      'log-text:despool',
      'crash-folder',
    ];
    for (const id of ids) expect(nameOfQuestion(id, knowledge.questions)).not.toContain(id);
    expect(nameOfQuestion('log-text:despool')).toBe('Pasted lines of Despool.log');
  });
});

describe('pasted lines', () => {
  it('are recognized with component, time and the text that counts', () => {
    const found = recognizeLogText(line('02:23:00', 'SMS_DESPOOLER', WAITING), knowledge);
    expect(found).toMatchObject({
      lines: 1,
      recognized: 1,
      components: ['SMS_DESPOOLER'],
      firstTime: '2001-05-17T02:23:00',
      known: [{ text: WAITING, articles: ['Q260366', 'Q304381'] }],
    });
    expect(found.summary).toContain('1 line of SMS_DESPOOLER, of 17 May 2001, 02:23 server time.');
  });

  it.each([
    ['columns of SMS Trace, with tabs', `${WAITING}\tSMS_DESPOOLER\t5/17/2001 2:23:00 AM\t281 (0x119)`],
    ['the same where tabs became blanks', `${WAITING} SMS_DESPOOLER 5/17/2001 2:23:00 AM 281 (0x119)`],
    [
      'a tail without brackets',
      `${WAITING} $$ SMS_DESPOOLER Thu May 17 02:23:00.123 2001 Eastern Daylight Time thread=281 (0x119)`,
    ],
  ])('%s', (_, text) => {
    const found = recognizeLogText(text, knowledge);
    expect(found).toMatchObject({ recognized: 1, components: ['SMS_DESPOOLER'] });
    expect(found.known).toHaveLength(1);
  });

  it('without any tail still tell the text, and that times are missing', () => {
    const found = recognizeLogText(`${WAITING}\r\n${WAITING}`, knowledge);
    expect(found).toMatchObject({ lines: 2, recognized: 0, components: [], firstTime: null });
    expect(found.known).toHaveLength(1);
    expect(found.summary).toContain('None of them names its component or its time');
  });

  it.each([
    ['below a line of the log', WAITING, 1],
    ['the same with a line end', `${WAITING}\n`, 1],
    ['cut off while copying', 'Waiting for an avail', 0],
  ])('without a tail count as they are read: %s', (_, last, times) => {
    const text = line('02:23:00', 'SMS_DESPOOLER', 'Executing instruction') + last;
    const place = { path: 'pasted', family: 'despool' };
    const { logs } = readPastedLog(text, place, watchedTexts(knowledge), null);
    expect(logs.hits.map((hits) => [hits.count, hits.last.line, hits.last.time])).toEqual(
      times === 0 ? [] : [[1, 2, null]],
    );
    expect(recognizeLogText(text, knowledge).known).toHaveLength(times);
  });

  it('of something else tell nothing', () => {
    expect(recognizeLogText('Hello there', knowledge).known).toEqual([]);
    expect(recognizeLogText(' \n', knowledge)).toMatchObject({ lines: 0 });
  });
});
