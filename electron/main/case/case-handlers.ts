/** What answers the channels about cases, plans and runs. */
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import path from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import type { OpenCase } from '../../case-store/case-folder.ts';
import { listCases } from '../../case-store/list-cases.ts';
import { packCase } from '../../case-store/pack-case.ts';
import { unpackCase } from '../../case-store/unpack-case.ts';
import type { Outcome, ReportFormat, SaveOutcome } from '../../contract/ipc.ts';
import type { OpenedCase, RemedyInvocations } from '../../contract/remedy.ts';
import type { Shown } from '../../engine/case/records.ts';
import type { RunView } from '../../engine/case/run-view.ts';
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import { toUserError } from '../../errors/user-error.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { diskFiles } from '../../files/file-operations.ts';
import { kitResultOfRun } from '../../fix-kit/kit-result-of-run.ts';
import { readKitResult } from '../../fix-kit/read-kit-result.ts';
import { writeFixKit } from '../../fix-kit/write-kit.ts';
import type { HandedOutPaths } from '../handed-out-paths.ts';
import { REPORT_EXTENSIONS } from '../report-name.ts';
import { savingError } from '../saving-error.ts';
import type { SiteWork } from '../site-work.ts';
import { ToldError } from '../told-error.ts';
import type { CaseWork } from './case-work.ts';
import { agreeOnceMore, agreeToChanges } from './change-consent.ts';
import { kitEvents, resultSince } from './kit-records.ts';
import { type ControlFileBytes, controlFileFor, livePlace, planOf, waysFor } from './plan-material.ts';
import { outcomeOf } from './told.ts';

/** Channel → the function that answers it. */
export type CaseHandlers = {
  readonly [C in keyof RemedyInvocations]: (
    request: RemedyInvocations[C]['request'],
  ) => RemedyInvocations[C]['response'] | Promise<RemedyInvocations[C]['response']>;
};

export interface CaseHandlerOptions {
  readonly cases: CaseWork;
  readonly work: SiteWork;
  readonly handedOut: HandedOutPaths;
  readonly window: () => BrowserWindow;
  readonly casesFolder: string;
  readonly assetsFolder: string;
  readonly computer: string;
}

const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  html: 'Web page',
  json: 'JSON',
  markdown: 'Markdown',
  text: 'Text',
};

/** More than any kit writes. */
const LARGEST_RESULT = 4 * 1024 * 1024;

const refuseResult = (message: string): ToldError =>
  new ToldError({
    code: 'kit-result-refused',
    message,
    nextStep: 'Open the case that the kit was made for, or choose the newest result.txt of its folder.',
  });

/** The result of this run that was taken over last; null when there is none. */
async function lastResult(openCase: OpenCase, run: string): Promise<Buffer | null> {
  const last = openCase.records().findLast((record) => record.kind === 'kit-returned' && record.run === run);
  return last?.kind === 'kit-returned' ? openCase.readKept(last.result) : null;
}

const plainName = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '');

