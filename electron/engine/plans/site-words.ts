/** Site words of a plan: names in angle brackets that are filled in for a site, or by the technician. */
import type { PlanStep } from '../knowledge/plan.ts';

/** Filled in for a site where they are known. */
export const SITE_WORDS = ['SMS', 'SERVER', 'SITE-CODE', 'CONTROL-FILE', 'GOAL'] as const;

/** Filled in by the technician, as only the server tells them. */
export const TECHNICIAN_WORDS = ['PID', 'DESTINATION'] as const;

/** Site words in a text, without their brackets. */
export function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/<([A-Z][A-Z-]*)>/g)].map((found) => found[1] ?? '');
}

/** What is known for them; null where nothing told. */
export interface SiteNames {
  readonly smsDirectory: string | null;
  readonly server: string | null;
  readonly siteCode: string | null;
  /** `Smsbkup.ctl`, null when not known. */
  readonly controlFileName: string | null;
  readonly goal: string | null;
}

/** Folder of the control file in the SMS directory (Q275612). */
const CONTROL_FOLDER = 'Inboxes\\Smsbkup.box';
const USUAL_NAME = 'Smsbkup.ctl';

/** Path of the control file as the server calls it; null when its folder or name is not known. */
export function controlFilePath(names: SiteNames): string | null {
  const { smsDirectory, controlFileName } = names;
  if (smsDirectory === null || controlFileName === null) return null;
  return `${smsDirectory}\\${CONTROL_FOLDER}\\${controlFileName}`;
}

/** Fills a sentence; what is not known is written so that the sentence still reads well. */
export function fillText(text: string, names: SiteNames): string {
  const sms = names.smsDirectory ?? 'SMS';
  return replaced(text, {
    '<SMS>': sms,
    ' <SERVER>': names.server === null ? '' : ` ${names.server}`,
    '<SITE-CODE>': names.siteCode ?? 'the site code',
    '<CONTROL-FILE>': controlFileAt(sms, names),
    '<GOAL>': names.goal ?? 'the service pack',
  });
}

/** Fills a command; what is not known stays as it is, in its brackets, to be put in by hand. */
export function fillCommand(command: string, names: SiteNames): string {
  return replaced(command, {
    '<SMS>': names.smsDirectory,
    '<SERVER>': names.server,
    '<SITE-CODE>': names.siteCode,
    '<CONTROL-FILE>': controlFileAt(names.smsDirectory ?? '<SMS>', names),
    '<GOAL>': names.goal,
  });
}

/** Fills a step. Its action is left alone: its paths are relative to the SMS directory. */
export function fillStep<Step extends PlanStep>(step: Step, names: SiteNames): Step {
  const text = (value: string): string => fillText(value, names);
  return {
    ...step,
    title: text(step.title),
    text: text(step.text),
    reason: text(step.reason),
    ...(step.commands === undefined
      ? {}
      : { commands: step.commands.map((command) => fillCommand(command, names)) }),
    ...(step.caution === undefined ? {} : { caution: text(step.caution) }),
    ...(step.undo === undefined ? {} : { undo: fillCommand(step.undo, names) }),
  };
}

function controlFileAt(sms: string, { controlFileName }: SiteNames): string {
  return `${sms}\\${CONTROL_FOLDER}\\${controlFileName ?? USUAL_NAME}`;
}

function replaced(text: string, values: Readonly<Record<string, string | null>>): string {
  let filled = text;
  for (const [word, value] of Object.entries(values)) {
    if (value !== null) filled = filled.replaceAll(word, () => value);
  }
  return filled;
}
