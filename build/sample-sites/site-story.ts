/** What happened on a site server, and the logs that came of it. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { COMPONENT_SCRIPTS, EXECUTIVE_THREADS } from './component-scripts.ts';
import type { ComponentScript, Said, ScriptContext } from './component-scripts.ts';
import { despoolInstruction, despoolerHang, despoolerWork } from './despooler-script.ts';
import type { DespoolerLine } from './despooler-script.ts';
import { LogBook, statusLine } from './log-book.ts';
import type { StatusMessage } from './log-book.ts';
import { SeededRandom } from './seeded-random.ts';
import { clockParts, MINUTE, padded, SECOND } from './server-clock.ts';
import type { SiteProfile } from './site-profile.ts';

/** The Executive's threads stand still from a moment on, while the despooler repeats its waiting line. */
export interface Hang {
  /** Last moment at which another thread of the Executive logged. */
  readonly silentFrom: ServerTime;
  readonly firstWait: ServerTime;
  readonly everySeconds: number;
}

/** A time during which the services ran. */
export interface ServicesRun {
  /** Start, or where the logs begin when `startSeen` is false. */
  readonly from: ServerTime;
  readonly to: ServerTime;
  /** False when the services had been started before the logs begin. */
  readonly startSeen: boolean;
  /** How it ended: told to stop, cut off by a restart of the machine, or still running when the logs end. */
  readonly end: 'stopped' | 'cut' | 'still-running';
  readonly hang?: Hang;
  /** Moments at which the despooler had to wait a little and then went on. */
  readonly busyMoments?: readonly { readonly at: ServerTime; readonly waits: number }[];
}

export interface BackupRun {
  readonly from: ServerTime;
  readonly to: ServerTime;
}

export interface SiteStory {
  readonly runs: readonly ServicesRun[];
  readonly backups: readonly BackupRun[];
  /** Components whose ordinary rounds the scenario writes itself. */
  readonly withoutRounds?: readonly string[];
  /** How often the despooler gets an instruction, in minutes. */
  readonly instructionEveryMinutes: number;
}

/** @returns the logs of the site; scenarios may add entries of their own before they are written */
export function tellStory(site: SiteProfile, story: SiteStory): LogBook {
  const book = new LogBook();
  for (const [index, run] of story.runs.entries()) {
    const teller = new RunTeller(site, book, run, new SeededRandom(`${site.seed} run ${index}`));
    for (const script of COMPONENT_SCRIPTS) teller.tell(script, story.withoutRounds ?? []);
    if (run.startSeen) teller.tellExecutiveStart();
    teller.tellDespooler(story.instructionEveryMinutes);
  }
  for (const [index, backup] of story.backups.entries()) {
    tellBackup(site, book, backup, new SeededRandom(`${site.seed} backup ${index}`));
  }
  return book;
}

/** Process ids of the three services; they change with each run. */
interface Processes {
  readonly SMS_EXECUTIVE: number;
  readonly SMS_SITE_COMPONENT_MANAGER: number;
  readonly SMS_SQL_MONITOR: number;
}

class RunTeller {
  readonly #site: SiteProfile;
  readonly #book: LogBook;
  readonly #run: ServicesRun;
  readonly #chance: SeededRandom;
  readonly #processes: Processes;
  #nextThread: number;

