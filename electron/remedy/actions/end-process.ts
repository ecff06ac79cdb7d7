/** Ending the process of a service that does not stop: only the id the service reports, only of that image. */
import { endProcess, endProcessArguments } from '../../host/end-process.ts';
import { sentenceOf } from '../../host/failure.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { RemedyError } from '../remedy-error.ts';
import {
  type ServiceNow,
  callOptions,
  hostOf,
  pidAtStop,
  pidIn,
  serviceFacts,
  serviceNow,
  serviceSentence,
  smsService,
  wasAskedToStop,
} from '../service-now.ts';
import { needsHost, onComputer } from '../words.ts';

const POLL_SECONDS = 1;

const BY_HAND =
  'Do it on the server: end the process in Task Manager, or with Kill.exe of the Windows NT 4.0 Resource Kit (Q260366), and only the one whose number the service has. Then say so here.';

/** Whether the service's process is there and is the one that may be ended. */
function judge(now: ServiceNow, image: string, earlier: number | null): Look {
  const { service, pid } = now;
  const facts = serviceFacts(now);
  const said = (state: Look['state'], text: string, nextStep?: string): Look => ({
    state,
    text,
    facts,
    ...(nextStep === undefined ? {} : { trouble: { code: 'not-the-process', message: text, nextStep } }),
  });
  if (now.state === null) return said('unknown', serviceSentence(now), BY_HAND);
  if (now.state === 'not-installed') return said('other', serviceSentence(now), 'Leave this step out.');
  if (now.processes === null) {
    const text = `The list of processes could not be read, so it cannot be seen whose process is to be ended. ${now.why ?? ''}`;
    return said('unknown', text.trim(), BY_HAND);
  }
  if (pid === null) {
    if (now.state !== 'stopped')
      return said('unknown', `The service manager does not tell the process of ${service}.`, BY_HAND);
    if (earlier !== null && now.processes.get(earlier) === image) {
      const text = `${service} says that it is stopped, but process ${earlier} (${image}) is still there and is no longer reported by it. The wizard ends only what the service reports.`;
      return said('other', text, BY_HAND);
    }
    return said('after', `${service} is stopped and has no process any more.`);
  }
  if (now.image === null) return said('after', `Process ${pid} of ${service} does not exist any more.`);
  if (now.image !== image) {
    const text = `${service} reports process ${pid}, but that is ${now.image} and not ${image}. It is left alone.`;
    return said('other', text, 'Look on the server which process the service really has.');
  }
  if (earlier !== null && earlier !== pid) {
    return said(
      'after',
      `Process ${earlier} is gone. ${service} came back by itself and runs as process ${pid}.`,
    );
  }
  return said('before', `${service} is process ${pid}, and that is ${image}.`);
}

async function lookAt(context: ActionContext, service: string, image: string): Promise<Look> {
  const earlier = pidIn(context.intent?.shown.seen.facts) ?? pidAtStop(context, service);
  const now = await serviceNow(context, service);
  const look = judge(now, image, earlier);
  if (look.state !== 'before' || now.state === 'stop-pending' || wasAskedToStop(context, service))
    return look;
  const text = `${serviceSentence(now)} It was not asked to stop, so its process is not ended.`;
  const nextStep = `Do the step that stops ${service} first: a service that works stops by itself.`;
  return { ...look, state: 'other', text, trouble: { code: 'not-the-process', message: text, nextStep } };
}

/**
 * @param name service of SMS
 * @param imageName program that its process must be
 */
export function endServiceProcess(name: string, imageName: string, limitSeconds: number): RemedyAction {
  const service = smsService(name);
  const image = imageName.toLowerCase();
  return {
    limitSeconds,
    everySeconds: POLL_SECONDS,
    waitsFor: `the process of ${service} to be gone`,
    whyNot: needsHost,
    changes: true,
    relies: true,
    look: (context) => lookAt(context, service, image),
    show: (context, seen) => {
      const { target } = hostOf(context);
      const pid = pidIn(seen.facts);
      return {
        what: `Ends process ${String(pid)} (${image}), which is that of the service ${service}.`,
        commands: pid === null ? [] : [onComputer(['taskkill', ...endProcessArguments(target, pid)], target)],
        risks: [
          'What the threads are in the middle of is lost and done again after the start. A package that is being sent must be sent again.',
          'Do not do it while Sender.log still grows: a sender that finishes a large package is no hang (Q317893).',
        ],
        undo: null,
        agree: 'twice',
      };
    },
    act: async (context, shown) => {
      const { host, target } = hostOf(context);
      const pid = pidIn(shown.seen.facts);
      // Ids are given again to other programs: looked at once more directly before.
      const now = await serviceNow(context, service);
      if (pid === null || now.pid !== pid || now.image !== image) {
        throw new RemedyError(
          'not-the-process',
          `${service} no longer has process ${String(pid)} (${image}). Nothing was ended. ${serviceSentence(now)}`,
          'Look again.',
        );
      }
      const ended = await endProcess(host, target, pid, callOptions(context.signal));
      if (ended.end === 'refused') {
        throw new RemedyError(
          'process-not-ended',
          `Process ${pid} was not ended. ${sentenceOf('taskkill', ended.failure, target)}`,
          BY_HAND,
        );
      }
    },
    atLimit: (seen) => ({
      code: 'process-not-ended',
      message: `The process was still there after ${limitSeconds} seconds. ${seen.text}`,
      nextStep: `Try again. If it stays, restart the server (Q295309). ${BY_HAND}`,
    }),
  };
}
