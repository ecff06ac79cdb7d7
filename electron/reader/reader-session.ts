import { deskClock } from '../clock/desk-clock.ts';
import { deskTime } from '../clock/desk-time.ts';
import { compareInboxes } from '../engine/inboxes/compare-inboxes.ts';
import { recognizeLogText } from '../engine/answers/recognize-log-text.ts';
import type { Answer, SiteEvidence } from '../engine/evidence/model.ts';
import { watchedTexts } from '../engine/knowledge/entry.ts';
import type { Knowledge } from '../engine/knowledge/entry.ts';
import { plansForSite, plansToReport } from '../engine/plans/plans-for-site.ts';
import { diagnose } from '../engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import { explainRelease } from '../engine/release/explain-release.ts';
import { loadExplanations } from '../explanations/load.ts';
import { collectLive } from '../host/live.ts';
import { loadKnowledge, loadPlans, loadReleaseData } from '../knowledge-base/load.ts';
import { renderReport } from '../report/render-report.ts';
import { renderRunbook } from '../report/runbook/render-runbook.ts';
import { SeveralSitesError } from '../site/errors.ts';
import { readExcerpt } from '../site/read-excerpt.ts';
import { readKeptEvidence } from '../site/kept-evidence.ts';
import { readSiteFile } from '../site/read-site-file.ts';
import { readSite } from '../site/read-site.ts';
import { EMPTY_EVIDENCE } from '../engine/evidence/empty-evidence.ts';
import { siteLike } from './same-site.ts';
import type { ReaderTasks, TaskProgress } from './protocol.ts';
import { type SiteSource, isNothing, sameSource } from '../site/site-source.ts';

/** How a task is watched. It is ended by ending the process. */
export interface TaskControl {
  readonly onProgress: (progress: TaskProgress) => void;
}

/** Does each task: the request and the means to watch it, to the response. */
export type TaskHandlers = {
  readonly [T in keyof ReaderTasks]: (
    request: ReaderTasks[T]['request'],
    control: TaskControl,
  ) => Promise<ReaderTasks[T]['response']>;
};

interface HeldEvidence {
  readonly source: SiteSource;
  readonly evidence: SiteEvidence;
  /** Where its files stand. */
  readonly paths: readonly string[];
}

/**
 * The tasks of the reader, with the evidence of the site read last and the knowledge, both kept between tasks.
 * @param assetsFolder Where knowledge and plans stand.
 */
export function readerSession(assetsFolder: string): TaskHandlers {
  let knowledgeOnce: Promise<Knowledge> | null = null;
  let held: HeldEvidence = { source: { paths: [] }, evidence: EMPTY_EVIDENCE, paths: [] };

  const knowledge = (): Promise<Knowledge> => (knowledgeOnce ??= loadKnowledge(assetsFolder));

  const read = async (source: SiteSource, { onProgress }: TaskControl): Promise<HeldEvidence> => {
    if (source.kept !== undefined) {
      return { source, evidence: await readKeptEvidence(source.kept), paths: source.paths };
    }
    const watched = watchedTexts(await knowledge());
    const { signal } = new AbortController();
    if (source.server === undefined) {
      const site = source.site === undefined ? {} : { site: source.site };
      const evidence = await readSite(source.paths, { signal, onProgress, watched, ...site });
      return { source, evidence, paths: source.paths };
    }
    const onActivity = (activity: string): void =>
      onProgress({ activity, filesDone: 0, bytesDone: 0, bytesTotal: null });
    const live = await collectLive(source.server, { signal, onActivity });
    const paths = live.folder === null ? [] : [live.folder];
    return { source, evidence: await readSite(paths, { signal, onProgress, watched, live }), paths };
  };

  const judge = async ({ source, evidence }: HeldEvidence, answers: readonly Answer[]): Promise<Diagnosis> =>
    diagnose(evidence, await knowledge(), {
      answers,
      fallbackNow: deskTime(),
      // How old a sample is says nothing about a site.
      ...(source.sample ? {} : { now: deskClock() }),
    });

  return {
    async read(source, control) {
      try {
        held = await read(source, control);
      } catch (error) {
        if (error instanceof SeveralSitesError) return { kind: 'several', sites: error.sites };
        throw error;
      }
      const { evidence, paths } = held;
      return { kind: 'site', label: evidence.label, diagnosis: await judge(held, []), paths };
    },
    async diagnose({ answers, ...source }, control) {
      if (isNothing(source)) return judge({ source, evidence: EMPTY_EVIDENCE, paths: [] }, answers);
      if (!sameSource(held.source, source)) held = await read(source, control);
      return judge(held, answers);
    },
    excerpt: ({ cited, context, paths, site }) => readExcerpt(paths, cited, context, undefined, site),
    async report({ diagnosis, format, ...options }) {
      const [plans, releases] = await Promise.all([loadPlans(assetsFolder), loadReleaseData(assetsFolder)]);
      return renderReport(diagnosis, format, {
        ...options,
        plans: plansToReport(diagnosis, plans, releases),
      });
    },
    plans: () => loadPlans(assetsFolder),
    async 'plans-for-site'({ diagnosis }) {
      const [plans, releases] = await Promise.all([loadPlans(assetsFolder), loadReleaseData(assetsFolder)]);
      return plansForSite(diagnosis, plans, releases);
    },
    async runbook({ plan, ...input }) {
      const [plans, { titles = {} }] = await Promise.all([
        loadPlans(assetsFolder),
        loadReleaseData(assetsFolder),
      ]);
      const planTitles = Object.fromEntries(plans.map(({ id, title }) => [id, title]));
      return renderRunbook(plan, { ...input, titles, planTitles });
    },
    async evidence(source, control) {
      if (isNothing(source)) return JSON.stringify(EMPTY_EVIDENCE);
      if (!sameSource(held.source, source)) held = await read(source, control);
      return JSON.stringify(held.evidence);
    },
    'site-file': ({ paths, site, file }) => readSiteFile(paths, file, site),
    async 'compare-with'({ later, ...source }, control) {
      const earlier = await read(source, control).catch((error: unknown) => {
        if (!(error instanceof SeveralSitesError)) throw error;
        return read({ ...source, site: siteLike(error, later.site) }, control);
      });
      return compareInboxes(await judge(earlier, []), later);
    },
    'compare-readings': ({ earlier, later }) => Promise.resolve(compareInboxes(earlier, later)),
    'explain-release': ({ text }) => Promise.resolve(explainRelease(text)),
    async 'recognize-log-text'({ text }) {
      return recognizeLogText(text, await knowledge());
    },
    explanations: () => loadExplanations(assetsFolder),
  };
}
