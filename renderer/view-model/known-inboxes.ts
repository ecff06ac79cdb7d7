/** Inboxes that are worth counting over the telephone when no list of them was read. */

/** Path below `Inboxes` in lower case, Receive first (Q260366, Q304381). */
export const knownInboxes: readonly string[] = [
  'despoolr.box/receive',
  'schedule.box/tosend',
  'schedule.box/requests',
  'replmgr.box/incoming',
  'replmgr.box/outbound',
  'distmgr.box',
  'offermgr.box',
  'ddm.box',
  'dataldr.box',
  'sinv.box',
  'statmgr.box/queue',
  'sitectrl.box/incoming',
];
