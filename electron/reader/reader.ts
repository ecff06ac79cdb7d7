/** Entry of the reader process: reads sites and thinks about them, away from the window and the main process. */
import type { TaskMessage } from './protocol.ts';
import { readerSession } from './reader-session.ts';
import { serveTasks } from './serve-tasks.ts';

const assetsFolder = process.argv[2];
if (assetsFolder === undefined)
  throw new Error('The reader was started without the folder of its knowledge.');

const { parentPort } = process;
const receive = serveTasks(readerSession(assetsFolder), (message) => parentPort.postMessage(message));
// Only the main process is at the other end.
parentPort.on('message', ({ data }: { data: TaskMessage }) => receive(data));
