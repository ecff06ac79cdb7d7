/** Takes over what the scripts of a fix kit wrote on the server. */
import path from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import type { OpenCase } from '../../case-store/case-folder.ts';
import type { CaseEvent, CaseRecord } from '../../engine/case/records.ts';
import type { RunView } from '../../engine/case/run-view.ts';
import { type ReturnedResult, kitResultOfRun } from '../../fix-kit/kit-result-of-run.ts';
import { type KitResult, readKitResult } from '../../fix-kit/read-kit-result.ts';
import type { SiteWork } from '../site-work.ts';
import { ToldError } from '../told-error.ts';
import type { CaseWork } from './case-work.ts';
import { kitEvents, resultSince } from './kit-records.ts';
import { planOf } from './plan-material.ts';

/** More than any kit writes. */
const LARGEST_RESULT = 4 * 1024 * 1024;
/** As the command line names the runs of its kits. */
const RUN_OF_KIT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface TakenResult {
  readonly run: RunView;
  readonly summary: string;
}

const refuseResult = (
  message: string,
  nextStep = 'Open the case that the kit was made for, or choose the newest result.txt of its folder.',
): ToldError => new ToldError({ code: 'kit-result-refused', message, nextStep });

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    // Not there: it is another of the things that were given, or none.
    () => false,
  );
}

/** The result file among what was dropped: itself, or the folder of its kit. */
async function resultAmong(paths: readonly string[]): Promise<string> {
  for (const given of paths) {
    const inside = path.join(given, 'result.txt');
    if (await isFile(inside)) return inside;
    if (/\.txt$/i.test(given) && (await isFile(given))) return given;
  }
  const [first] = paths;
  // Whatever its name is, its content tells.
  if (paths.length === 1 && first !== undefined && (await isFile(first))) return first;
  throw refuseResult(
    'There is no result.txt of a fix kit in what was given.',
    'Drop result.txt itself, or the folder of the kit. A new collection belongs on the page Verify.',
  );
}

/** The result of this run that was taken over last; null when there is none. */
async function lastResult(openCase: OpenCase, run: string): Promise<Buffer | null> {
  const last = openCase.records().findLast((record) => record.kind === 'kit-returned' && record.run === run);
  return last?.kind === 'kit-returned' ? openCase.readKept(last.result) : null;
}

/** What a record says, without when it was written and looked at. */
function sayingOf(event: CaseEvent | CaseRecord): string {
  const parts = Object.entries(event).filter(([name]) => !['seq', 'at', 'by', 'seen'].includes(name));
  const seen = 'seen' in event ? event.seen?.text : undefined;
  return JSON.stringify([parts.sort(([one], [other]) => (one < other ? -1 : 1)), seen ?? null]);
}

/** What is not yet written: taking a result over may have been cut off in its midst. */
function notYetWritten(openCase: OpenCase, run: string, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const own = openCase.records().filter((record) => 'run' in record && record.run === run);
  const taken = own.findLastIndex(({ kind }) => kind === 'kit-returned');
  const written = new Set(own.slice(taken + 1).map(sayingOf));
  return events.filter((event) => !written.has(sayingOf(event)));
}

/**
 * The run that a result belongs to. One of a kit that was written without a case (on the command line) begins its run now.
 * @throws ToldError when it belongs to none of the open case
 */
async function runOf(result: KitResult, cases: CaseWork, work: SiteWork): Promise<RunView> {
  const { runner } = result.caseId === null ? await cases.ensure() : cases.expect();
  const run = (await runner.runs()).find(({ id }) => id === result.run);
  if (run !== undefined) return run;
  const { caseId, run: id, plan: planId } = result;
  if (caseId !== null || id === null || planId === null || !RUN_OF_KIT.test(id))
    throw refuseResult('This result belongs to no run of the open case.');
  const plan = await planOf(work, planId);
  const { refused } = kitResultOfRun(result, { id, caseId: null, plan });
  if (refused !== null) throw refuseResult(refused);
  return runner.begin(plan, 'kit', { server: plan.site.server, folder: plan.site.smsDirectory }, id);
}

/**
 * @param paths what was dropped or chosen: `result.txt`, the folder of the kit, and perhaps other things
 * @throws ToldError when none of them is a result of a run of the open case, or one that was taken over already
 */
export async function takeKitResult(
  paths: readonly string[],
  { cases, work }: { readonly cases: CaseWork; readonly work: SiteWork },
): Promise<TakenResult> {
  const file = await resultAmong(paths);
  if ((await stat(file)).size > LARGEST_RESULT)
    throw refuseResult('This file is far larger than the result of a fix kit.');
  const bytes = await readFile(file);
  const result = readKitResult(bytes);
  if (!result.isResult) throw refuseResult('This is not the result file of a fix kit.');
  const run = await runOf(result, cases, work);
  const { case: openCase, runner } = cases.expect();
  const of = { id: run.id, caseId: result.caseId === null ? null : openCase.id, plan: run.plan };
  const returned = kitResultOfRun(result, of);
  if (returned.refused !== null) throw refuseResult(returned.refused);
  if (run.way !== 'kit') throw refuseResult('The plan that this result names is not done with a fix kit.');
  if (run.state === 'finished' || run.state === 'given-up')
    throw refuseResult('The plan of this result is ended already.');
  const before = await lastResult(openCase, run.id);
  if (before !== null && !bytes.subarray(0, before.length).equals(before)) {
    throw refuseResult(
      'A newer result of this kit was taken over already, and this one is older or another one.',
    );
  }
  if (before?.length === bytes.length) throw refuseResult('This result was taken over already.');
  const earlier: ReturnedResult | null = before === null ? null : kitResultOfRun(readKitResult(before), of);
  const summary = [returned.summary, ...result.notices, ...othersLeft(paths)].join(' ');
  await cases.inTurn(async () => {
    const kept = await openCase.keepEvidence('kit/result.txt', bytes);
    const events = kitEvents(run.id, resultSince(earlier, returned), new Date().toISOString());
    for (const event of notYetWritten(openCase, run.id, events)) await openCase.append(event);
    // Last: what was cut off before this is taken over once more.
    await openCase.append({ kind: 'kit-returned', run: run.id, result: kept, summary });
  });
  await cases.tellCase();
  return { run: (await runner.runs()).find(({ id }) => id === run.id) ?? run, summary };
}

function othersLeft(paths: readonly string[]): readonly string[] {
  return paths.length > 1
    ? ['What else was dropped was not read: drop a new collection on the page Verify.']
    : [];
}