  constructor(site: SiteProfile, book: LogBook, run: ServicesRun, chance: SeededRandom) {
    this.#site = site;
    this.#book = book;
    this.#run = run;
    this.#chance = chance;
    this.#nextThread = chance.whole(150, 260);
    this.#processes = {
      SMS_EXECUTIVE: chance.whole(200, 900),
      SMS_SITE_COMPONENT_MANAGER: chance.whole(100, 199),
      SMS_SQL_MONITOR: chance.whole(901, 1100),
    };
  }

  /** Start lines, rounds of work until the end or the hang, and the stop lines of one component. */
  tell(script: ComponentScript, withoutRounds: readonly string[]): void {
    const run = this.#run;
    const thread = this.#newThread();
    const ownPart = { component: script.component, file: script.file, thread, host: script.host };
    const hang = script.host === 'SMS_EXECUTIVE' ? run.hang : undefined;
    const until = hang?.silentFrom ?? run.to;
    let time = run.from + this.#chance.whole(2, 45) * SECOND;
    if (run.startSeen) {
      if (script.host === 'SMS_EXECUTIVE') time += 40 * SECOND;
      this.#say(ownPart, script.start(this.#context()), time, until);
      time += 20 * SECOND;
    }
    if (!withoutRounds.includes(script.component)) {
      const first = this.#chance.next();
      let round = time + Math.round(script.everyMinutes * MINUTE * (run.startSeen ? 0.3 : first));
      while (round < until - MINUTE) {
        this.#say(ownPart, script.round(this.#context()), round, until);
        round += Math.round(script.everyMinutes * MINUTE * (0.6 + 0.8 * this.#chance.next()));
      }
    }
    if (run.end === 'stopped' && !hang) this.#tellStop(ownPart);
  }

  /** Smsexec.log at a start (texts of later releases; the first also in Q261286). */
  tellExecutiveStart(): void {
    const library = `${this.#site.smsDirectory}\\bin\\i386`;
    const part = {
      component: 'SMS_EXECUTIVE',
      file: 'Smsexec',
      thread: this.#newThread(),
      host: 'SMS_EXECUTIVE',
    } as const;
    const said: Said[] = [
      'Starting SMS_EXECUTIVE...',
      'Microsoft Systems Management Server 2.0',
      'Running as a Win32 service.',
      'Initializing the status message reporting system...',
      'Registered this process as a source of "SMS Server" events.',
      'Status message reporting system initialized successfully.',
      { id: 500, severity: 'I' },
      ...EXECUTIVE_THREADS.map(
        (name) =>
          `${name} initialized, program folder = "${library}", startup type = "Always", current state = "Stopped", requested operation = "None".`,
      ),
      ...EXECUTIVE_THREADS.map((name) => `${name} started.`),
    ];
    this.#say(part, said, this.#run.from + 20 * SECOND, this.#run.to);
  }

  tellDespooler(everyMinutes: number): void {
    const run = this.#run;
    const own = this.#newThread();
    const worker = (): number => this.#newThread();
    const begin = run.from + 70 * SECOND;
    const lines: DespoolerLine[] = [];
    if (run.startSeen) {
      lines.push({ time: begin, text: this.#statusText('SMS_DESPOOLER', own, 500, begin), worker: false });
      lines.push({ time: begin + 400, text: '~Waiting for ready instruction file....', worker: false });
    }
    if (run.hang) {
      const { firstWait, everySeconds } = run.hang;
      lines.push(...despoolerHang(this.#site, this.#chance, firstWait, run.to, everySeconds, worker));
    } else {
      lines.push(
        ...despoolerWork(this.#site, this.#chance, begin + 2 * SECOND, run.to, worker, everyMinutes),
      );
      for (const { at, waits } of run.busyMoments ?? []) {
        lines.push(...despoolInstruction(this.#site, this.#chance, at, worker(), waits));
      }
      if (run.end === 'stopped') {
        const last = run.to - 5 * SECOND;
        lines.push({ time: last, text: this.#statusText('SMS_DESPOOLER', own, 502, last), worker: false });
      }
    }
    let workerThread = own;
    for (const line of lines.sort((left, right) => left.time - right.time)) {
      const made = /despooling thread ([0-9A-F]+)$/.exec(line.text)?.[1];
      if (made !== undefined) workerThread = Number.parseInt(made, 16);
      this.#book.add({
        file: 'Despool',
        component: 'SMS_DESPOOLER',
        time: line.time,
        thread: line.worker ? workerThread : own,
        message: line.text,
      });
    }
  }

  #tellStop(part: SpeakingPart): void {
    const stop: Said[] = [
      { id: 501, severity: 'I' },
      `${part.component} stopped`, // Q263359
      { id: 502, severity: 'I' },
    ];
    const leadSeconds = part.host === 'SMS_EXECUTIVE' ? this.#chance.whole(10, 25) : 4;
    this.#say(part, stop, this.#run.to - leadSeconds * SECOND, this.#run.to);
  }

  #say(part: SpeakingPart, said: readonly Said[], from: ServerTime, until: ServerTime): void {
    let time = from + this.#chance.whole(0, 900);
    const worker = this.#lastWorker;
    for (const item of said) {
      if (time > until) return;
      const isStatus = typeof item === 'object' && 'id' in item;
      const text = isStatus
        ? this.#statusText(part.component, part.thread, item.id, time, item, part.host)
        : typeof item === 'string'
          ? item
          : item.text;
      const byWorker = typeof item === 'object' && 'worker' in item;
      this.#book.add({
        file: part.file,
        component: part.component,
        time,
        thread: byWorker ? worker : part.thread,
        message: text,
      });
      time += this.#chance.whole(10, 700);
    }
  }

  #statusText(
    component: string,
    thread: number,
    id: number,
    time: ServerTime,
    status: StatusMessage = { id, severity: 'I' },
    host: ComponentScript['host'] = 'SMS_EXECUTIVE',
  ): string {
    const sender = {
      component,
      server: this.#site.server,
      siteCode: this.#site.code,
      process: this.#processes[host],
      thread,
    };
    return statusLine(status, sender, time, this.#site.zone);
  }

  #lastWorker = 0;

  #context(): ScriptContext {
    this.#lastWorker = this.#newThread();
    return { chance: this.#chance, site: this.#site, workerThread: this.#lastWorker };
  }

  #newThread(): number {
    this.#nextThread += this.#chance.whole(1, 9);
    if (this.#nextThread > 2900) this.#nextThread = 300;
    return this.#nextThread;
  }
}

interface SpeakingPart {
  readonly component: string;
  readonly file: string;
  readonly thread: number;
  readonly host: ComponentScript['host'];
}

const SERVICES_AROUND_BACKUP = ['SMS_SITE_COMPONENT_MANAGER', 'SMS_EXECUTIVE', 'SMS_SQL_MONITOR'] as const;

/**
 * Smsbkup.log. The form of the command line entry is that of Q310720, the last two entries are those of Q277729,
 * status messages 5005, 5007 and 5035 tell of stopped and started services and of the end.
 */
function tellBackup(site: SiteProfile, book: LogBook, backup: BackupRun, chance: SeededRandom): void {
  const thread = chance.whole(1000, 1300);
  const sender = {
    component: 'SMS_SITE_BACKUP',
    server: site.server,
    siteCode: site.code,
    process: chance.whole(1200, 1500),
    thread,
  };
  const say = (time: ServerTime, said: string | StatusMessage): void =>
    book.add({
      file: 'Smsbkup',
      component: 'SMS_SITE_BACKUP',
      time,
      thread,
      message: typeof said === 'string' ? said : statusLine(said, sender, time, site.zone),
    });
  const begin = backup.from;
  say(begin, 'SMS site backup service is starting...');
  say(begin + 300, { id: 500, severity: 'I' });
  say(begin + 900, `Reading control file ${site.smsDirectory}\\inboxes\\smsbkup.box\\Smsbkup.ctl`);
  for (const [index, service] of SERVICES_AROUND_BACKUP.entries()) {
    say(begin + (31 + index * 2) * SECOND, {
      id: 5005,
      severity: 'I',
      strings: [service, `\\\\${site.server}`],
    });
  }
  const work = ['MACHINFO.BAT', 'ECHO', 'NET'];
  const span = backup.to - begin - 3 * MINUTE;
  for (const [index, program] of work.entries()) {
    const time = begin + MINUTE + Math.round((span * (index + 1)) / (work.length + 1));
    say(time, `Successfully ran command line '${program}' (exit status 0).`);
  }
  for (const [index, service] of SERVICES_AROUND_BACKUP.entries()) {
    say(backup.to - (30 - index * 6) * SECOND, {
      id: 5007,
      severity: 'I',
      strings: [service, `\\\\${site.server}`],
    });
  }
  say(backup.to - SECOND, { id: 5035, severity: 'I' });
  const at = clockParts(backup.to);
  const date = `${padded(at.month)}/${padded(at.day)}/${padded(at.year % 100)}`;
  const clock = `${padded(at.hour)}:${padded(at.minute)}:${padded(at.second)}`;
  say(backup.to, `${date} ${clock} - backup completed.`);
  say(backup.to + 40, 'SMS site backup service is stopping.');
  say(backup.to + 90, { id: 502, severity: 'I' });
}
