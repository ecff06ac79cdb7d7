/** Who a sample site is: what does not change while its story runs. */
import type { ServerZone } from './server-clock.ts';

export type SampleRelease = '2.0' | '2.0 SP1' | '2.0 SP2' | '2.0 SP3' | '2.0 SP4';

export interface SiteProfile {
  /** Seed of all chance in this site. */
  readonly seed: string;
  /** Three letters or digits. */
  readonly code: string;
  readonly server: string;
  readonly domain: string;
  readonly release: SampleRelease;
  readonly type: 'primary' | 'secondary';
  readonly windows: 'nt4' | '2000';
  readonly language: 'english' | 'german';
  readonly zone: ServerZone;
  /** SMS directory on the server (`D:\SMS`). */
  readonly smsDirectory: string;
  readonly parentCode: string;
  readonly children: readonly string[];
  /** Size at which a log is renamed to `.lo_`. */
  readonly logLimit: number;
}
