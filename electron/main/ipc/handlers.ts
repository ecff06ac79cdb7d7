import { app, clipboard } from 'electron';
import type { BrowserWindow } from 'electron';
import { collectorInstructions } from '../../collector/collector.ts';
import type { Outcome, ReadingRequest } from '../../contract/ipc.ts';
import { typedFolder } from '../../host/find-folder.ts';
import { liveAbility } from '../../host/live.ts';
import { targetOf } from '../../host/server-name.ts';
import type { LogViewHandlers } from '../log-view/log-view-handlers.ts';
import { printCollectorInstructions, saveCollector } from '../collector-saving.ts';
import type { HandedOutPaths } from '../handed-out-paths.ts';
import type { Places } from '../places.ts';
import { saveReport } from '../report-saving.ts';
import { bundledSamples, samplePath } from '../sample-sites.ts';
import { agreeToServer } from '../server-consent.ts';
import type { CaseHandlers } from '../case/case-handlers.ts';
import type { CaseWork } from '../case/case-work.ts';
import type { SiteWork } from '../site-work.ts';
import { chooseSource } from '../source-dialog.ts';
import { testRuntimeNote } from '../test-runtime.ts';
import { ToldError } from '../told-error.ts';
import type { Handlers } from './envelope.ts';

async function startReading(
  request: ReadingRequest,
  places: Places,
  work: SiteWork,
  handedOut: HandedOutPaths,
  window: () => BrowserWindow,
  later: boolean,
): Promise<{ readingId: number }> {
  if (request.kind === 'paths') {
    const { paths, site } = request;
    handedOut.check(paths);
    return { readingId: work.startReading({ paths, ...(site === undefined ? {} : { site }) }, null, later) };
  }
  if (request.kind === 'server') {
    const { server, folder } = request;
    const ability = liveAbility(process.platform);
    if (!ability.possible) {
      throw new ToldError({
        code: 'not-on-this-system',
        message: ability.why ?? 'A server cannot be read live from this computer.',
        nextStep: 'Choose its SMS folder or share, or take the collector to it.',
      });
    }
    const target = targetOf(server);
    const typed = folder.trim() === '' ? '' : typedFolder(target, folder);
    await agreeToServer(window(), target, typed);
    return {
      readingId: work.startReading(
        { paths: [], server: { server: target.name ?? '', folder: typed } },
        null,
        later,
      ),
    };
  }
  const sample = (await bundledSamples(places.assetsFolder)).find(({ id }) => id === request.id);
  if (sample === undefined) {
    throw new ToldError({
      code: 'sample-unknown',
      message: `There is no sample site "${request.id}".`,
      nextStep: 'Choose one of the samples on the page Case.',
    });
  }
  return {
    readingId: work.startReading(
      { paths: [samplePath(places.assetsFolder, sample)], sample: true },
      sample.title,
    ),
  };
}

/** The value; an error is thrown as one that is told. */
function told<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new ToldError(outcome.error);
  return outcome.value;
}

/**
 * What answers each channel of the contract.
 * @param places Where the parts of the application stand.
 * @param work The site that is worked on.
 * @param handedOut The paths that may be read.
 * @param window Our open window; its dialogs belong to it.
 * @param logView What answers the channels of the log reader.
 * @param cases The open case.
 * @param caseChannels What answers the channels about cases, plans and runs.
 */
export function windowHandlers(
  places: Places,
  work: SiteWork,
  handedOut: HandedOutPaths,
  window: () => BrowserWindow,
  logView: LogViewHandlers,
  cases: CaseWork,
  caseChannels: CaseHandlers,
): Handlers {
  return {
    ...logView,
    ...caseChannels,
    'app:info': () => {
      const note = testRuntimeNote(process.env['SMS_SITE_DOCTOR_TEST_RUNTIME'], places.labelFolders);
      return {
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        platform: process.platform,
        testRuntime: note !== null,
        testRuntimeNote: note,
      };
    },
    'sample:list': async () =>
      (await bundledSamples(places.assetsFolder)).map(({ id, title, description }) => ({
        id,
        title,
        description,
      })),
    'plan:list': async () => told(await work.plans()),
    'live:ability': () => liveAbility(process.platform),
    'collector:save': () => saveCollector(window(), places.assetsFolder),
    'collector:instructions': async () => ({ html: await collectorInstructions(places.assetsFolder) }),
    'collector:print': () => printCollectorInstructions(window()),
    'explanations:list': async () => told(await work.explanations()),
    'release:explain': async ({ text }) => told(await work.explainRelease(text)),
    'log-text:recognize': async ({ text }) => told(await work.recognizeLogText(text)),
    'inboxes:compare': ({ paths }) => {
      handedOut.check(paths);
      return work.compareWith({ paths });
    },
    'inboxes:compare-readings': () => work.compareReadings(),
    'source:choose': async ({ kind }) => {
      const chosen = await chooseSource(window(), kind);
      for (const source of chosen) handedOut.add(source.path);
      return chosen;
    },
    'reading:start': (request) => startReading(request, places, work, handedOut, window, cases.isOpen),
    'reading:cancel': ({ readingId }) => {
      work.cancelReading(readingId);
      return null;
    },
    'diagnosis:answer': async ({ answers, fresh }) => {
      if (fresh) work.forget();
      const outcome = await work.answer(answers);
      if (outcome.ok) cases.answersWereGiven(answers);
      return outcome;
    },
    'evidence:excerpt': ({ source, context }) => work.excerpt(source, context),
    'report:render': async (request) => {
      const report = await work.report(request, await cases.reported());
      return report.ok ? { ok: true, value: { content: report.value.content } } : report;
    },
    'report:save': async (request) => saveReport(window(), work, request, await cases.reported()),
    'clipboard:write': async ({ text }) => {
      // Older runtimes are done at once, newer ones give a promise.
      await clipboard.writeText(text);
      return null;
    },
  };
}
