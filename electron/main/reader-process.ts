import { utilityProcess } from 'electron';
import type { FromReader } from '../reader/protocol.ts';
import type { ReaderProcess } from './reader-client.ts';

/**
 * Starts the reader in a process of its own, so that neither the window nor the main process waits for it.
 * @param readerFile Absolute path of the bundled reader.
 * @param assetsFolder Where it finds knowledge and plans.
 */
export function startReaderProcess(readerFile: string, assetsFolder: string): ReaderProcess {
  const child = utilityProcess.fork(readerFile, [assetsFolder], { serviceName: 'SMS Site Doctor reader' });
  return {
    send: (message) => child.postMessage(message),
    kill: () => {
      child.kill();
    },
    onMessage: (listener) => {
      // Only our own bundled reader is at the other end.
      child.on('message', (message: FromReader) => listener(message));
    },
    onExit: (listener) => {
      child.on('exit', listener);
    },
  };
}
