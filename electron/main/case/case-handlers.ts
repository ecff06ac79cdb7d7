/** What answers the channels about cases, plans and runs. */
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import path from 'node:path';
import { stat } from 'node:fs/promises';
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
import { writeFixKit } from '../../fix-kit/write-kit.ts';
import type { HandedOutPaths } from '../handed-out-paths.ts';
import { REPORT_EXTENSIONS } from '../report-name.ts';
import { savingError } from '../saving-error.ts';
import type { SiteWork } from '../site-work.ts';
import { ToldError } from '../told-error.ts';
import type { CaseWork } from './case-work.ts';
import { agreeOnceMore, agreeToChanges } from './change-consent.ts';
import { type ControlFileBytes, controlFileFor, livePlace, planOf, waysFor } from './plan-material.ts';
import { takeKitResult } from './take-kit-result.ts';
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
    const rendered = await work.runbook({ plan, format, controlFile, identity: cases.identity });
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

  const takeResult = async (paths: readonly string[] | null) => {
    if (paths !== null) {
      handedOut.check(paths);
      return takeKitResult(paths, { cases, work });
    }
    const asked = await dialog.showOpenDialog(window(), {
      title: 'Choose the result of the fix kit (result.txt)',
      buttonLabel: 'Take over',
      properties: ['openFile', 'dontAddToRecent'],
      filters: [
        { name: 'Result of a fix kit', extensions: ['txt'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return asked.canceled ? null : takeKitResult(asked.filePaths, { cases, work });
  };

  return {
    'case:list': async () =>
      (await listCases(diskFiles, casesFolder)).map((found) => ({
        id: found.folder,
        ...found.identity,
        lastChanged: found.lastChanged,
        label: found.label,
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
    'run:missed': ({ run, step, note }) => changed(() => runner().missed(run, step, note)),
    'run:skip': ({ run, step, reason }) => changed(() => runner().skip(run, step, reason)),
    'run:reopen': ({ run, step }) => changed(() => runner().reopen(run, step)),
    'run:note': ({ run, step, note }) => changed(() => runner().note(run, step, note)),
    'run:cancel': ({ run }) => changed(() => runner().cancel(run)),
    'run:end': ({ run, outcome, note }) => changed(() => runner().end(run, outcome, note)),
    'kit:take-result': ({ paths }) => outcomeOf(() => takeResult(paths)),
    'verify:compare': () => outcomeOf(() => cases.compare()),
  };
}
