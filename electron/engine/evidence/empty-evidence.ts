import type { SiteEvidence } from './model.ts';

/** Evidence of a site of which nothing was read: all that is known comes from the technician's answers. */
export const EMPTY_EVIDENCE: SiteEvidence = {
  label: 'Answers only',
  siteCodes: [],
  servers: [],
  siteTypes: [],
  collectedAt: null,
  clock: { offsetMinutes: null, basis: 'none', source: null },
  releases: [],
  logs: { files: [], components: [], hits: [], events: [] },
  inboxes: [],
  services: [],
  processes: [],
  controlFiles: [],
  crashes: [],
  threadStates: [],
  tracing: [],
  hotfixes: [],
  disks: [],
  programs: [],
  collection: [],
  coverage: {
    logs: false,
    inboxes: false,
    services: false,
    processes: false,
    registry: false,
    versionFiles: false,
    crashes: false,
  },
  unreadable: [],
};
