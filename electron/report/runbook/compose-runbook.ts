/** A plan as a document for a change ticket: what, why, risk, what comes first, the steps, the way back, how to verify. */
import type { CaseIdentity } from '../../engine/case/records.ts';
import type { TailoredPlan, TailoredStep } from '../../engine/plans/tailored-plan.ts';
import type { Badge, Block, ReportDocument, Section } from '../document.ts';
import { controlFileSection, type RunbookControlFile } from './control-file-section.ts';
import { sourcesSection } from './sources-section.ts';
import { stepItem } from './step-item.ts';
import { endsSection, upgradeSection } from './upgrade-section.ts';

/** What is known beside the plans. */
export interface RunbookContext {
  /** The control file as it is and as it shall be; null when it was not read. */
  readonly controlFile: RunbookControlFile | null;
  /** Why there is none, in a sentence; shown where a plan edits it. */
  readonly noControlFile: string | null;
  /** Q number → what the article is about. */
  readonly titles: Readonly<Record<string, string>>;
  /** Of the case; null where there is none. */
  readonly identity: CaseIdentity | null;
  /** Titles of all plans by id: one may name another that is not in the document. */
  readonly planTitles: Readonly<Record<string, string>>;
}

const purposes: Readonly<Record<TailoredPlan['purpose'], { readonly word: string; readonly means: string }>> =
  {
    relief: { word: 'Relief', means: 'The site works again now; the fault stays.' },
    mitigation: { word: 'Mitigation', means: 'The fault comes back less often.' },
    cure: { word: 'Cure', means: 'This ends the fault.' },
  };

const fits: Readonly<Record<TailoredPlan['fit'], Badge>> = {
  advised: { tone: 'information', icon: '✓', word: 'Advised' },
  possible: { tone: 'caution', icon: '▲', word: 'Possible' },
  'not-for-this-site': { tone: 'neutral', icon: '○', word: 'Not for this site' },
  done: { tone: 'verified', icon: '✓', word: 'Reached already' },
};

/** The document of one plan, or of several in their order. */
export function composeRunbook(plans: readonly TailoredPlan[], context: RunbookContext): ReportDocument {
  const [first] = plans;
  if (plans.length === 1 && first !== undefined) {
    return {
      title: first.title,
      subtitle: subtitleOf(first),
      intro: introOf(first, plans, context),
      sections: [...sectionsOf(first, context, ''), sourcesSection([first], context.titles)],
    };
  }
  return {
    title: 'Plans for this site',
    subtitle: first === undefined ? '' : placeOf(first),
    intro: [
      {
        kind: 'list',
        ordered: true,
        items: plans.map((plan) => `${plan.title}. ${fits[plan.fit].word}: ${plan.fitBecause}`),
      },
    ],
    sections: [
      ...plans.map((plan): Section => ({
        id: plan.id,
        title: plan.title,
        badge: fits[plan.fit],
        blocks: [
          ...introOf(plan, plans, context),
          ...sectionsToDo(plan, context, `${plan.id}-`).map((section): Block => ({
            kind: 'section',
            section,
          })),
        ],
      })),
      sourcesSection(plans, context.titles),
    ],
  };
}

function subtitleOf(plan: TailoredPlan): string {
  return `${purposes[plan.purpose].word} for ${placeOf(plan)}`;
}

function placeOf({ site }: TailoredPlan): string {
  const server = site.server ?? 'a site server whose name is not known';
  return `${server}, ${site.release ?? 'release not known'}`;
}

function introOf(
  plan: TailoredPlan,
  all: readonly TailoredPlan[],
  { identity, planTitles }: RunbookContext,
): readonly Block[] {
  const { word, means } = purposes[plan.purpose];
  return [
    { kind: 'banner', badge: fits[plan.fit], title: `${word}: ${means}`, words: plan.fitBecause },
    { kind: 'paragraph', words: plan.summary },
    {
      kind: 'facts',
      pairs: [
        {
          label: 'Why',
          words: plan.findings.length === 0 ? 'No finding asks for it' : plan.findings.join(', '),
        },
        ...siteFacts(plan),
        ...caseFacts(identity),
        { label: 'Finish first', words: needsWords(plan, all, planTitles) },
      ],
    },
    ...unknownWords(plan),
  ];
}

function siteFacts({ site }: TailoredPlan): readonly { readonly label: string; readonly words: string }[] {
  const none = 'Not known';
  return [
    { label: 'Site server', words: site.server ?? none },
    { label: 'Release', words: site.release ?? none },
    ...(site.goal === null ? [] : [{ label: 'Goal', words: site.goal }]),
    { label: 'SMS directory', words: site.smsDirectory ?? none },
  ];
}

/** What of the case is filled in. */
function caseFacts(
  identity: CaseIdentity | null,
): readonly { readonly label: string; readonly words: string }[] {
  const { ticket = '', name = '', technician = '' } = identity ?? {};
  return [
    { label: 'Ticket', words: ticket },
    { label: 'Case', words: name },
    { label: 'Technician', words: technician },
  ].filter(({ words }) => words !== '');
}

