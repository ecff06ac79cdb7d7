import type { UpgradePath, UpgradeProblem } from '../engine/release/upgrade-path.ts';
import { wrap } from './render-text.ts';

const width = 96;

/** Renders an upgrade path for a terminal: the way, why, what it ends and brings, and what to mind. */
export function renderUpgradePathText(path: UpgradePath): string {
  const lines: string[] = [headline(path), ''];
  for (const reason of path.why) lines.push(...item(`${reason.text} [${reason.source}]`));
  if (path.ends.length > 0) {
    lines.push('', `Ends ${path.ends.length} known faults, among them:`);
    lines.push(...item(endsWords(path)));
  }
  lines.push(...problems('Brings', path.problems));
  for (const stop of path.passing) {
    lines.push(...problems(`While the site runs ${stop.release}, before the next step`, stop.problems));
  }
  lines.push(...problems('Stays as it is', path.keeps));
  for (const [when, title] of [
    ['before', 'Before'],
    ['during', 'While upgrading'],
    ['after', 'After'],
  ] as const) {
    const cautions = path.cautions.filter((caution) => caution.when === when);
    if (cautions.length === 0) continue;
    lines.push('', title);
    for (const caution of cautions) lines.push(...item(`${caution.text} [${caution.sources.join(', ')}]`));
  }
  return `${lines.join('\n')}\n`;
}

function headline(path: UpgradePath): string {
  if (!path.allowed) return `No way from ${path.from} to ${path.to}.`;
  if (path.steps.length === 0) return `${path.from}: nothing to put on.`;
  const way = [path.from, ...path.steps].join(' -> ');
  return path.advised ? `Advised: ${way}` : `Allowed: ${way}`;
}

function endsWords(path: UpgradePath): string {
  const founding = ['Q260366', 'Q304381'].filter((article) => path.ends.includes(article));
  const others = path.ends.filter((article) => !founding.includes(article));
  const shown = [...founding, ...others].slice(0, 12);
  const rest = path.ends.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more (all of them with --format json)` : ''}`;
}

function problems(title: string, list: readonly UpgradeProblem[]): readonly string[] {
  if (list.length === 0) return [];
  return [
    '',
    title,
    ...list.flatMap((problem) =>
      item(
        `${problem.id}: ${problem.title}.${problem.condition === null ? '' : ` Only if: ${problem.condition}.`}${
          problem.fixedIn === null ? '' : ` Corrected in ${problem.fixedIn}.`
        }${problem.listedBecause === null ? '' : ` Listed by judgement: ${problem.listedBecause}`}`,
      ),
    ),
  ];
}

function item(text: string): readonly string[] {
  return wrap(text, width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
}
