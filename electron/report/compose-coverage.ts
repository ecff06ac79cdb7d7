/** Where the release was read, what was read and what was not, and what was answered by hand. */
import { nameOfQuestion } from '../engine/answers/answer-ids.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, Words } from './document.ts';
import { ageWords, count, plainTime, sizeWords, wholeNumber } from './words.ts';

/** Every place the release was read from, and how they differ. */
export function releaseSection(diagnosis: Diagnosis): Section {
  const { releaseSources, releaseDispute } = diagnosis.site;
  const blocks: Block[] = [];
  if (releaseDispute !== null) blocks.push({ kind: 'paragraph', words: releaseDispute });
  if (releaseSources.length === 0) {
    blocks.push({
      kind: 'paragraph',
      words: 'Not collected: nothing that was read tells the release.',
    });
    return { id: 'release', title: 'Which release this site runs', blocks };
  }
  // Nine version files that agree would bury what tells the release.
  const isFile = ({ source }: { readonly source: string }): boolean =>
    /compver\.ini/i.test(source) && !/(?:^|[\\/])base[\\/]compver\.ini/i.test(source);
  const shown =
    releaseDispute === null ? releaseSources.filter((source) => !isFile(source)) : [...releaseSources];
  const rows = shown.length > 0 ? shown : releaseSources.slice(0, 1);
  const rest = releaseSources.length - rows.length;
  blocks.push({
    kind: 'table',
    caption: 'Where the release was read',
    columns: [{ label: 'Value' }, { label: 'Source' }],
    rows: rows.map((source) => ({ cells: [{ code: source.value }, source.source] })),
  });
  if (rest > 0) {
    blocks.push({
      kind: 'paragraph',
      words: `${count(rest, 'further version file says', 'further version files say')} the same service pack.`,
    });
  }
  return { id: 'release', title: 'Which release this site runs', blocks };
}

/** What was read, what was not there, what could not be used, and what was answered by hand. */
export function coverageSection(diagnosis: Diagnosis): Section {
  const blocks: Block[] = [];
  if (diagnosis.notCollected.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'not-collected',
        title: 'Not collected',
        blocks: [{ kind: 'list', ordered: false, items: diagnosis.notCollected }],
      },
    });
  }
  if (diagnosis.unreadable.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'unreadable',
        title: 'There, but not readable',
        blocks: [
          {
            kind: 'list',
            ordered: false,
            items: diagnosis.unreadable.map((item): Words => [{ code: item.source }, `: ${item.why}`]),
          },
        ],
      },
    });
  }
  if (diagnosis.answers.length > 0) blocks.push(answersBlock(diagnosis));
  if (diagnosis.logs.length > 0) blocks.push(...logBlocks(diagnosis));
  if (blocks.length === 0) {
    blocks.push({ kind: 'paragraph', words: 'Everything that was looked for was there and readable.' });
  }
  return { id: 'coverage', title: 'What was read and what was not', blocks };
}

function answersBlock({ answers }: Diagnosis): Block {
  const items = answers.map((answer): Words => {
    const name = nameOfQuestion(answer.question, []);
    // A question of the knowledge base is not loaded here; its id is made of words.
    const question = name === 'Another question' ? answer.question.replaceAll('-', ' ') : name;
    const who = answer.by ?? 'not said by whom';
    const when = answer.at === null ? '' : `, ${plainTime(answer.at)}`;
    return `${question}: ${answerInWords(answer.question, answer.value)} (${who}${when}).`;
  });
  return {
    kind: 'section',
    section: {
      id: 'answers',
      title: 'Answered by hand',
      blocks: [{ kind: 'list', ordered: false, items }],
    },
  };
}

function answerInWords(question: string, value: string): string {
  if (question.startsWith('log-text:')) {
    const lines = value.split(/\r\n?|\n/).filter((line) => line.trim() !== '').length;
    return value === '(left out)' ? value : count(lines, 'line');
  }
  const pair = /^(\d+)\/(\d*)$/.exec(value);
  if (/^(?:inbox|backlog-rule):/.test(question) && pair !== null) {
    const files = count(Number(pair[1]), 'file');
    return pair[2] === '' ? files : `${files}, the oldest ${ageWords(Number(pair[2]))} old`;
  }
  return value === 'true' ? 'yes' : value === 'false' ? 'no' : value;
}

function logBlocks({ logs }: Diagnosis): readonly Block[] {
  const bytes = logs.reduce((sum, log) => sum + log.bytes, 0);
  const lines = logs.reduce((sum, log) => sum + log.lines, 0);
  const times = logs.flatMap((log) => [log.firstTime ?? [], log.lastTime ?? []].flat()).sort();
  const [first] = times;
  const last = times.at(-1);
  const span = first === undefined || last === undefined ? '' : `, ${plainTime(first)} to ${plainTime(last)}`;
  const garbled = logs
    .filter((log) => log.garbled > 0)
    .map((log) => `${log.path} (${count(log.garbled, 'line')})`);
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      words: `${count(logs.length, 'log was', 'logs were')} read: ${sizeWords(bytes)}, ${wholeNumber(lines)} lines${span}.${garbled.length === 0 ? '' : ` Garbled lines were left out in ${garbled.join(', ')}.`}`,
    },
    {
      kind: 'section',
      section: {
        id: 'logs',
        title: 'Logs that were read',
        folded: true,
        blocks: [
          {
            kind: 'paragraph',
            words: logs.flatMap((log, index) => [index === 0 ? '' : ', ', { code: log.path }]),
          },
        ],
      },
    },
  ];
  return blocks;
}