function needsWords(
  plan: TailoredPlan,
  all: readonly TailoredPlan[],
  titles: RunbookContext['planTitles'],
): string {
  if (plan.needsFirst.length === 0) return 'Nothing';
  return plan.needsFirst
    .map(
      ({ plan: id, because }) =>
        `${all.find((other) => other.id === id)?.title ?? titles[id] ?? `Plan ${id}`}. ${because}`,
    )
    .join(' ');
}

/** How to find out what the commands still leave open. */
function unknownWords({ site, steps, verification }: TailoredPlan): readonly Block[] {
  const commands = [...steps, ...verification].flatMap((step) => step.commands ?? []);
  const items: string[] = [];
  if (site.smsDirectory === null && commands.some((command) => command.includes('<SMS>'))) {
    items.push(
      'Put the SMS directory of the server for <SMS>. To find it, look on the server at the properties of the share SMS_ with the site code behind it (not SMS_SITE): its path is the SMS directory, such as D:\\SMS.',
    );
  }
  if (commands.some((command) => command.includes('<PID>'))) {
    items.push('Put the number from the PID column of Task Manager for <PID>.');
  }
  if (commands.some((command) => command.includes('<DESTINATION>'))) {
    items.push(
      'Put the destination folder of the site backup for <DESTINATION>; the console shows it in the task Backup SMS Site Server.',
    );
  }
  if (commands.some((command) => command.includes('<SITE-CODE>'))) {
    items.push('Put the site code of three characters for <SITE-CODE>.');
  }
  return items.length === 0
    ? []
    : [
        { kind: 'paragraph', words: 'Before you enter a command:' },
        { kind: 'list', ordered: false, items },
      ];
}

/** Among several plans, one that is not to be done here is told with its reason only. */
function sectionsToDo(plan: TailoredPlan, context: RunbookContext, prefix: string): readonly Section[] {
  return plan.fit === 'done' || plan.fit === 'not-for-this-site' ? [] : sectionsOf(plan, context, prefix);
}

function sectionsOf(plan: TailoredPlan, context: RunbookContext, prefix: string): readonly Section[] {
  const edits = plan.steps.some((step) => step.action?.do === 'edit-control-file');
  return [
    risksSection(plan, prefix),
    ...(plan.upgrade === null ? [] : [upgradeSection(plan.upgrade, prefix)]),
    {
      id: `${prefix}steps`,
      title: 'Steps',
      blocks: [
        { kind: 'paragraph', words: 'Go on to the next step only when you have seen what a step says.' },
        { kind: 'steps', items: plan.steps.map((step) => stepItem(step, plan)) },
      ],
    },
    ...(edits
      ? [
          controlFileSection(context.controlFile, {
            path: plan.site.controlFile,
            why: context.noControlFile,
            prefix,
          }),
        ]
      : []),
    {
      id: `${prefix}verification`,
      title: 'How to see that it worked',
      blocks: [{ kind: 'steps', items: plan.verification.map((step) => stepItem(step, plan)) }],
    },
    wayBackSection(plan, prefix),
    ...(plan.upgrade === null ? [] : [endsSection(plan.upgrade, prefix)]),
  ];
}

/** Everything that could go wrong, in one place, for whoever approves the change. */
function risksSection(plan: TailoredPlan, prefix: string): Section {
  const cautions = plan.steps.filter((step) => step.applies && step.caution !== undefined);
  return {
    id: `${prefix}risks`,
    title: 'Risks',
    blocks:
      cautions.length === 0
        ? [{ kind: 'paragraph', words: 'No step of this plan changes anything that cannot be taken back.' }]
        : [
            {
              kind: 'list',
              ordered: false,
              items: cautions.map((step) => `${step.title}: ${step.caution ?? ''}`),
            },
          ],
  };
}

/** Steps that the same command takes back one after the other, together. */
function byCommand(
  steps: readonly TailoredStep[],
): readonly { readonly command: string; readonly titles: readonly string[] }[] {
  const groups: { command: string; titles: string[] }[] = [];
  for (const { undo = '', title } of steps) {
    const last = groups.at(-1);
    if (last?.command === undo) last.titles.push(title);
    else groups.push({ command: undo, titles: [title] });
  }
  return groups;
}

function wayBackSection(plan: TailoredPlan, prefix: string): Section {
  const undoable = plan.steps.filter((step) => step.applies && step.undo !== undefined).reverse();
  const final = plan.steps.filter(
    (step) => step.applies && step.undo === undefined && (step.kind === 'run' || step.kind === 'edit'),
  );
  const blocks: Block[] = [];
  if (undoable.length > 0) {
    blocks.push(
      { kind: 'paragraph', words: 'In this order, as far as the steps were done:' },
      {
        kind: 'list',
        ordered: true,
        items: byCommand(undoable).map(({ command, titles }) => [
          { code: command },
          ` takes back ${titles.map((title) => `"${title}"`).join(' and ')}`,
        ]),
      },
    );
  }
  if (final.length > 0) {
    blocks.push({
      kind: 'paragraph',
      words: `What these steps do is not taken back by a command: ${final.map((step) => step.title).join('; ')}.`,
    });
  }
  if (blocks.length === 0) blocks.push({ kind: 'paragraph', words: 'There is nothing to take back.' });
  return { id: `${prefix}way-back`, title: 'The way back', blocks };
}
