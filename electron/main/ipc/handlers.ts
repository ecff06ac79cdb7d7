import { app, clipboard } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ReadingRequest } from '../../contract/ipc.ts';
import type { HandedOutPaths } from '../handed-out-paths.ts';
import type { Places } from '../places.ts';
import { saveReport } from '../report-saving.ts';
import { bundledSamples, samplePath } from '../sample-sites.ts';
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
): Promise<{ readingId: number }> {
  if (request.kind === 'paths') {
    handedOut.check(request.paths);
    return { readingId: work.startReading(request.paths, null) };
  }
  const sample = (await bundledSamples(places.assetsFolder)).find(({ id }) => id === request.id);
  if (sample === undefined) {
    throw new ToldError({
      code: 'sample-unknown',
      message: `There is no sample site "${request.id}".`,
      nextStep: 'Choose one of the samples on the page Case.',
    });
  }
  return { readingId: work.startReading([samplePath(places.assetsFolder, sample)], sample.title) };
}

/**
 * What answers each channel of the contract.
 * @param places Where the parts of the application stand.
 * @param work The site that is worked on.
 * @param handedOut The paths that may be read.
 * @param window Our open window; its dialogs belong to it.
 */
export function windowHandlers(
  places: Places,
  work: SiteWork,
  handedOut: HandedOutPaths,
  window: () => BrowserWindow,
): Handlers {
  return {
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
    'plan:list': async () => {
      const plans = await work.plans();
      if (!plans.ok) throw new ToldError(plans.error);
      return plans.value;
    },
    'source:choose': async ({ kind }) => {
      const chosen = await chooseSource(window(), kind);
      for (const source of chosen) handedOut.add(source.path);
      return chosen;
    },
    'reading:start': (request) => startReading(request, places, work, handedOut),
    'reading:cancel': ({ readingId }) => {
      work.cancelReading(readingId);
      return null;
    },
    'diagnosis:answer': ({ answers, fresh }) => {
      if (fresh) work.forget();
      return work.answer(answers);
    },
    'evidence:excerpt': ({ source, context }) => work.excerpt(source, context),
    'report:render': async (request) => {
      const report = await work.report(request);
      return report.ok ? { ok: true, value: { content: report.value.content } } : report;
    },
    'report:save': (request) => saveReport(window(), work, request),
    'clipboard:write': async ({ text }) => {
      // Older runtimes are done at once, newer ones give a promise.
      await clipboard.writeText(text);
      return null;
    },
  };
}
