/** The nine pages in their order, with their questions and what the primary button of the page before calls them. */

export const pageIds = [
  'case',
  'version',
  'logs',
  'inboxes',
  'services',
  'diagnosis',
  'fix',
  'verify',
  'report',
] as const;

export type PageId = (typeof pageIds)[number];

export interface PageText {
  /** Name in the rail. */
  readonly name: string;
  /** The question that the page answers; its title. */
  readonly question: string;
  /** Why it matters, in one sentence or two. */
  readonly why: string;
  /** How a primary button that leads here is called. */
  readonly go: string;
}

export const pages: Readonly<Record<PageId, PageText>> = {
  case: {
    name: 'Case',
    question: 'What are you looking at?',
    why: 'Give the wizard what you have of the site server. Reading changes nothing, and nothing leaves this computer.',
    go: 'Choose a site',
  },
  version: {
    name: 'Version',
    question: 'Which release is this site?',
    why: 'The release alone settles most questions: each known fault belongs to certain service packs.',
    go: 'Check the release',
  },
  logs: {
    name: 'Logs',
    question: 'What do the logs say?',
    why: 'A thread that works writes. One that stops writing while others go on is where to look first.',
    go: 'Read the logs',
  },
  inboxes: {
    name: 'Inboxes',
    question: 'Where does work pile up?',
    why: 'Threads hand work to each other as files in inboxes. Old files in a queue mean that nobody empties it.',
    go: 'Look into the inboxes',
  },
  services: {
    name: 'Services & backup',
    question: 'Were the services running, and did a backup run before it stalled?',
    why: 'A hung service still says “running”. A stopped one is a different fault. A backup restarts them all.',
    go: 'Check services and backup',
  },
  diagnosis: {
    name: 'Diagnosis',
    question: 'What is wrong with this site?',
    why: 'The verdict, the lines it rests on, and what would change it.',
    go: 'See the diagnosis',
  },
  fix: {
    name: 'Fix',
    question: 'What do you do now?',
    why: 'First get the site working again, then make it less likely to come back, then end the fault.',
    go: 'See what to do',
  },
  verify: {
    name: 'Verify',
    question: 'Did it work?',
    why: 'A restart that looks fine can hang again. Look at the site once more before you close the ticket.',
    go: 'Verify the result',
  },
  report: {
    name: 'Report',
    question: 'What goes into the ticket?',
    why: 'One file with the verdict, its evidence and what you did, for whoever reads the ticket next.',
    go: 'Write the report',
  },
};

/** The page after this one; null after the last. */
export function nextPage(page: PageId): PageId | null {
  return pageIds[pageIds.indexOf(page) + 1] ?? null;
}

/** The page before this one; null before the first. */
export function previousPage(page: PageId): PageId | null {
  return pageIds[pageIds.indexOf(page) - 1] ?? null;
}
