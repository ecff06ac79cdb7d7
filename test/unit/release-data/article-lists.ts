/**
 * What the articles themselves say: the releases under "applies to" (of SMS 2.0) and where their status says that the
 * problem was first corrected. Taken from the articles, apart from the release data.
 */
export const articleLists: Readonly<
  Record<string, { readonly lists: readonly string[]; readonly fixedIn: string | null }>
> = {
  Q236596: { lists: ['2.0'], fixedIn: '2.0 SP2' },
  Q238302: { lists: ['2.0'], fixedIn: '2.0 SP2' },
  Q242477: { lists: ['2.0 SP1'], fixedIn: '2.0 SP2' },
  Q237196: { lists: ['2.0'], fixedIn: null },
  Q254083: { lists: ['2.0', '2.0 SP1'], fixedIn: null },
  Q252856: { lists: ['2.0', '2.0 SP1', '2.0 SP2', '2.0 SP3'], fixedIn: null },
  Q256615: { lists: ['2.0', '2.0 SP1'], fixedIn: '2.0 SP2' },
  Q262342: { lists: ['2.0', '2.0 SP1'], fixedIn: '2.0 SP2' },
  Q260366: { lists: ['2.0 SP2'], fixedIn: '2.0 SP3' },
  Q258547: { lists: ['2.0'], fixedIn: null },
  Q268238: { lists: ['2.0'], fixedIn: null },
  Q268795: { lists: ['2.0 SP2'], fixedIn: '2.0 SP3' },
  Q275617: { lists: ['2.0 SP2', '2.0 SP3'], fixedIn: '2.0 SP4' },
  Q280515: { lists: ['2.0'], fixedIn: '2.0 SP4' },
  Q267971: { lists: ['2.0 SP2', '2.0 SP3'], fixedIn: null },
  Q281415: { lists: ['2.0 SP2'], fixedIn: null },
  Q267237: { lists: ['2.0 SP2', '2.0 SP3'], fixedIn: null },
  Q265882: { lists: ['2.0', '2.0 SP1', '2.0 SP2'], fixedIn: '2.0 SP3' },
  Q304381: { lists: ['2.0 SP3'], fixedIn: '2.0 SP4' },
  Q296667: { lists: ['2.0 SP3'], fixedIn: '2.0 SP4' },
  Q297857: { lists: ['2.0 SP3'], fixedIn: null },
  Q289000: { lists: ['2.0 SP2', '2.0 SP3'], fixedIn: null },
  Q320692: { lists: ['2.0 SP3', '2.0 SP4'], fixedIn: '2.0 SP4 HRP' },
  Q299261: { lists: ['2.0 SP3'], fixedIn: '2.0 SP4' },
  Q310505: { lists: ['2.0'], fixedIn: '2.0 SP4' },
  Q303462: { lists: ['2.0 SP3'], fixedIn: '2.0 SP4' },
  Q313614: { lists: ['2.0'], fixedIn: null },
  Q323652: { lists: ['2.0 SP4'], fixedIn: null },
  Q313839: { lists: ['2.0'], fixedIn: null },
  Q324204: { lists: ['2.0 SP3', '2.0 SP4'], fixedIn: null },
};
