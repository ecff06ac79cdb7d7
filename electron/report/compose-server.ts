/** The site server: services, the control file of the backup, disks, helper programs, hotfixes and logging. */
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, Words } from './document.ts';
import { count, sizeWords } from './words.ts';

const MOST_NAMED = 6;

/** Services with their states, the control file, and what else was read of the server. */
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
              { label: 'Source' },
            ],
            rows: shown.map((service) => ({
              cells: [
                { code: service.service },
                service.state,
                service.expected ? 'yes' : 'no',
                service.source,
              ],
            })),
          },
        ];
  const items: Words[] = [
    ...diagnosis.controlFiles.map((file): Words => [
      'Backup control file ',
      { code: file.path },
      `: ${file.note}`,
    ]),
    ...serverItems(diagnosis),
  ];
  if (items.length > 0) blocks.push({ kind: 'list', ordered: false, items });
  return { id: 'services', title: 'Services, backup and the server', blocks };
}

function serverItems({ server }: Diagnosis): readonly Words[] {
  const off = server.tracing.filter((reading) => reading.enabled === false);
  const stopped = server.threadStates.filter((reading) => /^stopped$/i.test(reading.state));
  return [
    ...server.disks.map((disk): Words => [
      'Free space on ',
      { code: disk.disk },
      `: ${sizeWords(disk.freeBytes)} (${disk.source}).`,
    ]),
    ...server.programs.map((program): Words => [
      { code: program.program },
      ...(program.path === null
        ? [' was not found on the PATH of the server']
        : [' stands at ', { code: program.path }]),
      ` (${program.source}).`,
    ]),
    ...(server.hotfixes.length === 0
      ? []
      : [`Hotfixes: ${[...new Set(server.hotfixes.map((hotfix) => hotfix.id))].sort().join(', ')}.`]),
    ...(off.length === 0
      ? []
      : [
          `Logging is turned off for ${named(off.map((reading) => reading.component))} (${off[0]?.source ?? ''}).`,
        ]),
    ...(stopped.length === 0
      ? []
      : [
          `Stopped in the registry: ${named(stopped.map((reading) => reading.thread))} (${stopped[0]?.source ?? ''}).`,
        ]),
  ];
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${count(more, 'other', 'others')}`
    : names.join(', ');
}
