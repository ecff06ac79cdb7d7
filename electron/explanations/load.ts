/** Loads what the numbers in logs mean from the assets folder, each file checked against its JSON Schema. */
import path from 'node:path';
import type { NumberExplanations } from '../contract/ipc.ts';
import { KnowledgeError } from '../knowledge-base/knowledge-error.ts';
import { readCheckedFile } from '../knowledge-base/yaml-file.ts';

interface Win32File {
  readonly codes: readonly { readonly code: number; readonly name: string; readonly meaning: string }[];
  /** 32-bit results: with a meaning of their own, or with the Win32 number that means the same. */
  readonly results: readonly ({ readonly result: string; readonly name: string } & (
    { readonly meaning: string } | { readonly win32: number }
  ))[];
}

interface SqlFile {
  readonly numbers: NumberExplanations['sql'];
}

interface StatusFile {
  readonly messages: readonly {
    readonly id: number;
    readonly component?: string;
    readonly severity: string;
    readonly severityBasis: 'documented' | 'inferred';
    readonly text: string;
    readonly hint: string;
    readonly evidence: keyof typeof evidenceWords;
    readonly sources: readonly string[];
  }[];
}

const evidenceWords = {
  'sms2.0-source': null,
  'id-list': 'from a list of later versions',
  'id-list-hint-only': 'from a list of later versions, which gives a remedy only',
  'later-version-only': 'known from later versions only',
} as const;

/**
 * Loads the explanations of Win32, SQL and status message numbers.
 * @param assets the project's assets folder
 * @returns 32-bit results (HRESULT, NTSTATUS) stand among the Win32 codes as unsigned numbers; `%1` to `%10` in the
 *   meaning of a status message are its insertion strings; what the severity and the text rest on is in its words
 * @throws KnowledgeError naming every file that cannot be used, or a number that is explained twice
 */
export async function loadExplanations(assets: string): Promise<NumberExplanations> {
  const folder = path.join(assets, 'explanations');
  const read = <T>(name: string): Promise<T> =>
    readCheckedFile<T>(path.join(folder, `${name}.yaml`), path.join(folder, `${name}.schema.json`));
  const [win32, sql, status] = await Promise.all([
    read<Win32File>('win32'),
    read<SqlFile>('sql'),
    read<StatusFile>('status-messages'),
  ]);
  const codes = win32Codes(win32);
  const problems = [
    ...twice(
      'win32.yaml',
      codes.map((entry) => entry.code),
    ),
    ...twice(
      'sql.yaml',
      sql.numbers.map((entry) => entry.number),
    ),
    ...twice(
      'status-messages.yaml',
      status.messages.map((entry) => entry.id),
    ),
  ];
  if (problems.length > 0) throw new KnowledgeError(problems);
  return { win32: codes, sql: sql.numbers, status: status.messages.map(statusMeaning) };
}

function win32Codes({ codes, results }: Win32File): NumberExplanations['win32'] {
  const known = new Map(codes.map((entry) => [entry.code, entry]));
  const unknown: string[] = [];
  const more = results.map((entry) => {
    const code = Number(entry.result);
    if ('meaning' in entry) return { code, name: entry.name, meaning: entry.meaning };
    const same = known.get(entry.win32);
    if (same === undefined) {
      unknown.push(
        `win32.yaml: ${entry.name} names the Win32 number ${entry.win32}, which is not among the codes.`,
      );
    }
    return { code, name: entry.name, meaning: `The same as Win32 ${entry.win32}. ${same?.meaning ?? ''}` };
  });
  if (unknown.length > 0) throw new KnowledgeError(unknown);
  return [...codes, ...more];
}

function statusMeaning(message: StatusFile['messages'][number]): NumberExplanations['status'][number] {
  const words = evidenceWords[message.evidence];
  return {
    id: message.id,
    component: message.component ?? null,
    severity: message.severityBasis === 'documented' ? message.severity : `${message.severity}, inferred`,
    meaning: `${message.text} ${message.hint}`,
    sources: words === null ? message.sources : [...message.sources, words],
  };
}

function twice(file: string, numbers: readonly number[]): readonly string[] {
  const repeated = new Set(numbers.filter((number, place) => numbers.indexOf(number) !== place));
  return [...repeated].map((number) => `${file}: ${number} is explained twice.`);
}
