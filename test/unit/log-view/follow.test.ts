import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL, START, allRows, logLine, openView, plainLog, until, whole, writeLogs } from './logs.ts';

async function texts(view: ReturnType<typeof openView>['view']): Promise<string[]> {
  return (await allRows(view)).map(({ text }) => text);
}

describe('a followed log', () => {
  it('shows what is written, without making known rows worthless', async () => {
    const folder = writeLogs({ 'A.log': plainLog(100) });
    const { view } = openView(folder, ['A.log']);
    const { generation } = await whole(view);
    expect(await view.follow(true)).toMatchObject({ following: true, rows: 100 });
    fs.appendFileSync(path.join(folder, 'A.log'), plainLog(3, { message: 'new', time: START + 200_000 }));
    const grown = await until(view, ({ rows }) => rows === 103);
    expect([grown.generation, grown.notices]).toEqual([generation, []]);
    expect((await texts(view)).slice(98)).toEqual(['Line 99', 'Line 100', 'new', 'new', 'new']);
    fs.appendFileSync(
      path.join(folder, 'A.log'),
      plainLog(2_000, { message: 'much', time: START + 300_000 }),
    );
    expect((await until(view, ({ rows }) => rows === 2_103)).bytesTotal).toBe(
      fs.statSync(path.join(folder, 'A.log')).size,
    );
    expect((await view.rows(2_102, 1)).rows[0]).toMatchObject({ line: 2_103, text: 'much' });
    expect((await view.follow(false)).following).toBe(false);
  });

  it('is left as it was while it is not followed', async () => {
    const folder = writeLogs({ 'A.log': plainLog(10) });
    const { view } = openView(folder, ['A.log']);
    await whole(view);
    fs.appendFileSync(path.join(folder, 'A.log'), plainLog(5));
    expect(await texts(view)).toHaveLength(10);
    await view.follow(true);
    expect((await until(view, ({ rows }) => rows === 15)).lines).toBe(15);
  });

  it('completes a line that was written in two parts', async () => {
    const line = logLine({ message: 'in two parts', component: 'SMS_SCHEDULER' });
    const folder = writeLogs({ 'A.log': plainLog(70) + line.slice(0, 30) });
    const { view } = openView(folder, ['A.log']);
    const { generation } = await whole(view);
    expect((await texts(view))[70]).toBe('in two parts $$<SMS_SCHEDULER'.slice(0, 12));
    await view.follow(true);
    fs.appendFileSync(path.join(folder, 'A.log'), `${line.slice(30)}\r\nlast\r\n`);
    const state = await until(view, ({ complete, rows }) => complete && rows === 72);
    expect(state.generation).toBeGreaterThan(generation);
    expect((await view.rows(70, 2)).rows).toMatchObject([
      { line: 71, text: 'in two parts', component: 'SMS_SCHEDULER' },
      { line: 72, text: 'last' },
    ]);
    expect(state.components).toEqual([
      { name: 'SMS_DESPOOLER', lines: 70 },
      { name: 'SMS_SCHEDULER', lines: 2 },
    ]);
  });

  it('filters what is written', async () => {
    const folder = writeLogs({ 'A.log': plainLog(50), 'B.log': plainLog(50, { component: 'SMS_B' }) });
    const { view } = openView(folder, ['A.log', 'B.log']);
    view.setFilter({ ...ALL, text: 'line 5' });
    await whole(view);
    await view.follow(true);
    fs.appendFileSync(
      path.join(folder, 'B.log'),
      plainLog(60, { component: 'SMS_B', time: START + 100_000 }),
    );
    expect((await until(view, ({ lines, complete }) => complete && lines === 160)).rows).toBe(2 + 2 + 11);
    const rows = await allRows(view);
    expect(rows.every(({ text }) => text.startsWith('Line 5'))).toBe(true);
    expect(rows.at(-1)).toMatchObject({ file: 1, line: 109 });
  });

  it('grows out of nothing, in its own encoding', async () => {
    const folder = writeLogs({ 'A.log': '' });
    const { view } = openView(folder, ['A.log']);
    await whole(view);
    await view.follow(true);
    const file = path.join(folder, 'A.log');
    fs.appendFileSync(
      file,
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe\r\nod', 'utf16le')]),
    );
    expect((await until(view, ({ rows, complete }) => complete && rows === 2)).files[0]?.codePage).toBe(
      'utf-16le',
    );
    fs.appendFileSync(file, Buffer.from('d\r\n', 'utf16le'));
    await until(view, ({ complete, bytesTotal }) => complete && bytesTotal === fs.statSync(file).size);
    expect(await texts(view)).toEqual(['Größe', 'odd']);
  });

  it('is read again when it became shorter', async () => {
    const folder = writeLogs({ 'A.log': plainLog(200), 'B.log': plainLog(20) });
    const { view } = openView(folder, ['A.log', 'B.log']);
    const { generation } = await whole(view);
    await view.follow(true);
    fs.writeFileSync(path.join(folder, 'A.log'), plainLog(5, { message: 'anew' }));
    const state = await until(
      view,
      ({ complete, rows, notices }) => complete && rows === 25 && notices.length > 0,
    );
    expect(state.generation).toBeGreaterThan(generation);
    expect(state.notices).toEqual(['Logs/A.log became shorter and is read again.']);
    expect(state.components).toEqual([{ name: 'SMS_DESPOOLER', lines: 25 }]);
    expect((await texts(view)).filter((text) => text === 'anew')).toHaveLength(5);
  });

  it('says so as a change also while filters change, whose answers may be thrown away', async () => {
    const folder = writeLogs({ 'A.log': plainLog(200) });
    const { view, states } = openView(folder, ['A.log']);
    await whole(view);
    await view.follow(true);
    fs.writeFileSync(path.join(folder, 'A.log'), plainLog(5, { message: 'anew' }));
    while (states.every(({ notices }) => notices.length === 0)) {
      expect(view.setFilter({ ...ALL, text: 'a' }).notices).toEqual([]);
      expect((await view.follow(true)).notices).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await view.follow(false);
    expect(states.flatMap(({ notices }) => notices)).toEqual([
      'Logs/A.log became shorter and is read again.',
    ]);
  });

  it('is read again when it was written anew and is longer', async () => {
    const folder = writeLogs({ 'A.log': plainLog(20) });
    const { view } = openView(folder, ['A.log']);
    await whole(view);
    await view.follow(true);
    const handle = fs.openSync(path.join(folder, 'A.log'), 'r+');
    fs.writeSync(handle, plainLog(50, { message: 'anew' }));
    fs.closeSync(handle);
    const state = await until(
      view,
      ({ complete, rows, notices }) => complete && rows === 50 && notices.length > 0,
    );
    expect(state.notices).toEqual(['Logs/A.log was written anew and is read again.']);
    expect(new Set(await texts(view))).toEqual(new Set(['anew']));
  });

  it('goes on behind its rollover, and keeps what was on the screen', async () => {
    const folder = writeLogs({ 'Sched.log': plainLog(100) });
    const file = path.join(folder, 'Sched.log');
    const { view } = openView(folder, ['Sched.log']);
    await whole(view);
    await view.follow(true);
    fs.renameSync(file, path.join(folder, 'Sched.lo_'));
    fs.writeFileSync(file, plainLog(2, { message: 'after', time: START + 500_000 }));
    const state = await until(
      view,
      ({ complete, rows, notices }) => complete && rows === 102 && notices.length > 0,
    );
    expect(state.files.map(({ path: shown }) => shown)).toEqual(['Logs/Sched.lo_', 'Logs/Sched.log']);
    expect(state.notices).toEqual([
      'Logs/Sched.log was rolled over. Its earlier lines are in Logs/Sched.lo_.',
    ]);
    expect((await texts(view)).slice(98)).toEqual(['Line 99', 'Line 100', 'after', 'after']);
    fs.appendFileSync(file, plainLog(200, { message: 'more', time: START + 600_000 }));
    await until(view, ({ complete, rows }) => complete && rows === 302);
    fs.renameSync(file, path.join(folder, 'Sched.lo_'));
    fs.writeFileSync(file, plainLog(1, { message: 'third', time: START + 900_000 }));
    const again = await until(
      view,
      ({ complete, rows, notices }) => complete && rows === 203 && notices.length > 0,
    );
    expect(again.notices).toEqual([
      'Logs/Sched.log was rolled over. Its earlier lines are in Logs/Sched.lo_.',
    ]);
    expect((await texts(view)).slice(-2)).toEqual(['more', 'third']);
  });

  it('that is gone is said to be, and comes back', async () => {
    const folder = writeLogs({ 'A.log': plainLog(30), 'B.log': plainLog(30) });
    const { view } = openView(folder, ['A.log', 'B.log']);
    await whole(view);
    await view.follow(true);
    fs.renameSync(path.join(folder, 'A.log'), path.join(folder, 'away'));
    const state = await until(view, ({ files, notices }) => files[0]?.problem !== null && notices.length > 0);
    expect(state.files[0]?.problem).toBe('It is no longer there.');
    expect(state.notices).toEqual(['Logs/A.log is no longer there.']);
    const rows = await allRows(view);
    expect([rows.length, rows[0]?.text, rows[1]?.text]).toEqual([60, '', 'Line 1']);
    fs.renameSync(path.join(folder, 'away'), path.join(folder, 'A.log'));
    await until(view, ({ files }) => files[0]?.problem === null);
    expect((await texts(view)).slice(0, 2)).toEqual(['Line 1', 'Line 1']);
  });

  it('is there as soon as it is written', async () => {
    const folder = writeLogs({ 'A.log': plainLog(2) });
    const { view } = openView(folder, ['A.log', 'Late.log']);
    expect((await whole(view)).files[1]?.problem).toBe('It is no longer there.');
    await view.follow(true);
    fs.writeFileSync(path.join(folder, 'Late.log'), plainLog(3, { message: 'late' }));
    const state = await until(view, ({ complete, rows }) => complete && rows === 5);
    expect(state.files[1]?.problem).toBeNull();
    expect((await texts(view)).slice(2)).toEqual(['late', 'late', 'late']);
  });

  it('notices without being followed that a file it reads from is another', async () => {
    const folder = writeLogs({ 'A.log': plainLog(3_000) });
    const { view } = openView(folder, ['A.log']);
    await whole(view);
    fs.writeFileSync(path.join(folder, 'A.log'), plainLog(10, { message: 'other' }));
    await view.rows(2_000, 10);
    const state = await until(
      view,
      ({ complete, rows, notices }) => complete && rows === 10 && notices.length > 0,
    );
    expect(state.notices).toEqual(['Logs/A.log became shorter and is read again.']);
    expect(new Set(await texts(view))).toEqual(new Set(['other']));
  });

  it('holds no file open', async () => {
    const folder = writeLogs({ 'A.log': plainLog(50_000), 'B.log': plainLog(10) });
    const { view } = openView(folder, ['A.log', 'B.log']);
    await whole(view);
    await view.follow(true);
    await view.rows(0, 100);
    const open = fs.existsSync('/proc/self/fd')
      ? fs.readdirSync('/proc/self/fd').map((name) => {
          try {
            return fs.readlinkSync(`/proc/self/fd/${name}`);
          } catch {
            // The descriptor of this very listing is closed by now.
            return '';
          }
        })
      : [];
    expect(open.filter((target) => target.startsWith(folder))).toEqual([]);
  });
});
