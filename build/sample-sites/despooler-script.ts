/**
 * Despool.log. Only the waiting line is printed for SMS 2.0 (Q260366, Q304381). The other texts are those of the
 * same component in SMS 1.x (Q169491) and in later releases.
 */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import type { SeededRandom } from './seeded-random.ts';
import { MINUTE, SECOND } from './server-clock.ts';
import type { SiteProfile } from './site-profile.ts';

export const WAITING_LINE = 'Waiting for an available despooling thread';

/** One line of the despooler before it is dated and given its thread. */
export interface DespoolerLine {
  readonly time: ServerTime;
  readonly text: string;
  /** Logged by a despooling thread, not by the despooler's own. */
  readonly worker: boolean;
}

/** One instruction from found to done; the waits are what it says while all despooling threads are busy. */
export function despoolInstruction(
  site: SiteProfile,
  chance: SeededRandom,
  from: ServerTime,
  workerThread: number,
  waits: number,
): DespoolerLine[] {
  const lines: DespoolerLine[] = [];
  let time = from;
  const say = (text: string, worker: boolean, upTo = 900): void => {
    lines.push({ time, text, worker });
    time += chance.whole(20, upTo);
  };
  const sender = chance.pick(site.children);
  const name = `${chance.whole(1, 9)}${chance.fileName(4).toLowerCase()}${sender.toLowerCase()}`;
  const receive = `${site.smsDirectory}\\inboxes\\despoolr.box\\receive`;
  const isPackage = chance.chance(0.3);
  const kind = isPackage ? 'PACKAGE' : 'REPLICATION';
  say(`~Found ready instruction ${name}.sni`, false);
  say(`~Used ${waits > 0 ? 3 : chance.whole(0, 2)} out of 3 despooling threads`, false);
  for (let count = 0; count < waits; count += 1) {
    lines.push({ time, text: `~${WAITING_LINE}`, worker: false });
    time += chance.whole(2, 6) * SECOND;
  }
  say(`~Created a new despooling thread ${workerThread.toString(16).toUpperCase()}`, false);
  say(`~Executing instruction of type MICROSOFT|SMS|MINIJOBINSTRUCTION|${kind}`, true, 4000);
  if (isPackage) {
    const id = `${site.parentCode}000${chance.whole(16, 63).toString(16).toUpperCase()}`;
    say(
      `~Received package ${id} version ${chance.whole(1, 4)}. Compressed file -  ${receive}\\${name}.pck`,
      true,
      40_000,
    );
  }
  say('~Despooler successfully executed one instruction.', true);
  say('~Waiting for ready instruction file....', false);
  return lines;
}

/**
 * The hang: three instructions are taken and never finish, then the despooler only waits.
 * @param firstWait time of the first waiting line
 * @param until last moment that may carry a line
 * @param everySeconds mean distance of two waiting lines
 * @param workerThread gives the ids of the three despooling threads that hang
 */
export function despoolerHang(
  site: SiteProfile,
  chance: SeededRandom,
  firstWait: ServerTime,
  until: ServerTime,
  everySeconds: number,
  workerThread: () => number,
): DespoolerLine[] {
  const lines: DespoolerLine[] = [];
  const begin = firstWait - 50 * SECOND;
  for (let used = 0; used < 3; used += 1) {
    const time = begin + used * 12 * SECOND;
    const name = `${chance.whole(1, 9)}${chance.fileName(4).toLowerCase()}${chance.pick(site.children).toLowerCase()}`;
    const worker = workerThread().toString(16).toUpperCase();
    lines.push(
      { time, text: `~Found ready instruction ${name}.sni`, worker: false },
      { time: time + 90, text: `~Used ${used} out of 3 despooling threads`, worker: false },
      { time: time + 180, text: `~Created a new despooling thread ${worker}`, worker: false },
      {
        time: time + 260,
        text: '~Executing instruction of type MICROSOFT|SMS|MINIJOBINSTRUCTION|REPLICATION',
        worker: true,
      },
    );
  }
  let time = firstWait;
  while (time <= until) {
    lines.push({ time, text: `~${WAITING_LINE}`, worker: false });
    time += Math.round(everySeconds * SECOND * (0.9 + 0.2 * chance.next()));
  }
  return lines;
}

/** Ordinary work from one moment to another, an instruction every few minutes. */
export function despoolerWork(
  site: SiteProfile,
  chance: SeededRandom,
  from: ServerTime,
  until: ServerTime,
  workerThread: () => number,
  everyMinutes: number,
): DespoolerLine[] {
  const lines: DespoolerLine[] = [];
  let time = from;
  while (time + MINUTE < until) {
    lines.push(...despoolInstruction(site, chance, time, workerThread(), 0));
    time += Math.round(everyMinutes * MINUTE * (0.6 + 0.8 * chance.next()));
  }
  return lines.filter((line) => line.time < until);
}
