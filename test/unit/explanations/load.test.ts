import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadExplanations } from '../../../electron/explanations/load.ts';
import { KnowledgeError } from '../../../electron/knowledge-base/knowledge-error.ts';

const assets = fileURLToPath(new URL('../../../assets', import.meta.url));

describe('the explanations that come with the wizard', () => {
  it('know the Win32 numbers that site servers log', async () => {
    const { win32 } = await loadExplanations(assets);
    const names = new Map(win32.map((entry) => [entry.code, entry.name]));
    expect([2, 5, 32, 53, 67, 112, 997, 1061, 1326, 1722, 1723, 2453].map((code) => names.get(code))).toEqual(
      [
        'ERROR_FILE_NOT_FOUND',
        'ERROR_ACCESS_DENIED',
        'ERROR_SHARING_VIOLATION',
        'ERROR_BAD_NETPATH',
        'ERROR_BAD_NET_NAME',
        'ERROR_DISK_FULL',
        'ERROR_IO_PENDING',
        'ERROR_SERVICE_CANNOT_ACCEPT_CTRL',
        'ERROR_LOGON_FAILURE',
        'RPC_S_SERVER_UNAVAILABLE',
        'RPC_S_SERVER_TOO_BUSY',
        'NERR_DCNotFound',
      ],
    );
    for (let code = 50; code <= 72; code += 1) expect(names.has(code), `Win32 ${code}`).toBe(true);
    for (let code = 1051; code <= 1079; code += 1) expect(names.has(code), `Win32 ${code}`).toBe(true);
  });

  it('give 32-bit results as unsigned numbers, with the Win32 meaning where there is one', async () => {
    const { win32 } = await loadExplanations(assets);
    expect(win32.find((entry) => entry.code === 0x80004005)?.name).toBe('E_FAIL');
    expect(win32.find((entry) => entry.code === 0xc0000043)?.meaning).toMatch(
      /^The same as Win32 32\. Another process/,
    );
  });

  it('tie SQL numbers to their articles', async () => {
    const { sql } = await loadExplanations(assets);
    const sources = new Map(sql.map((entry) => [entry.number, entry.sources]));
    expect(sources.get(2627)).toEqual(['Q215059']);
    expect(sources.get(3023)).toEqual(['Q274743']);
    expect(sources.get(99901)).toEqual(['Q235774', 'Q319189']);
    expect(sources.get(1205)).toEqual(['general knowledge']);
  });

  it('keep what the meaning and the severity of a status message rest on', async () => {
    const { status } = await loadExplanations(assets);
    const byId = new Map(status.map((entry) => [entry.id, entry]));
    expect(byId.get(4502)).toMatchObject({ component: 'SMS_*_SUMMARIZER', severity: 'Informational' });
    expect(byId.get(4502)?.sources).toContain('Q303462');
    expect(byId.get(500)?.component).toBeNull();
    expect(byId.get(1099)?.severity).toBe('Error, inferred');
    expect(byId.get(1099)?.sources).toContain('from a list of later versions');
    expect(byId.get(523)?.meaning).toContain('%1');
  });

  it('say nothing in words that the window does not use', async () => {
    const { win32, sql, status } = await loadExplanations(assets);
    for (const { meaning } of [...win32, ...sql, ...status])
      expect(meaning).not.toMatch(/!|\binvalid\b|\boops\b/i);
  });
});

describe('explanations that were changed', () => {
  let folder = '';
  const change = async (name: string, from: string, to: string): Promise<void> => {
    const file = path.join(folder, 'explanations', name);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'explanations-'));
    await cp(path.join(assets, 'explanations'), path.join(folder, 'explanations'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are refused when a field is missing, with file and place', async () => {
    await change('sql.yaml', 'meaning:', 'meening:');
    await expect(loadExplanations(folder)).rejects.toThrow(/^sql\.yaml: numbers > 0 .*meaning/m);
  });

  it('are refused when a number is explained twice', async () => {
    await change('status-messages.yaml', 'id: 501', 'id: 500');
    await expect(loadExplanations(folder)).rejects.toThrow('status-messages.yaml: 500 is explained twice.');
  });

  it('are refused when a result points to a number that is not there', async () => {
    await change('win32.yaml', 'win32: 1909', 'win32: 1999');
    await expect(loadExplanations(folder)).rejects.toThrow(/STATUS_ACCOUNT_LOCKED_OUT.*1999/);
  });

  it('are refused when a file is gone, with what to do', async () => {
    await rm(path.join(folder, 'explanations', 'win32.yaml'));
    const error = await loadExplanations(folder).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(KnowledgeError);
    expect((error as KnowledgeError).nextStep).toContain('install SMS Site Doctor again');
  });
});
