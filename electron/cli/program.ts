/** The commands, their arguments and their help. */
import { Argument, Command, Option } from 'commander';
import {
  type CtlFlags,
  checkControlFile,
  editControlFileCommand,
  restoreControlFileCommand,
} from './commands/ctl.ts';
import { runDiagnose, type DiagnoseFlags } from './commands/diagnose.ts';
import { checkKnowledge, listKnowledge, searchKnowledge, showKnowledge } from './commands/knowledge.ts';
import { runPlan, type PlanFlags } from './commands/plan.ts';
import { runUpgradePath } from './commands/upgrade-path.ts';
import { programVersion } from './version.ts';

export interface Session {
  /** Aborts when the person presses Ctrl+C. */
  readonly signal: AbortSignal;
  /** Takes the exit code. */
  finish(code: number): void;
}

const EXIT_CODES = `
Exit codes:
  0  nothing wrong found
  1  a fault is confirmed or likely
  2  could not run; one line on stderr says why`;

const SOURCES = `
A source is any of these; several may be given, and names may be in any case:
  a folder that is, or holds, an SMS directory (with Logs and Inboxes)
  a snapshot folder made by collect.cmd (it has snapshot.ini)
  a .zip of either
  single log files, such as Despool.log`;

/** Builds the command line. */
export function buildProgram(session: Session): Command {
  const program = new Command('sms-site-doctor')
    .description(
      'Finds known faults of Systems Management Server 2.0 sites in what was collected. Works offline.',
    )
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({ outputError: (text, write) => write(usageLine(text)) })
    .exitOverride()
    .addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  sms-site-doctor diagnose D:\\collected\\SMSSNAP-SMSHQ01-20010517-1730
  sms-site-doctor diagnose site.zip --format html --out report.html
  sms-site-doctor plan site.zip --for Q260366 --format html --out change.html
  sms-site-doctor upgrade-path SP2`,
    );
  addDiagnose(program, session);
  addKnowledge(program, session);
  addUpgradePath(program, session);
  addPlan(program, session);
  addCtl(program, session);
  return program;
}

function addDiagnose(program: Command, session: Session): void {
  program
    .command('diagnose')
    .description('Reads a site and says which known fault is at work, how sure that is, and why.')
    .argument('[source...]', 'what was collected of the site; none with --answers alone')
    .option('--answers <file>', 'answers to the questions, as YAML or JSON (question id: answer)')
    .option('--at <time>', 'ISO time for which the diagnosis shall hold; else the evidence tells')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['json', 'text', 'markdown', 'html'])
        .default('text'),
    )
    .option('--out <file>', 'write to a file instead of the screen')
    .option('--site <id or code>', 'which site, where the sources hold several')
    .option('--redact', 'replace names of servers, sites, accounts and addresses', false)
    .addHelpText(
      'after',
      `${SOURCES}
${EXIT_CODES}`,
    )
    .exitOverride()
    .action(async (sources: string[], flags: DiagnoseFlags) => {
      session.finish(await runDiagnose(sources, flags, session.signal));
    });
}

function addKnowledge(program: Command, session: Session): void {
  const knowledge = program
    .command('knowledge')
    .description('Lists, shows, searches and checks the articles this program knows.')
    .exitOverride();
  const format = (): Option =>
    new Option('--format <format>', 'how to print it').choices(['json', 'text']).default('text');
  knowledge
    .command('list')
    .description('Lists all articles.')
    .addOption(format())
    .exitOverride()
    .action(async (flags: { format: 'json' | 'text' }) => {
      session.finish(await listKnowledge(flags.format));
    });
  knowledge
    .command('show')
    .description('Shows one article with its conditions.')
    .argument('<id>', 'Q number, such as Q260366')
    .addOption(format())
    .exitOverride()
    .action(async (id: string, flags: { format: 'json' | 'text' }) => {
      session.finish(await showKnowledge(id, flags.format));
    });
  knowledge
    .command('search')
    .description('Lists the articles that hold all of these words.')
    .argument('<words...>', 'words, in any case')
    .addOption(format())
    .exitOverride()
    .action(async (words: string[], flags: { format: 'json' | 'text' }) => {
      session.finish(await searchKnowledge(words, flags.format));
    });
  knowledge
    .command('check')
    .description('Checks a folder of articles: schema, references, and every example against the reasoning.')
    .argument('<dir>', 'folder with .yaml files')
    .addOption(format())
    .addHelpText(
      'after',
      '\nExit codes:\n  0  all is well\n  1  something must be mended\n  2  could not run',
    )
    .exitOverride()
    .action(async (dir: string, flags: { format: 'json' | 'text' }) => {
      session.finish(await checkKnowledge(dir, flags.format));
    });
}

function addUpgradePath(program: Command, session: Session): void {
  program
    .command('upgrade-path')
    .description('Says how to get from one release to another: which service packs, why, and what to mind.')
    .addArgument(
      new Argument(
        '[release]',
        'release that is installed: SP2, "2.0 SP2" or 2.00.1493.2009; without it that of --site',
      ),
    )
    .addArgument(new Argument('[target]', 'release that is wanted; without it one is advised'))
    .option('--site <source>', 'collected site that tells the release, or to compare it with')
    .addOption(new Option('--format <format>', 'how to print it').choices(['json', 'text']).default('text'))
    .addHelpText(
      'after',
      '\nExit codes:\n  0  there is a way, or nothing to do\n  1  there is no allowed way\n  2  could not run',
    )
    .exitOverride()
    .action(
      async (
        from: string | undefined,
        to: string | undefined,
        flags: { site?: string; format: 'json' | 'text' },
      ) => {
        session.finish(await runUpgradePath(from ?? null, to ?? null, flags, session.signal));
      },
    );
}

function addPlan(program: Command, session: Session): void {
  program
    .command('plan')
    .description('Prints what to do at a site as a runbook for a change ticket, and writes fix kits.')
    .argument('[source...]', 'what was collected of the site; none with --answers alone')
    .requiredOption(
      '--for <id>',
      'Q number of an article, such as Q260366 (its plans in their order), or id of a plan',
    )
    .option('--kit <dir>', 'write a folder of scripts for each plan into this folder as well')
    .option('--answers <file>', 'answers to the questions, as YAML or JSON (question id: answer)')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'markdown', 'html', 'json'])
        .default('text'),
    )
    .option('--out <file>', 'write to a file instead of the screen')
    .option('--site <id or code>', 'which site, where the sources hold several')
    .addHelpText(
      'after',
      `${SOURCES}

Exit codes:
  0  the plan was printed, and the kits were written where asked for
  2  could not: the article is ruled out for this site, or something cannot be read or written`,
    )
    .exitOverride()
    .action(async (sources: string[], flags: PlanFlags) => {
      session.finish(await runPlan(sources, flags, session.signal));
    });
}

function addCtl(program: Command, session: Session): void {
  const ctl = program
    .command('ctl')
    .description('Checks a backup control file, puts the pauses of Q260366 in, and takes them out again.')
    .exitOverride();
  const add = (
    name: string,
    description: string,
    exitCodes: string,
    run: (file: string, flags: CtlFlags) => Promise<number>,
  ): void => {
    ctl
      .command(name)
      .description(description)
      .argument('<file>', 'the control file: Smsbkup.ctl in the folder Inboxes\\Smsbkup.box')
      .option('--dry-run', 'print what would be done, and write nothing', false)
      .option('--force', 'restore also when the file was changed since; no other command heeds it', false)
      .addOption(new Option('--format <format>', 'how to print it').choices(['json', 'text']).default('text'))
      .addHelpText('after', `\nExit codes:\n${exitCodes}`)
      .exitOverride()
      .action(async (file: string, flags: CtlFlags) => {
        session.finish(await run(file, flags));
      });
  };
  add(
    'check',
    'Says whether the pauses are in a control file, and whether it can be edited.',
    '  0  untouched or staggered\n  1  partly or unexpected\n  2  not a control file, or it cannot be read',
    checkControlFile,
  );
  add(
    'edit',
    'Puts the missing pauses into [Start], after writing <name>.<UTC time>.bak beside the file.',
    '  0  the pauses are in place\n  2  refused or not possible; the file is what it was',
    editControlFileCommand,
  );
  add(
    'restore',
    'Puts the newest backup back, if the file is still what edit left.',
    '  0  the backup is in place\n  2  refused or not possible; the file is what it was',
    restoreControlFileCommand,
  );
}

/** A mistake in the arguments in one line, like every other failure. */
function usageLine(text: string): string {
  const what = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  return `sms-site-doctor: ${what.replace(/\.?$/, '.')} Run with --help to see how it is used.\n`;
}
