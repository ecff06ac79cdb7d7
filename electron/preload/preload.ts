/** Entry of the preload script: hands the window the contract's functions and nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { Channel, DoctorApi, Invocations, Outcome } from '../contract/ipc.ts';
import { isChannel, isNotificationChannel } from './channels.ts';
import { pathOfDropped } from './dropped-path.ts';

const doctor: DoctorApi = {
  async invoke<C extends Channel>(channel: C, request: Invocations[C]['request']) {
    if (!isChannel(channel)) throw new Error(`There is no channel "${String(channel)}".`);
    // The main process wraps every answer like this.
    return (await ipcRenderer.invoke(channel, request)) as Outcome<Invocations[C]['response']>;
  },
  on(channel, listener) {
    if (!isNotificationChannel(channel)) throw new Error(`There is no channel "${String(channel)}".`);
    // The event itself stays here: it would hand the page the way to every channel.
    const pass = (_event: IpcRendererEvent, message: Parameters<typeof listener>[0]): void =>
      listener(message);
    ipcRenderer.on(channel, pass);
    return () => {
      ipcRenderer.removeListener(channel, pass);
    };
  },
  pathOfDropped,
};

contextBridge.exposeInMainWorld('doctor', doctor);
