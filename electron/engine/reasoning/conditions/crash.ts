/** Is there a crash folder of about the time of the stall? A hang leaves none. */
import type { CrashCondition } from '../../knowledge/entry.ts';
import { isoServerTime, wordsOfTime } from '../../time/format.ts';
import type { ServerTime } from '../../time/server-time.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import { nameOfSource } from '../../evidence/citing.ts';
import type { Situation } from '../situation.ts';

/** Judges whether SMS_EXECUTIVE crashed at about the time of the stall. */
export function judgeCrash(
  { hours }: CrashCondition['crashNear'],
  { evidence, stalls, reference }: Situation,
): Judgement {
  if (!evidence.coverage.crashes && evidence.crashes.length === 0) {
    return isUnknown('The folder in which crash folders stand was not collected.');
  }
  const moment = stalls.began?.time ?? reference.until;
  const window = hours * 3_600_000;
  // A crash of another service (Q267889 is one of Site Component Manager) says nothing about the Executive.
  const crashes = evidence.crashes.filter(
    (crash) => crash.service === null || crash.service.toUpperCase() === 'SMS_EXECUTIVE',
  );
  const near = crashes.filter((crash) => crash.time !== null && Math.abs(crash.time - moment) <= window);
  if (near.length > 0) {
    return isTrue(
      `A crash was recorded within ${hours} hours of ${wordsOfTime(moment)}.`,
      near.map((crash) => ({
        fact: `Crash of ${crash.service ?? 'a service'}${crash.thread === null ? '' : `, thread ${crash.thread}`}${crash.time === null ? '' : `, ${wordsOfTime(crash.time)}`}`,
        source: nameOfSource(crash.source),
        text: crash.source.line === null || crash.time === null ? crash.folder : stampOfCrash(crash.time),
      })),
    );
  }
  if (crashes.some((crash) => crash.time === null)) {
    return isUnknown('There is a crash folder, but its time could not be read.');
  }
  return isFalse(
    crashes.length === 0
      ? 'There is no crash folder of SMS_EXECUTIVE.'
      : `The crash folders are of another time than ${wordsOfTime(moment)}.`,
  );
}

/** As Crash.log writes it: `05/17/2001 02:22:51`. */
function stampOfCrash(time: ServerTime): string {
  const [date = '', clock = ''] = isoServerTime(time).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${month}/${day}/${year} ${clock}`;
}
