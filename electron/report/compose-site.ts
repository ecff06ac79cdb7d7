import type { Diagnosis, InboxAssessment, Stall } from '../engine/reasoning/diagnosis.ts';
import type { Block, Row, Section, Tone } from './document.ts';
import { ageWords, count, plainTime, sizeWords, wholeNumber } from './words.ts';

const kinds: Readonly<Record<InboxAssessment['kind'], string>> = {
  queue: 'queue',
  store: 'files stay by design',
  rejects: 'put aside',
  unknown: 'not described',
};

const judgements = { true: '▲ Backlog', false: '○ No backlog', unknown: '? Not decided' } as const;

/** Inboxes that hold files, backlogs first, with a bar each; the empty ones in a sentence. */
export function inboxSection(diagnosis: Diagnosis): Section {
  const filled = diagnosis.inboxes
    .filter((inbox) => inbox.files > 0)
    .sort((a, b) => rank(a) - rank(b) || b.files - a.files || a.path.localeCompare(b.path, 'en'));
  const empty = diagnosis.inboxes.length - filled.length;
  const most = Math.max(1, ...filled.map((inbox) => inbox.files));
  const blocks: Block[] = [];
  if (diagnosis.inboxes.length === 0) {
    blocks.push({ kind: 'paragraph', words: 'Not collected: no inbox was in what was read.' });
  }
  if (filled.length > 0) {
    blocks.push({
      kind: 'table',
      caption: 'Inboxes that hold files',
      barLabel: 'Files',
      columns: [
        { label: 'Inbox' },
        { label: 'Files', numeric: true },
        { label: 'Size', numeric: true },
        { label: 'Oldest file' },
        { label: 'Judgement' },
      ],
      rows: filled.map((inbox) => inboxRow(inbox, most)),
    });
  }
  if (empty > 0) {
    blocks.push({
      kind: 'paragraph',
      words: `${count(empty, 'inbox', 'inboxes')} ${empty === 1 ? 'is' : 'are'} empty.`,
    });
  }
  return { id: 'inboxes', title: 'Inboxes', blocks };
}

function rank(inbox: InboxAssessment): number {
  if (inbox.judgement === 'true') return 0;
  return inbox.judgement === 'unknown' ? 1 : 2;
}

function inboxRow(inbox: InboxAssessment, most: number): Row {
  const tone: Tone = inbox.judgement === 'true' ? 'caution' : 'neutral';
  const oldest =
    inbox.oldest === null
      ? 'not known'
      : `${plainTime(inbox.oldest)}${inbox.oldestAgeMinutes === null ? '' : ` (${inbox.oldestAgeMinutes < 0 ? 'after the time of the evidence' : `${ageWords(inbox.oldestAgeMinutes)} old`})`}`;
  const zero = inbox.zeroByteFiles > 0 ? ` ${count(inbox.zeroByteFiles, 'file')} of zero bytes.` : '';
  const role = inbox.reader === null ? kinds[inbox.kind] : `${kinds[inbox.kind]}, ${inbox.reader}`;
  return {
    cells: [
      [{ code: inbox.path }, ` ${role}`],
      wholeNumber(inbox.files),
      sizeWords(inbox.bytes),
      oldest,
      `${judgements[inbox.judgement]}. ${inbox.why}${zero}`,
    ],
    bar: { share: inbox.files / most, tone },
  };
}

const stallKinds: Readonly<Record<Stall['kind'], string>> = {
  waiting: '▲ Repeats a waiting line',
  silent: '▲ Silent while others went on',
  idle: '○ Silent, nothing says it had work',
};

/** Threads that stood still, and the last line of every thread. */
export function stallSection(diagnosis: Diagnosis): Section {
  const blocks: Block[] =
    diagnosis.stalls.length === 0
      ? [{ kind: 'paragraph', words: 'No thread was seen to stand still in the logs that were read.' }]
      : [
          {
            kind: 'table',
            caption: 'Threads that stood still',
            columns: [
              { label: 'Component' },
              { label: 'Since (server time)' },
              { label: 'How' },
              { label: 'Last line' },
            ],
            rows: diagnosis.stalls.map((stall) => ({
              cells: [
                { code: stall.component },
                shortTime(stall.since),
                stallKinds[stall.kind],
                [{ code: stall.text }, ` ${stall.lastLine}`],
              ],
            })),
          },
        ];
  if (diagnosis.threads.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'threads',
        title: 'Last line of every component',
        folded: true,
        blocks: [
          {
            kind: 'table',
            caption: 'Components in the logs',
            columns: [
              { label: 'Component' },
              { label: 'Lines', numeric: true },
              { label: 'Last line at' },
              { label: 'Last line' },
            ],
            rows: diagnosis.threads.map((thread) => ({
              cells: [
                { code: thread.component },
                wholeNumber(thread.lines),
                shortTime(thread.lastTime),
                [{ code: thread.lastText }, ` ${thread.lastLine}`],
              ],
            })),
          },
        ],
      },
    });
  }
  return { id: 'stalls', title: 'Threads that stood still', blocks };
}

