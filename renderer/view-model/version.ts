/** What a version string says, for people. Rules: Q213410 and Q266130. */

const servicePacks = [
  'no service pack',
  'Service Pack 1',
  'Service Pack 2',
  'Service Pack 3',
  'Service Pack 4',
  'Service Pack 5',
];

/**
 * Explains `2.00.1493.2009` (build and service pack; the first digit of the last group is the service pack), a release
 * name, or says that the shape tells nothing.
 */
export function explainVersion(value: string): string {
  const version = /\b2\.0{1,2}\.(\d{4})\.(\d)\d{3}\b/.exec(value);
  if (version) {
    const pack = servicePacks[Number(version[2])];
    return pack === undefined
      ? `Build ${version[1] ?? ''}, service pack not known`
      : `Build ${version[1] ?? ''}, ${pack}`;
  }
  if (/^2\.0( SP\d)?$/i.test(value.trim())) return 'Name of the release';
  return 'This shape does not tell a service pack';
}
