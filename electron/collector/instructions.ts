/** The words of the page that goes with the collector. Plain ASCII: the page is also a text for old Notepads. */

/** A sentence or two, with what is typed at the prompt or stands on the screen in `code`. */
export type Words = readonly (string | { readonly code: string })[];

export interface Step {
  readonly title: string;
  readonly words: Words;
}

export interface Choice {
  readonly name: string;
  readonly words: Words;
}

export interface Section {
  readonly title: string;
  readonly points: readonly Words[];
}

export interface Instructions {
  readonly title: string;
  readonly lead: Words;
  readonly steps: readonly Step[];
  /** The line to type, with its parts explained. */
  readonly choices: { readonly title: string; readonly line: string; readonly parts: readonly Choice[] };
  readonly sections: readonly Section[];
  readonly foot: string;
}

const code = (text: string): { readonly code: string } => ({ code: text });

/** @param version version of collect.cmd that lies beside the page */
export function instructions(version: string): Instructions {
  return {
    title: 'How to collect on an SMS 2.0 site server',
    lead: [
      'You need no network and install nothing. The server keeps working. Any Windows from NT 4.0 on will do.',
    ],
    steps: [
      {
        title: 'Take it along.',
        words: [
          'Copy ',
          code('collect.cmd'),
          ' and this page to a stick, a disc or a share that the server can read.',
        ],
      },
      {
        title: 'Log on',
        words: ['to the site server as an administrator, and open a command prompt.'],
      },
      {
        title: 'Run it',
        words: [
          'from where it lies, for example ',
          code('F:\\collect.cmd'),
          '. It finds the SMS directory by itself and shows nine steps.',
        ],
      },
      {
        title: 'Wait for "Done".',
        words: [
          'The line names the new folder, such as ',
          code('SMSSNAP-SMSHQ01-20010517-1730'),
          '. From a read-only medium it goes to the TEMP folder.',
        ],
      },
      {
        title: 'Bring the whole folder back',
        words: ['and drop it, or a zip of it, on the Case page of SMS Site Doctor.'],
      },
    ],
    choices: {
      title: 'To choose more, give up to three things',
      line: 'F:\\collect.cmd  D:\\SMS  E:\\TEMP  50',
      parts: [
        { name: 'D:\\SMS', words: ['The SMS directory. Put ', code('-'), ' to have it found.'] },
        {
          name: 'E:\\TEMP',
          words: ['Where the new folder goes. Put ', code('-'), ' for the folder of collect.cmd.'],
        },
        { name: '50', words: ['How many MB of logs to copy at most, 1 to 999. Without it 100.'] },
      ],
    },
    sections: [
      {
        title: 'What it reads',
        points: [
          ['The registry: SMS, hotfixes, time zone, code pages, language settings, PATH.'],
          ['Services, processes, shares, free disk space, and the event log if a tool is there.'],
          ['Lists of the inboxes and logs: names, sizes, dates.'],
          ['Copies of the logs, crash logs, backup control file and compver.ini files.'],
        ],
      },
      {
        title: 'What it never does',
        points: [
          ['It starts, stops or changes nothing of SMS or Windows, and deletes no file of the server.'],
          ['It sends nothing anywhere and leaves nothing but its folder.'],
          ['It keeps no log open: SMS would wait for it (Q247229).'],
          ['It does not open Nt_logon.box\\Locks: that would start updates (Q257202).'],
        ],
      },
      {
        title: 'How long, how large',
        points: [
          ['Most servers need a few minutes. Full inboxes and slow disks take longer.'],
          ['Logs up to the limit you gave, and about 1 MB of lists for 15,000 files in inboxes.'],
          ['To stop it, press Ctrl+C. What is there by then can still be used.'],
        ],
      },
      {
        title: 'If it says "could not"',
        points: [
          ['It goes on without that. Bring what you have: SMS Site Doctor shows the gap.'],
          ['Many of them: log on as an administrator and run it again.'],
          ['"No SMS directory was found": run it again with the directory.'],
          ['"not whole": free some space, or choose another folder or a smaller limit.'],
          ['A message of the Registry Editor: choose OK, it goes on.'],
          ['A left-over tlist.exe: end it in Task Manager (Q261184).'],
        ],
      },
      {
        title: 'Keep it safe',
        points: [
          [
            'The folder holds names of computers, accounts and settings. Licsvcfg.log of the first release can hold a password (Q235179).',
          ],
        ],
      },
    ],
    foot: `SMS Site Doctor, collector ${version}`,
  };
}
