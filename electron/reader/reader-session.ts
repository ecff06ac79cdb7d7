import { deskTime } from '../clock/desk-time.ts';
import type { SiteEvidence } from '../engine/evidence/model.ts';
import { watchedTexts } from '../engine/knowledge/entry.ts';
import type { Knowledge } from '../engine/knowledge/entry.ts';
import { diagnose } from '../engine/reasoning/diagnose.ts';
import { loadKnowledge, loadPlans } from '../knowledge-base/load.ts';
import { renderReport } from '../report/render-report.ts';
import { readExcerpt } from '../site/read-excerpt.ts';
import { readSite } from '../site/read-site.ts';
import { EMPTY_EVIDENCE } from './empty-evidence.ts';
import type { ReaderTasks, TaskProgress } from './protocol.ts';

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
  readonly paths: readonly string[];
  readonly evidence: SiteEvidence;
}

function samePaths(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((path, index) => path === other[index]);
}

/**
 * The tasks of the reader, with the evidence of the site read last and the knowledge, both kept between tasks.
 * @param assetsFolder Where knowledge and plans stand.
 */
export function readerSession(assetsFolder: string): TaskHandlers {
  let knowledgeOnce: Promise<Knowledge> | null = null;
  let held: HeldEvidence = { paths: [], evidence: EMPTY_EVIDENCE };

  const knowledge = (): Promise<Knowledge> => (knowledgeOnce ??= loadKnowledge(assetsFolder));

  const read = async (paths: readonly string[], { onProgress }: TaskControl): Promise<HeldEvidence> => {
    const watched = watchedTexts(await knowledge());
    const { signal } = new AbortController();
    const evidence = await readSite(paths, { signal, onProgress, watched });
    held = { paths, evidence };
    return held;
  };

  return {
    async read({ paths }, control) {
      const { evidence } = await read(paths, control);
      return {
        label: evidence.label,
        diagnosis: diagnose(evidence, await knowledge(), { answers: [], fallbackNow: deskTime() }),
      };
    },
    async diagnose({ paths, answers }, control) {
      const site = paths.length === 0 ? { paths, evidence: EMPTY_EVIDENCE } : held;
      const { evidence } = samePaths(site.paths, paths) ? site : await read(paths, control);
      return diagnose(evidence, await knowledge(), { answers, fallbackNow: deskTime() });
    },
    excerpt: ({ paths, source, context }) => readExcerpt(paths, source, context),
    async report({ diagnosis, format, ...options }) {
      return renderReport(diagnosis, format, { ...options, plans: await loadPlans(assetsFolder) });
    },
    plans: () => loadPlans(assetsFolder),
  };
}
