import type { Channel, NotificationChannel } from '../contract/ipc.ts';

/** All channels of the contract as values; the types keep the lists complete. */
const INVOCATIONS: Readonly<Record<Channel, true>> = {
  'app:info': true,
  'sample:list': true,
  'plan:list': true,
  'source:choose': true,
  'reading:start': true,
  'reading:cancel': true,
  'diagnosis:answer': true,
  'evidence:excerpt': true,
  'report:render': true,
  'report:save': true,
  'clipboard:write': true,
};

const NOTIFICATIONS: Readonly<Record<NotificationChannel, true>> = {
  'reading:progress': true,
  'reading:outcome': true,
};

/** Tells whether the window may ask on this channel. */
export function isChannel(name: unknown): name is Channel {
  return typeof name === 'string' && Object.hasOwn(INVOCATIONS, name);
}

/** Tells whether the window may listen on this channel. */
export function isNotificationChannel(name: unknown): name is NotificationChannel {
  return typeof name === 'string' && Object.hasOwn(NOTIFICATIONS, name);
}
