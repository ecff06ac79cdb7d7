/** What must be seen before one goes on, from what a step looks at or brings about. */
import type { PlanAction } from '../../engine/knowledge/plan.ts';
import { count, sizeWords } from '../words.ts';

/**
 * @param goal release that an upgrade is to reach, null when there is none
 * @returns a sentence
 */
export function goOnWhen(action: PlanAction, goal: string | null): string {
  switch (action.do) {
    case 'check-service':
    case 'wait-service':
      return serviceWords(action.service, action.wants, action.do === 'check-service' && action.absentIsFine);
    case 'stop-service':
      return serviceWords(action.service, 'stopped');
    case 'start-service':
      return serviceWords(action.service, 'running');
    case 'end-process':
      return `${action.image} is gone from Task Manager, and ${action.service} is stopped.`;
    case 'check-file-size':
      return `${windows(action.file)} is not there, or not larger than ${sizeWords(action.atMostBytes)}.`;
    case 'check-quiet-file':
      return `${windows(action.file)} did not change for ${timeWords(action.seconds)}.`;
    case 'check-release':
      return `The site runs ${action.anyOf.join(' or ')}.`;
    case 'check-program':
      return `${action.program} is found in a folder of the system PATH.`;
    case 'check-no-crash':
      return 'There is no crash folder of the time when the trouble began.';
    case 'check-control-file':
      return 'The section [Start] is as described, or has the pauses already.';
    case 'edit-control-file':
      return 'The pauses are in [Start], and nothing else differs from the copy.';
    case 'watch-logs':
      return `These logs have new lines: ${action.families.map((family) => `${family}.log`).join(', ')}. One that is not there does not count.`;
    case 'watch-drain':
      return `${windows(action.inbox)} is empty, or its files become clearly fewer.`;
    case 'read-release':
      return `Every place shows ${goal ?? 'the new release'}.`;
    case 'scan-log':
      return `${action.files.join(', ')} holds no line with ${action.texts.join(' or ')} of this setup.`;
    case 'collect-again':
      return 'The new reading shows it.';
  }
}

function serviceWords(service: string, wants: 'running' | 'stopped', absentIsFine = false): string {
  const absent = absentIsFine ? ', or not installed' : '';
  return wants === 'running'
    ? `${service} is started${absent}.`
    : `${service} is stopped and its process is gone${absent}.`;
}

function windows(path: string): string {
  return path.replaceAll('/', '\\');
}

function timeWords(seconds: number): string {
  return seconds % 60 === 0 ? count(seconds / 60, 'minute') : count(seconds, 'second');
}
