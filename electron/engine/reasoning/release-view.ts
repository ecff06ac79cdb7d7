/** What the sources together say of the site's release, and how they disagree. */
import type { Answer, ReleaseReading, SiteEvidence } from '../evidence/model.ts';
import {
  RELEASES,
  compareReleases,
  isRelease,
  laterServicePack,
  parseReleaseText,
  type Release,
} from '../release/release.ts';
import { answerTo, nameOfAnswer, nameOfSource } from '../evidence/citing.ts';

export interface ReleaseView {
  /** Releases the site may have; empty when nothing tells, several when the sources disagree. */
  readonly candidates: readonly Release[];
  readonly release: Release | null;
  readonly build: string | null;
  readonly sources: readonly {
    readonly value: string;
    readonly source: string;
    readonly release: Release | null;
  }[];
  /** Version or name of a service pack later than those the articles tell of; null when nothing names one. */
  readonly later: string | null;
  /** How the sources differ and which counts; null when they agree. */
  readonly dispute: string | null;
  readonly answered: boolean;
}

/**
 * Weighs all readings. The registry of a secondary site may never have been updated (Q272352), so there an older
 * registry value yields to the client component files. A technician's answer settles a disagreement.
 */
export function viewReleases(evidence: SiteEvidence, answers: readonly Answer[]): ReleaseView {
  const readings = evidence.releases.map((reading) => ({ ...reading, known: releaseOf(reading) }));
  const sources = readings.map((reading) => ({
    value: reading.raw,
    source: nameOfSource(reading.source),
    release: reading.known,
  }));
  const read = distinct(readings.flatMap((reading) => reading.known ?? []));
  const answer = answerTo(answers, 'release');
  const said = answer === null ? null : parseReleaseText(String(answer.value));
  const answered = said?.release ?? null;
  if (answer && answered) {
    const differs = read.some((release) => release !== answered);
    return {
      candidates: [answered],
      release: answered,
      build: said?.build ?? buildOf(readings, answered),
      sources: [
        ...sources,
        { value: said?.build ?? answered, source: nameOfAnswer(answer), release: answered },
      ],
      later: null,
      dispute: differs ? `The files say ${read.join(' and ')}; ${answered} was answered and counts.` : null,
      answered: true,
    };
  }
  const later = laterRelease(readings, answer);
  if (later !== null) {
    return {
      candidates: later.answered ? [] : read,
      release: null,
      build: read.length === 0 || later.answered ? parseReleaseText(later.value).build : null,
      sources: [
        ...sources,
        ...(later.answered && answer !== null
          ? [{ value: later.value, source: nameOfAnswer(answer), release: null }]
          : []),
      ],
      later: later.value,
      dispute: laterSentence(later, later.answered ? [] : read),
      answered: later.answered,
    };
  }
  const [first] = read;
  const unsure = first !== undefined && read.length === 1 && isRegistryOfSecondary(evidence, readings);
  if (unsure) {
    return {
      candidates: RELEASES.slice(RELEASES.indexOf(first)),
      release: null,
      build: null,
      sources,
      later: null,
      dispute: `Only the registry tells the release, and it says ${first}. On a secondary site this value may never have been updated (Q272352), so the site may run a later one. Read compver.ini, or look at the site's properties in the console.`,
      answered: false,
    };
  }
  if (first === undefined || read.length === 1) {
    return {
      candidates: read,
      release: first ?? null,
      build: buildOf(readings, first ?? null),
      sources,
      later: null,
      dispute: null,
      answered: false,
    };
  }
  const stale = staleRegistry(evidence, readings);
  if (stale) {
    return {
      candidates: [stale.release],
      release: stale.release,
      build: buildOf(readings, stale.release),
      sources,
      later: null,
      dispute: `The registry says ${stale.registry.join(' and ')}, the client component files say ${stale.release}. On a secondary site the registry value may never have been updated (Q272352), so ${stale.release} counts.`,
      answered: false,
    };
  }
  return {
    candidates: read,
    release: null,
    build: null,
    sources,
    later: null,
    dispute: `The sources disagree: ${read.map((release) => `${release} (${count(readings, release)})`).join(', ')}. Look at the site's properties in the console and answer which it is.`,
    answered: false,
  };
}

interface Later {
  readonly value: string;
  readonly pack: number;
  readonly answered: boolean;
}

/** A service pack that no article here tells of; what was answered goes before what was read. */
function laterRelease(readings: readonly KnownReading[], answer: Answer | null): Later | null {
  const said = answer === null ? null : String(answer.value).trim();
  const saidPack = said === null ? null : laterServicePack(said);
  if (said !== null && saidPack !== null) return { value: said, pack: saidPack, answered: true };
  for (const { raw } of readings) {
    const pack = laterServicePack(raw);
    if (pack !== null) return { value: raw, pack, answered: false };
  }
  return null;
}

function laterSentence({ value, pack, answered }: Later, read: readonly Release[]): string {
  const number = `${value} stands for Service Pack ${pack} by the rule of Q213410`;
  if (read.length > 0)
    return `The sources disagree: ${read.join(', ')}, and ${number}. Look at the site's properties in the console and answer which it is.`;
  const settle = answered ? '' : ' If the site runs another release, answer which.';
  return `${number}; no article here tells of it. Service packs are cumulative (Q288239), so what earlier ones correct is corrected there.${settle}`;
}

interface KnownReading extends ReleaseReading {
  readonly known: Release | null;
}

function releaseOf(reading: ReleaseReading): Release | null {
  return reading.release !== null && isRelease(reading.release) ? reading.release : null;
}

function distinct(releases: readonly Release[]): Release[] {
  return [...new Set(releases)].sort(compareReleases);
}

function count(readings: readonly KnownReading[], release: Release): string {
  const number = readings.filter((reading) => reading.known === release).length;
  return number === 1 ? '1 source' : `${number} sources`;
}

function isRegistryOfSecondary(evidence: SiteEvidence, readings: readonly KnownReading[]): boolean {
  const told = readings.filter((reading) => reading.known !== null);
  return (
    evidence.siteTypes.some((type) => type.value === 'secondary') &&
    told.every((reading) => reading.kind === 'server')
  );
}

function staleRegistry(
  evidence: SiteEvidence,
  readings: readonly KnownReading[],
): { readonly release: Release; readonly registry: readonly Release[] } | null {
  if (!evidence.siteTypes.some((type) => type.value === 'secondary')) return null;
  const registry = distinct(
    readings.flatMap((reading) => (reading.kind === 'server' ? (reading.known ?? []) : [])),
  );
  const others = distinct(
    readings.flatMap((reading) => (reading.kind === 'server' ? [] : (reading.known ?? []))),
  );
  const [release] = others;
  if (release === undefined || others.length !== 1) return null;
  return registry.every((value) => compareReleases(value, release) < 0) ? { release, registry } : null;
}

/** The site server's own number first, then the base client's. */
function buildOf(readings: readonly KnownReading[], release: Release | null): string | null {
  if (release === null) return null;
  const order: readonly ReleaseReading['kind'][] = ['server', 'snapshot', 'client-base', 'client'];
  for (const kind of order) {
    for (const reading of readings) {
      if (reading.kind !== kind || reading.known !== release) continue;
      const { build } = parseReleaseText(reading.raw);
      if (build !== null) return build;
    }
  }
  return null;
}
