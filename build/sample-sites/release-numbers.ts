/** Version strings of SMS 2.0 (Q213410, Q266130, Q268803; the fourth group's first digit is the service pack). */
import type { SampleRelease } from './site-profile.ts';

/** Folders below `Inboxes\clicomp.src` whose compver.ini versions Q266130 prints. */
export const CLIENT_COMPONENTS = [
  'base',
  'hinv',
  'licmtr',
  'remctrl',
  'sinv',
  'smsapm32',
  'snmpelea',
  'swdist',
  'wbem',
] as const;

export type ClientComponent = (typeof CLIENT_COMPONENTS)[number];

/**
 * `Full Version` in the server's registry. No article prints the string of SP3 and SP4; theirs follow the rule
 * of Q266130 (fourth group 3000 and 4000).
 */
export const SERVER_VERSIONS: Readonly<Record<SampleRelease, string>> = {
  '2.0': '2.00.1239.0000',
  '2.0 SP1': '2.00.1380.1000',
  '2.0 SP2': '2.00.1493.2000',
  '2.0 SP3': '2.00.1493.3000',
  '2.0 SP4': '2.00.1493.4000',
};

type LastGroups = Readonly<Record<Exclude<ClientComponent, 'wbem'>, string>>;

const LAST_GROUPS: Readonly<Record<'2.0 SP2' | '2.0 SP3' | '2.0 SP4', LastGroups>> = {
  '2.0 SP2': {
    base: '2009',
    hinv: '2000',
    licmtr: '2000',
    remctrl: '2001',
    sinv: '2006',
    smsapm32: '2011',
    snmpelea: '2000',
    swdist: '2011',
  },
  '2.0 SP3': {
    base: '3004',
    hinv: '3000',
    licmtr: '3000',
    remctrl: '3008',
    sinv: '3006',
    smsapm32: '3002',
    snmpelea: '3000',
    swdist: '3000',
  },
  '2.0 SP4': {
    base: '4009',
    hinv: '4008',
    licmtr: '4000',
    remctrl: '4008',
    sinv: '4008',
    smsapm32: '4012',
    snmpelea: '4000',
    swdist: '4006',
  },
};

const WBEM: Readonly<Record<SampleRelease, readonly string[]>> = {
  '2.0': ['698.0000'],
  '2.0 SP1': ['698.0001'],
  '2.0 SP2': ['698.0012', '1085.0005'],
  '2.0 SP3': ['698.0012', '1085.0005'],
  '2.0 SP4': ['698.0021', '1085.0005'],
};

/** @returns the versions that stand in the component's compver.ini; two for WBEM from SP2 on (NT 4.0 and 9x, Windows 2000) */
export function clientVersions(release: SampleRelease, component: ClientComponent): readonly string[] {
  if (component === 'wbem') return WBEM[release];
  if (release === '2.0' || release === '2.0 SP1') return [SERVER_VERSIONS[release]];
  return [`2.00.1493.${LAST_GROUPS[release][component]}`];
}
