/** Kits of the plans as they are shipped, tailored to the sample sites. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlFile } from '../../../build/sample-sites/control-file.ts';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { watchedTexts } from '../../../electron/engine/knowledge/entry.ts';
import { plansForSite } from '../../../electron/engine/plans/plans-for-site.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import { parseIsoTime, toServerTime } from '../../../electron/engine/time/format.ts';
import { type KitFile, kitFiles } from '../../../electron/fix-kit/kit-files.ts';
import { loadKnowledge, loadReleaseData } from '../../../electron/knowledge-base/load.ts';
import { readSite } from '../../../electron/site/read-site.ts';
import { lintBatch } from '../../support/batch-linter/lint-batch.ts';
import { ASSETS, kitInput } from './kit-plans.ts';

const LOOKED_FOR = ['sc', 'tlist', 'pulist', 'tasklist', 'taskkill', 'kill', 'fc'];
const BEFORE = controlFile();
const AFTER = staggerControlFile(BEFORE).result;

async function plansOf(sample: string): Promise<readonly TailoredPlan[]> {
  const knowledge = await loadKnowledge(ASSETS);
  const evidence = await readSite([path.join(ASSETS, 'samples', `${sample}.zip`)], {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    watched: watchedTexts(knowledge),
  });
  const time = parseIsoTime('2003-01-01T00:00');
  if (time === null) throw new Error('The time of the test is none.');
  const diagnosis = diagnose(evidence, knowledge, {
    answers: [],
    fallbackNow: toServerTime(time, evidence.clock),
  });
  return plansForSite(diagnosis, knowledge.plans, await loadReleaseData(ASSETS));
}

const kit = (plan: TailoredPlan): Promise<readonly KitFile[]> =>
  kitFiles(
    kitInput(plan, {
      controlFile: { name: 'Inboxes/Smsbkup.box/Smsbkup.ctl', before: BEFORE, after: AFTER },
    }),
  );
const textOf = (files: readonly KitFile[], name: string): string =>
  Buffer.from(files.find(({ path: file }) => file === name)?.content ?? []).toString('latin1');

describe.each(['sp2-after-backup', 'sp3-at-startup', 'sp3-nothing-sent', 'sp4-busy'])(
  'kits for %s',
  (sample) => {
    it('hold nothing that NT 4.0 lacks or Wine cannot check, and every step that applies', async () => {
      const plans = await plansOf(sample);
      expect(plans).toHaveLength(3);
      for (const plan of plans) {
        const files = await kit(plan);
        const scripts = files.filter(({ path: name }) => name.endsWith('.cmd') && name !== 'collect.cmd');
        const told = new Set<string>();
        for (const { path: name } of scripts) {
          const text = textOf(files, name);
          expect(lintBatch(text, { allowedPrograms: LOOKED_FOR }), `${plan.id} ${name}`).toEqual([]);
          for (const [, id = ''] of text.matchAll(/^set STEP=(.+)\r$/gm)) told.add(id);
        }
        const applying = [...plan.steps, ...plan.verification].filter(({ applies }) => applies);
        expect(told).toEqual(new Set(applying.map(({ id }) => id)));
        for (const { id, title } of applying) {
          expect(textOf(files, `text/${id}.txt`).replace(/\s+/g, ' ')).toContain(title);
        }
      }
    });

    it('stop before they start, and edit only what the article says', async () => {
      const [restart, stagger, upgrade] = await plansOf(sample);
      const second = textOf(await kit(restart!), '2-restart.cmd');
      const order = [
        ...second.matchAll(/^set SERVICE=(\S+)\r?$|^call :((?:stop|start)service|see\w+)\r?$/gm),
      ].map(([, service, call]) => service ?? call);
      expect(order).toEqual([
        ...['SMS_SITE_BACKUP', 'SMS_SITE_COMPONENT_MANAGER', 'stopservice', 'SMS_EXECUTIVE', 'stopservice'],
        ...['SMS_EXECUTIVE', 'seestopped', 'SMS_SITE_COMPONENT_MANAGER', 'startservice'],
        ...['SMS_EXECUTIVE', 'seerunning', 'SMS_EXECUTIVE', 'startservice'],
      ]);
      expect(textOf(await kit(stagger!), '2-edit.cmd')).toContain('call :editcontrol');
      // Setup is never run by a script.
      expect(textOf(await kit(upgrade!), '2-upgrade.cmd')).not.toMatch(/^(?!rem|echo).*\bsetup\.exe/im);
      expect((await kit(upgrade!)).map(({ path: name }) => name)).not.toContain('undo.cmd');
    });
  },
);
