/** What the wizard does for the action of a step. */
import type { PlanAction } from '../../engine/knowledge/plan.ts';
import type { RemedyAction } from '../action.ts';
import { RemedyError } from '../remedy-error.ts';
import { checkControlFile } from './check-control-file.ts';
import { checkNoCrash, checkRelease } from './check-evidence.ts';
import { checkFileSize, checkQuietFile } from './check-file.ts';
import { checkProgram } from './check-program.ts';
import { collectAgain } from './collect-again.ts';
import { editControlFile } from './edit-control-file.ts';
import { endServiceProcess } from './end-process.ts';
import { readRelease } from './read-release.ts';
import { scanLog } from './scan-log.ts';
import { startService } from './start-service.ts';
import { stopService } from './stop-service.ts';
import { checkNewProcess, checkService, waitService } from './wait-service.ts';
import { watchDrain } from './watch-drain.ts';
import { watchLogs } from './watch-logs.ts';

/** @throws RemedyError `plan-not-readable` for an action that this program does not know or does not do */
export function actionOf(said: PlanAction): RemedyAction {
  switch (said.do) {
    case 'check-service':
      return said.newProcess === true
        ? checkNewProcess(said.service)
        : checkService(said.service, said.wants, said.absentIsFine ?? false);
    case 'check-file-size':
      return checkFileSize(said.file, said.atMostBytes);
    case 'check-quiet-file':
      return checkQuietFile(said.file, said.seconds);
    case 'check-release':
      return checkRelease(said.anyOf);
    case 'check-program':
      return checkProgram(said.program);
    case 'check-no-crash':
      return checkNoCrash();
    case 'check-control-file':
      return checkControlFile();
    case 'stop-service':
      return stopService(said.service, said.limitSeconds);
    case 'start-service':
      return startService(said.service, said.limitSeconds);
    case 'wait-service':
      return waitService(said.service, said.wants, said.limitSeconds);
    case 'end-process':
      return endServiceProcess(said.service, said.image, said.limitSeconds);
    case 'edit-control-file':
      return editControlFile();
    case 'watch-logs':
      return watchLogs(said.families, said.limitSeconds);
    case 'watch-drain':
      return watchDrain(said.inbox, said.everySeconds, said.limitSeconds);
    case 'read-release':
      return readRelease();
    case 'scan-log':
      return scanLog(said.files, said.texts);
    case 'collect-again':
      return collectAgain();
    default:
      throw unknownAction(said);
  }
}

/** A plan that came with a case may be one of a newer program. */
function unknownAction(said: never): RemedyError {
  return new RemedyError(
    'plan-not-readable',
    `This program does not know the action of this step: ${JSON.stringify(said)}.`,
    'Do the step by hand, or use a newer version of the program.',
  );
}
