import type { DoctorApi } from '../electron/contract/ipc.ts';

declare global {
  interface Window {
    /** Put there by the preload; the only way to the main process. */
    readonly doctor: DoctorApi;
  }
}
