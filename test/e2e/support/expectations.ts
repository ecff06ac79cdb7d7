/** What each sample site must come to. */
import type { Finding, SiteVerdict } from '../../../electron/engine/reasoning/diagnosis.ts';
import type { SampleId } from './sites.ts';

export interface SampleExpectation {
  readonly sample: SampleId;
  readonly code: string;
  readonly release: string;
  readonly verdict: SiteVerdict;
  readonly findings: Readonly<Record<'Q260366' | 'Q304381', Finding['verdict']>>;
  /** Day the diagnosis holds for, which is in the name of the report. */
  readonly day: string;
}

export const SAMPLE_EXPECTATIONS: readonly SampleExpectation[] = [
  {
    sample: 'sp2-after-backup',
    code: 'HQ1',
    release: '2.0 SP2',
    verdict: 'confirmed',
    findings: { Q260366: 'confirmed', Q304381: 'ruled-out' },
    day: '2001-05-17',
  },
  {
    sample: 'sp3-at-startup',
    code: 'MUC',
    release: '2.0 SP3',
    verdict: 'confirmed',
    findings: { Q260366: 'ruled-out', Q304381: 'confirmed' },
    day: '2002-06-11',
  },
  {
    sample: 'sp4-busy',
    code: 'SEA',
    release: '2.0 SP4',
    verdict: 'no-known-fault',
    findings: { Q260366: 'ruled-out', Q304381: 'ruled-out' },
    day: '2002-09-18',
  },
  {
    sample: 'sp3-nothing-sent',
    code: 'BOS',
    release: '2.0 SP3',
    verdict: 'no-known-fault',
    findings: { Q260366: 'ruled-out', Q304381: 'ruled-out' },
    day: '2001-10-09',
  },
];
