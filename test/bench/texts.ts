/**
 * As many watched texts as a full knowledge base has: messages of the kind that SMS components log, some of which
 * stand in the large site's logs, and plausible ones built of the same words.
 */
import { SAMPLE_TEXTS } from './sample-texts.ts';

const SUBJECTS = [
  'the package definition',
  'the site control file',
  'the address to site',
  'the inbox rule',
  'the discovery record',
  'the collection query',
  'the offer file',
  'the trigger on table',
  'the minijob',
  'the logon point',
];
const TROUBLES = [
  'could not be opened for writing',
  'was rejected because its version is older',
  'does not exist in the parent table',
  'has been waiting longer than the retry interval',
  'is locked by another process, Win32 = 32',
  'failed with SQL error 1205',
  'cannot be decoded, moved to the bad folder',
  'timed out while connecting to the provider',
];

/** @param count how many texts are wanted; each is given once */
export function manyTexts(count: number): readonly string[] {
  const built = TROUBLES.flatMap((trouble) => SUBJECTS.map((subject) => `${subject} ${trouble}`));
  return [
    ...SAMPLE_TEXTS,
    ...built.map((text) => text.charAt(0).toUpperCase() + text.slice(1)),
    ...numbered(),
  ].slice(0, count);
}

/** Error numbers as they stand in messages. */
function numbered(): string[] {
  return Array.from(
    { length: 100 },
    (_, index) => `SQL Msg #${2600 + index * 7}> operation ${index} was ended`,
  );
}