export function caseHandlers(options: CaseHandlerOptions): CaseHandlers {
  const { cases, work, handedOut, window, casesFolder, assetsFolder, computer } = options;
  /** Runs of which the technician has agreed to changes since the program was started. */
  const agreed = new Set<string>();
  /** How often what was shown must be agreed to, by the id of the showing; the last ones count. */
  const shownLately = new Map<string, Shown>();

  const changed = (doing: () => Promise<RunView>): Promise<Outcome<RunView>> =>
    outcomeOf(async () => {
      const run = await doing();
      await cases.tellCase();
      return run;
    });
  const runner = () => cases.expect().runner;
  const runbook = async (
    plan: TailoredPlan,
    format: ReportFormat,
    controlFile: ControlFileBytes | null,
  ): Promise<string> => {
    const rendered = await work.runbook({ plan, format, controlFile });
    if (!rendered.ok) throw new ToldError(rendered.error);
    return rendered.value;
  };

  const open = async (folder: string): Promise<OpenedCase> => {
    const opened = await cases.openAt(folder);
    // Only places that the technician once pointed at on this very computer are brought back.
    for (const place of opened.opened?.paths ?? []) handedOut.add(place);
    return opened;
  };

  const openPaths = async (paths: readonly string[] | null): Promise<OpenedCase | null> => {
    let [chosen] = paths ?? [];
    if (paths === null) {
      const asked = await dialog.showOpenDialog(window(), {
        title: 'Choose a case',
        buttonLabel: 'Open',
        properties: ['openFile', 'dontAddToRecent'],
        filters: [
          { name: 'Cases', extensions: ['smscase', 'json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      chosen = asked.canceled ? undefined : asked.filePaths[0];
    } else {
      handedOut.check(paths);
    }
    if (chosen === undefined) return null;
    if ((await stat(chosen)).isDirectory()) return open(chosen);
    // A case that was not packed is chosen by its case.json.
    if (path.basename(chosen).toLowerCase() === 'case.json') return open(path.dirname(chosen));
    return open(await unpackCase(chosen, casesFolder));
  };

  const savePack = async (): Promise<SaveOutcome> => {
    const { case: openCase } = cases.expect();
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title: 'Save the case',
      defaultPath: path.join(app.getPath('documents'), `${path.basename(openCase.folder)}.smscase`),
      filters: [{ name: 'Case', extensions: ['smscase'] }],
    });
    if (canceled || !filePath) return { result: 'cancelled' };
    try {
      await cases.inTurn(() => packCase(diskFiles, openCase.folder, filePath));
      return { result: 'saved', path: filePath };
    } catch (error) {
      return { result: 'failed', error: toUserError(error) };
    }
  };

  const saveRunbook = async (id: string, format: ReportFormat): Promise<SaveOutcome> => {
    try {
      const plan = await planOf(work, id);
      const content = await runbook(plan, format, await controlFileFor(work, plan));
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: 'Save the runbook',
        defaultPath: path.join(
          app.getPath('documents'),
          `${plainName(['SMS', plan.id, plan.site.server ?? ''].join(' '))}.${REPORT_EXTENSIONS[format]}`,
        ),
        filters: [{ name: FORMAT_NAMES[format], extensions: [REPORT_EXTENSIONS[format]] }],
      });
      if (canceled || !filePath) return { result: 'cancelled' };
      try {
        await writeFileAtomically(filePath, content);
        return { result: 'saved', path: filePath };
      } catch (error) {
        return { result: 'failed', error: savingError(filePath, error) };
      }
    } catch (error) {
      return { result: 'failed', error: toUserError(error) };
    }
  };

  const beginKit = async (id: string): Promise<RunView | null> => {
    const plan = await planOf(work, id);
    const controlFile = await controlFileFor(work, plan);
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
      title: 'Choose where to put the fix kit, such as a memory stick',
      buttonLabel: 'Write the kit here',
      defaultPath: app.getPath('documents'),
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    });
    const [chosen] = filePaths;
    if (canceled || chosen === undefined) return null;
    const { case: openCase, runner: runs } = await cases.ensure();
    const begun = await runs.begin(plan, 'kit', { server: plan.site.server, folder: plan.site.smsDirectory });
    const folder = path.join(chosen, plainName(['SMSFIX', plan.id, plan.site.server ?? ''].join(' ')));
    try {
      const files = await writeFixKit(diskFiles, folder, {
        plan,
        caseId: openCase.id,
        run: begun.id,
        controlFile,
        assetsFolder,
        writtenAt: new Date(),
        runbook: await runbook(plan, 'html', controlFile),
      });
      await cases.note({ kind: 'kit-written', run: begun.id, folder, files });
    } catch (error) {
      // Without its kit the run can never be gone on with.
      await runs.end(begun.id, 'given-up', `The kit could not be written: ${toUserError(error).message}`);
      await cases.tellCase();
      throw error;
    }
    return (await runs.runs()).find(({ id: run }) => run === begun.id) ?? begun;
  };

  const begin = async (id: string): Promise<RunView> => {
    const plan = await planOf(work, id);
    const { server, folder, why } = await livePlace(work);
    if (why !== null) {
      throw new ToldError({
        code: 'not-live',
        message: why,
        nextStep: 'Do the plan by hand or with a fix kit, or read the site from its own folder or share.',
      });
    }
    return (await cases.ensure()).runner.begin(plan, 'live', { server, folder });
  };

  const takeKitResult = async (paths: readonly string[] | null) => {
    let [file] = paths ?? [];
    if (paths === null) {
      const asked = await dialog.showOpenDialog(window(), {
        title: 'Choose the result of the fix kit (result.txt)',
        buttonLabel: 'Take over',
        properties: ['openFile', 'dontAddToRecent'],
        filters: [
          { name: 'Result of a fix kit', extensions: ['txt'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      file = asked.canceled ? undefined : asked.filePaths[0];
    } else {
      handedOut.check(paths);
    }
    if (file === undefined) return null;
    const chosen = (await stat(file)).isDirectory() ? path.join(file, 'result.txt') : file;
    if ((await stat(chosen)).size > LARGEST_RESULT)
      throw refuseResult('This file is far larger than the result of a fix kit.');
    const bytes = await readFile(chosen);
    const { case: openCase, runner: runs } = cases.expect();
    const result = readKitResult(bytes);
    const run = (await runs.runs()).find(({ id }) => id === result.run);
    if (!result.isResult) throw refuseResult('This is not the result file of a fix kit.');
    if (run === undefined) throw refuseResult('This result belongs to no run of the open case.');
    const returned = kitResultOfRun(result, { id: run.id, caseId: openCase.id, plan: run.plan });
    if (returned.refused !== null) throw refuseResult(returned.refused);
    if (run.way !== 'kit') throw refuseResult('The plan that this result names is not done with a fix kit.');
    if (run.state === 'finished' || run.state === 'given-up') {
      throw refuseResult('The plan of this result is ended already.');
    }
    const before = await lastResult(openCase, run.id);
    if (before !== null && !bytes.subarray(0, before.length).equals(before)) {
      throw refuseResult(
        'A newer result of this kit was taken over already, and this one is older or another one.',
      );
    }
    if (before?.length === bytes.length) throw refuseResult('This result was taken over already.');
    const earlier =
      before === null
        ? null
        : kitResultOfRun(readKitResult(before), { id: run.id, caseId: openCase.id, plan: run.plan });
    const news = resultSince(earlier, returned);
    const summary = [returned.summary, ...result.notices].join(' ');
    await cases.inTurn(async () => {
      const kept = await openCase.keepEvidence('kit/result.txt', bytes);
      await openCase.append({ kind: 'kit-returned', run: run.id, result: kept, summary });
      for (const event of kitEvents(run.id, news, new Date().toISOString())) await openCase.append(event);
    });
    await cases.tellCase();
    const now = (await runs.runs()).find(({ id }) => id === run.id) ?? run;
    return { run: now, summary };
  };

  return {
    'case:list': async () =>
      (await listCases(diskFiles, casesFolder)).map((found) => ({
        id: found.folder,
        ...found.identity,
        lastChanged: found.lastChanged,
        headline: found.headline,
        unfinishedPlan: found.unfinishedPlan,
        damaged: found.damaged,
        place: found.folder,
      })),
    'case:view': () => cases.view(),
    'case:describe': (identity) =>
      outcomeOf(async () => {
        await cases.describe(identity);
        return null;
      }),
    'case:open': ({ id }) =>
      outcomeOf(async () => {
        const known = await listCases(diskFiles, casesFolder);
        if (known.some(({ folder }) => folder === id)) return open(id);
        throw new ToldError({
          code: 'case-not-listed',
          message: 'This case is no longer in the list.',
          nextStep: 'Choose another one, or open the case from its file.',
        });
      }),
    'case:open-paths': ({ paths }) => outcomeOf(() => openPaths(paths)),
    'case:close': async () => {
      await cases.close();
      return null;
    },
    'case:pack': savePack,
    'plans:for-site': () => work.plansForSite(),
    'plan:ways': ({ plan }) =>
      outcomeOf(async () => waysFor(work, await planOf(work, plan), computer, process.platform)),
    'plan:runbook': ({ plan, format }) => saveRunbook(plan, format),
    'run:begin': ({ plan, way }) =>
      outcomeOf(async () => {
        if (way === 'kit') return beginKit(plan);
        const run =
          way === 'live'
            ? await begin(plan)
            : await (
                await cases.ensure()
              ).runner.begin(await planOf(work, plan), way, { server: null, folder: null });
        await cases.tellCase();
        return run;
      }),
    'run:show': ({ run, step, undo }) =>
      outcomeOf(async () => {
        const shown = await runner().show(run, step, undo);
        if (shownLately.size > 100) shownLately.clear();
        shownLately.set(shown.id, shown);
        return shown;
      }),
    'run:act': ({ run, step, undo, shown }) =>
      outcomeOf(async () => {
        const runs = runner();
        return cases.hold(run, async () => {
          const view = (await runs.runs()).find(({ id }) => id === run);
          const key = `${run} ${view?.target ?? ''}`;
          if (view !== undefined && !agreed.has(key)) {
            await agreeToChanges(window(), view.target, view.plan.title);
            agreed.add(key);
          }
          const wanted = shownLately.get(shown);
          if (wanted?.agree === 'twice') await agreeOnceMore(window(), wanted);
          const acting = await runs.act({ run, step, undo, shown, agreed: wanted?.agree ?? 'once' });
          return { value: acting.view, ended: acting.ended };
        });
      }),
    'run:look': ({ run, step }) => changed(() => runner().look(run, step)),
    'run:told': ({ run, step, note }) => changed(() => runner().told(run, step, note)),
    'run:skip': ({ run, step, reason }) => changed(() => runner().skip(run, step, reason)),
    'run:reopen': ({ run, step }) => changed(() => runner().reopen(run, step)),
    'run:note': ({ run, step, note }) => changed(() => runner().note(run, step, note)),
    'run:cancel': ({ run }) => changed(() => runner().cancel(run)),
    'run:end': ({ run, outcome, note }) => changed(() => runner().end(run, outcome, note)),
    'kit:take-result': ({ paths }) => outcomeOf(() => takeKitResult(paths)),
    'verify:compare': () => outcomeOf(() => cases.compare()),
  };
}