const eventWords: Readonly<Record<string, string>> = {
  'service-started': 'started',
  'service-stopped': 'stopped',
  'backup-started': 'backup started',
  'backup-completed': 'backup completed',
};

/** Services, the control file of the backup, and starts, stops and backups as logged. */
export function servicesSection(diagnosis: Diagnosis): Section {
  // A service that need not run and of which nothing is known tells the reader nothing.
  const shown = diagnosis.services.filter((service) => service.expected || service.state !== 'not collected');
  const blocks: Block[] =
    shown.length === 0
      ? [{ kind: 'paragraph', words: 'Not collected: nothing says which services were running.' }]
      : [
          {
            kind: 'table',
            caption: 'SMS services',
            columns: [
              { label: 'Service' },
              { label: 'State' },
              { label: 'Expected to run' },
              { label: 'What it is for' },
              { label: 'Source' },
            ],
            rows: shown.map((service) => ({
              cells: [
                { code: service.service },
                service.state,
                service.expected ? 'yes' : 'no',
                service.role,
                service.source,
              ],
            })),
          },
        ];
  if (diagnosis.controlFiles.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: diagnosis.controlFiles.map((file) => [
        'Backup control file ',
        { code: file.path },
        `: ${file.note}`,
      ]),
    });
  }
  if (diagnosis.events.length > 0) {
    blocks.push({
      kind: 'table',
      caption: 'Starts, stops and backups in the logs',
      columns: [{ label: 'Server time' }, { label: 'Service' }, { label: 'What' }, { label: 'Line' }],
      rows: diagnosis.events.map((event) => ({
        cells: [
          shortTime(event.time),
          { code: event.service },
          eventWords[event.kind] ?? event.kind,
          [{ code: event.text }, ` ${event.source}`],
        ],
      })),
    });
  }
  return { id: 'services', title: 'Services and backup', blocks };
}

/** What was read, what was not there, what could not be used, and what was answered by hand. */
export function coverageSection(diagnosis: Diagnosis): Section {
  const blocks: Block[] = [];
  if (diagnosis.notCollected.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'not-collected',
        title: 'Not collected',
        blocks: [{ kind: 'list', ordered: false, items: diagnosis.notCollected }],
      },
    });
  }
  if (diagnosis.unreadable.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'unreadable',
        title: 'There, but not readable',
        blocks: [
          {
            kind: 'table',
            caption: 'What could not be used',
            columns: [{ label: 'Source' }, { label: 'Why' }],
            rows: diagnosis.unreadable.map((item) => ({ cells: [{ code: item.source }, item.why] })),
          },
        ],
      },
    });
  }
  if (diagnosis.answers.length > 0) {
    blocks.push({
      kind: 'table',
      caption: 'Answered by hand',
      columns: [{ label: 'Question' }, { label: 'Answer' }, { label: 'By' }, { label: 'When' }],
      rows: diagnosis.answers.map((answer) => ({
        cells: [
          answer.question,
          answer.value,
          answer.by ?? 'not said',
          answer.at === null ? 'not said' : plainTime(answer.at),
        ],
      })),
    });
  }
  if (diagnosis.logs.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'logs',
        title: 'Logs that were read',
        folded: true,
        blocks: [
          {
            kind: 'table',
            caption: 'Logs',
            columns: [
              { label: 'File' },
              { label: 'Size', numeric: true },
              { label: 'Lines', numeric: true },
              { label: 'First line at' },
              { label: 'Last line at' },
              { label: 'Garbled lines', numeric: true },
            ],
            rows: diagnosis.logs.map((log) => ({
              cells: [
                { code: log.path },
                sizeWords(log.bytes),
                wholeNumber(log.lines),
                shortTime(log.firstTime),
                shortTime(log.lastTime),
                wholeNumber(log.garbled),
              ],
            })),
          },
        ],
      },
    });
  }
  if (blocks.length === 0) {
    blocks.push({ kind: 'paragraph', words: 'Everything that was looked for was there and readable.' });
  }
  return { id: 'coverage', title: 'What was read and what was not', blocks };
}

/** Every place the release was read from, and how they differ. */
export function releaseSection(diagnosis: Diagnosis): Section {
  const blocks: Block[] = [];
  if (diagnosis.site.releaseDispute !== null)
    blocks.push({ kind: 'paragraph', words: diagnosis.site.releaseDispute });
  blocks.push(
    diagnosis.site.releaseSources.length === 0
      ? { kind: 'paragraph', words: 'Not collected: nothing that was read tells the release.' }
      : {
          kind: 'table',
          caption: 'Where the release was read',
          columns: [{ label: 'Value' }, { label: 'Source' }],
          rows: diagnosis.site.releaseSources.map((source) => ({
            cells: [{ code: source.value }, source.source],
          })),
        },
  );
  return { id: 'release', title: 'Which release this site runs', blocks };
}

/** Time for a table whose head says that it is server time. */
function shortTime(iso: string | null): string {
  return iso === null ? 'not known' : plainTime(iso);
}
