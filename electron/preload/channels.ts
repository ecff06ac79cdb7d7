import type { Channel, NotificationChannel } from '../contract/ipc.ts';

/** All channels of the contract as values; the types keep the lists complete. */
const INVOCATIONS: Readonly<Record<Channel, true>> = {
  'app:info': true,
  'sample:list': true,
  'plan:list': true,
  'live:ability': true,
  'collector:save': true,
  'collector:instructions': true,
  'collector:print': true,
  'explanations:list': true,
  'release:explain': true,
  'log-text:recognize': true,
  'inboxes:compare': true,
  'inboxes:compare-readings': true,
  'log-view:open': true,
  'log-view:rows': true,
  'log-view:filter': true,
  'log-view:locate': true,
  'log-view:find': true,
  'log-view:marks': true,
  'log-view:copy': true,
  'log-view:follow': true,
  'log-view:close': true,
  'source:choose': true,
  'reading:start': true,
  'reading:cancel': true,
  'diagnosis:answer': true,
  'evidence:excerpt': true,
  'report:render': true,
  'report:save': true,
  'clipboard:write': true,
  'case:list': true,
  'case:view': true,
  'case:describe': true,
  'case:open': true,
  'case:open-paths': true,
  'case:close': true,
  'case:pack': true,
  'plans:for-site': true,
  'plan:ways': true,
  'plan:runbook': true,
  'run:begin': true,
  'run:show': true,
  'run:act': true,
  'run:look': true,
  'run:told': true,
  'run:missed': true,
  'run:skip': true,
  'run:reopen': true,
  'run:note': true,
  'run:cancel': true,
  'run:end': true,
  'kit:take-result': true,
  'verify:compare': true,
};

const NOTIFICATIONS: Readonly<Record<NotificationChannel, true>> = {
  'reading:progress': true,
  'reading:outcome': true,
  'log-view:changed': true,
  'run:changed': true,
  'case:changed': true,
  'case:trouble': true,
};

/** Tells whether the window may ask on this channel. */
export function isChannel(name: unknown): name is Channel {
  return typeof name === 'string' && Object.hasOwn(INVOCATIONS, name);
}

/** Tells whether the window may listen on this channel. */
export function isNotificationChannel(name: unknown): name is NotificationChannel {
  return typeof name === 'string' && Object.hasOwn(NOTIFICATIONS, name);
}
