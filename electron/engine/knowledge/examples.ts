/** Runs the examples of an entry: evidence in short form, through the real log reader and the real reasoning. */
import type { Answer, InboxFolder, LogEvidence, ReleaseReading, SiteEvidence } from '../evidence/model.ts';
import { LogScanner } from '../log/scanner.ts';
import type { Finding } from '../reasoning/diagnosis.ts';
import { assess } from '../reasoning/situation.ts';
import { judgeEntry } from '../reasoning/verdict.ts';
import { parseReleaseText } from '../release/release.ts';
import { parseIsoTime } from '../time/format.ts';
import type { ServerClock } from '../time/server-time.ts';
import { watchedTexts, type Example, type Knowledge, type KnowledgeEntry } from './entry.ts';

export interface ExampleResult {
  readonly entry: string;
  readonly name: string;
  readonly expected: Example['expect'];
  readonly found: Finding['verdict'];
  readonly whyNot: string | null;
}

/** Runs every example of every entry; equal `expected` and `found` mean that it holds. */
export function runExamples(knowledge: Knowledge): readonly ExampleResult[] {
  return knowledge.entries.flatMap((entry) =>
    entry.examples.map((example) => runExample(entry, example, knowledge)),
  );
}

function runExample(entry: KnowledgeEntry, example: Example, knowledge: Knowledge): ExampleResult {
  const evidence = evidenceOf(example, knowledge);
  const answers = Object.entries(example.answers ?? {}).map(([question, value]): Answer => ({
    question,
    value,
    by: null,
    at: null,
  }));
  const finding = judgeEntry(entry, assess(evidence, knowledge, { answers }));
  return {
    entry: entry.id,
    name: example.name,
    expected: example.expect,
    found: finding.verdict,
    whyNot: finding.whyNot,
  };
}

function evidenceOf(example: Example, knowledge: Knowledge): SiteEvidence {
  const { logs, clock } = readLogs(example.logs ?? {}, knowledge);
  const listing = { kind: 'listing' as const, path: 'example', line: null };
  return {
    label: example.name,
    siteCodes: [],
    servers: [],
    siteTypes: [],
    collectedAt: { value: timeOf(example.at), source: listing },
    clock,
    releases: (example.releases ?? []).map((raw, index): ReleaseReading => ({
      raw,
      release: parseReleaseText(raw).release,
      kind: index === 0 ? 'server' : 'client-base',
      component: index === 0 ? null : 'base',
      source: listing,
    })),
    logs,
    inboxes: (example.inboxes ?? []).map((inbox): InboxFolder => ({
      path: `Inboxes/${inbox.path}`,
      files: inbox.files,
      bytes: inbox.files * 1024,
      zeroByteFiles: 0,
      byExtension: [],
      suspicious: [],
      newestFiles: [],
      oldest: inbox.oldest === undefined ? null : timeOf(inbox.oldest),
      newest: inbox.newest === undefined ? null : timeOf(inbox.newest),
      source: listing,
    })),
    services: Object.entries(example.services ?? {}).map(([service, state]) => ({
      service,
      state,
      source: listing,
    })),
    processes: [],
    controlFiles: [],
    crashes: (example.crashes ?? []).map((time) => ({
      folder: 'Logs/CrashDumps',
      time: timeOf(time),
      service: 'SMS_EXECUTIVE',
      thread: null,
      source: listing,
    })),
    threadStates: [],
    tracing: [],
    hotfixes: [],
    disks: [],
    programs: [],
    collection: [],
    coverage: {
      logs: example.logs !== undefined,
      inboxes: example.inboxes !== undefined,
      services: example.services !== undefined,
      processes: false,
      registry: example.releases !== undefined,
      versionFiles: false,
      crashes: example.crashes !== undefined,
    },
    unreadable: [],
  };
}

function readLogs(
  logs: Readonly<Record<string, string>>,
  knowledge: Knowledge,
): { readonly logs: LogEvidence; readonly clock: ServerClock } {
  const scanner = new LogScanner({ watched: watchedTexts(knowledge) });
  const paths = Object.keys(logs).sort((a, b) => Number(/\.lo_$/i.test(b)) - Number(/\.lo_$/i.test(a)));
  for (const path of paths) {
    const text = logs[path] ?? '';
    const name = path.split('/').at(-1) ?? path;
    scanner.beginFile(path, {
      family: name.replace(/\.[^.]*$/, '').toLowerCase(),
      rolledOver: /\.lo_$/i.test(name),
      codePage: 'windows-1252',
      decode: (part) => part,
    });
    scanner.push(text);
    scanner.endFile(text.length);
  }
  const { evidence, clock } = scanner.finish();
  return { logs: evidence, clock };
}

function timeOf(text: string): number {
  const parsed = parseIsoTime(text);
  if (parsed === null) throw new Error(`"${text}" is not a time such as 2001-05-17 17:30.`);
  return parsed.wall;
}
