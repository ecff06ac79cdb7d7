/** Facts about the site server itself: free space, helper programs, logging, stopped threads, hotfixes. */
import { nameOfSource } from '../evidence/citing.ts';
import type { DiskReading, SiteEvidence } from '../evidence/model.ts';
import type { KnownFact } from './diagnosis.ts';
import type { Situation } from './situation.ts';

/** Below this a disk is called nearly full (judgement; Q303725 tells of messages that blame less than 50 MB). */
const LOW_BYTES = 100 * 1024 * 1024;
const MOST_NAMED = 4;

/** Only what was read; a server of which nothing of the kind was read has no such facts. */
export function serverFacts({ evidence }: Situation): readonly KnownFact[] {
  return [
    ...evidence.disks.map(diskFact),
    ...evidence.programs.map((program) => ({
      id: `program:${program.program}`,
      group: 'backup' as const,
      label: program.program,
      value: program.path ?? 'Not found on the PATH of the server',
      state: 'known' as const,
      sources: [nameOfSource(program.source)],
    })),
    ...tracingFacts(evidence),
    ...stoppedThreads(evidence),
    ...hotfixFacts(evidence),
  ];
}

function diskFact({ disk, freeBytes, source }: DiskReading): KnownFact {
  const low = freeBytes < LOW_BYTES ? ', nearly full' : '';
  return {
    id: `disk:${disk}`,
    group: 'site',
    label: `Free space on ${disk}`,
    value: `${sizeInWords(freeBytes)}${low}`,
    state: 'known',
    sources: [nameOfSource(source)],
  };
}

function sizeInWords(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes < 1024) return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
  const gigabytes = megabytes / 1024;
  return `${gigabytes < 10 ? gigabytes.toFixed(1) : Math.round(gigabytes)} GB`;
}

function tracingFacts({ tracing }: SiteEvidence): readonly KnownFact[] {
  const told = tracing.filter((reading) => reading.enabled !== null);
  const [first] = told;
  if (first === undefined) return [];
  const off = told.filter((reading) => reading.enabled === false);
  const names = off.slice(0, MOST_NAMED).map((reading) => reading.component);
  const more = off.length - names.length;
  const value =
    off.length === 0
      ? `On for ${told.length === 1 ? '1 component' : `all ${told.length} components`}`
      : off.length === told.length
        ? `Off for ${told.length === 1 ? '1 component' : `all ${told.length} components`}`
        : `On for ${told.length - off.length}, off for ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    {
      id: 'tracing',
      group: 'logs',
      label: 'Logging of components',
      value,
      state: 'known',
      sources: [nameOfSource((off[0] ?? first).source)],
    },
  ];
}

function stoppedThreads({ threadStates }: SiteEvidence): readonly KnownFact[] {
  if (threadStates.length === 0) return [];
  const stopped = threadStates.filter((reading) => /^stopped$/i.test(reading.currentState.trim()));
  const names = stopped.slice(0, MOST_NAMED).map((reading) => reading.thread);
  const more = stopped.length - names.length;
  const source = (stopped[0] ?? threadStates[0])?.source;
  return [
    {
      id: 'thread-states',
      group: 'services',
      label: 'Threads of the Executive in the registry',
      value:
        stopped.length === 0
          ? `${threadStates.length}, none stopped; a thread that hangs shows as running too`
          : `${threadStates.length}, stopped: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      state: 'known',
      sources: source === undefined ? [] : [nameOfSource(source)],
    },
  ];
}

function hotfixFacts({ hotfixes }: SiteEvidence): readonly KnownFact[] {
  const [first] = hotfixes;
  if (first === undefined) return [];
  const names = [...new Set(hotfixes.map((hotfix) => hotfix.value))].sort();
  return [
    {
      id: 'hotfixes',
      group: 'version',
      label: 'Hotfixes',
      value: names.join(', '),
      state: 'known',
      sources: [nameOfSource(first.source)],
    },
  ];
}
