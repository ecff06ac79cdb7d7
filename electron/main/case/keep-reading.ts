/** Keeps a reading of a site in a case: its evidence and diagnosis as JSON, and the files it cites. */
import type { OpenCase } from '../../case-store/case-folder.ts';
import type { CaseEvent, KeptItem } from '../../engine/case/records.ts';
import type { Diagnosis } from '../../engine/reasoning/diagnosis.ts';
import type { OpenSite, SiteWork } from '../site-work.ts';

/** Together; a case is meant to be carried. */
const MOST_BYTES = 128 * 1024 * 1024;

type NotKept = Extract<CaseEvent, { kind: 'site-read' }>['notKept'];

/** What is worth most first: what can be edited, then the logs that were cited, then the others, smallest first. */
function filesToKeep(diagnosis: Diagnosis): readonly string[] {
  const cited = new Set(
    diagnosis.findings
      .flatMap((finding) => [...finding.for, ...finding.against])
      .map(({ source }) => source.replace(/:\d+$/, '')),
  );
  const logs = [...diagnosis.logs]
    .sort((one, other) => one.bytes - other.bytes)
    .sort((one, other) => Number(cited.has(other.path)) - Number(cited.has(one.path)))
    .map(({ path }) => path);
  const others = [...cited].filter((path) => /^[^\s]+\.[a-z0-9_]{2,4}$/i.test(path));
  return [...new Set([...diagnosis.controlFiles.map(({ path }) => path), ...logs, ...others])];
}

async function keepFiles(
  openCase: OpenCase,
  work: SiteWork,
  site: Readonly<OpenSite>,
  diagnosis: Diagnosis,
): Promise<{ readonly files: readonly KeptItem[]; readonly notKept: NotKept }> {
  const files: KeptItem[] = [];
  const notKept: { path: string; why: string }[] = [];
  let left = MOST_BYTES;
  const sizes = new Map(diagnosis.logs.map(({ path, bytes }) => [path, bytes]));
  for (const path of filesToKeep(diagnosis)) {
    if ((sizes.get(path) ?? 0) > left) {
      notKept.push({ path, why: 'The case would become too large to carry.' });
      continue;
    }
    const file = await work.file(path, site);
    if (!file.ok) notKept.push({ path, why: file.error.message });
    else if (file.value !== null) {
      left -= file.value.length;
      files.push(await openCase.keepEvidence(path, file.value));
    } else if (sizes.has(path)) {
      // What is cited beside logs may be a folder; a log is a file.
      notKept.push({ path, why: 'It is too large to be kept, or was taken away meanwhile.' });
    }
  }
  return { files, notKept };
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/**
 * @param site as it was when it had been read
 * @throws CaseError when the case cannot be written
 */
export async function keepReading(
  openCase: OpenCase,
  work: SiteWork,
  site: Readonly<OpenSite>,
): Promise<void> {
  const { diagnosis, source, paths } = site;
  if (diagnosis === null) return;
  const evidence = await work.evidence(site);
  if (!evidence.ok) throw Object.assign(new Error(evidence.error.message), evidence.error);
  const kept = await openCase.keepEvidence('site-evidence.json', Buffer.from(evidence.value, 'utf8'));
  const { files, notKept } = await keepFiles(openCase, work, site, diagnosis);
  await openCase.append({
    kind: 'site-read',
    label: site.label,
    source: {
      paths,
      server: source.server?.server ?? null,
      folder: source.server?.folder ?? null,
      site: source.site ?? null,
    },
    evidence: kept,
    diagnosis: await openCase.keepEvidence('diagnosis.json', json(diagnosis)),
    files,
    notKept,
    headline: diagnosis.headline,
    verdict: diagnosis.verdict,
  });
}
