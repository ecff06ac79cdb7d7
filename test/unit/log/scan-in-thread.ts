/** Scans logs in a thread, as a bundled program does: `<path as shown>=<path on the disk>...`; prints what came out. */
import { ScanThread } from '../../../electron/site/scan/scan-thread.ts';
import { WATCHED } from './mutated-logs.ts';

async function main(): Promise<void> {
  const task = process.argv.slice(2).map((pair) => {
    const [shown = '', disk = ''] = pair.split('=');
    return { path: shown, shown, disk };
  });
  const thread = new ScanThread({ watched: WATCHED, codePage: 'windows-1252' });
  const files: string[] = [];
  let bytes = 0;
  let read = 0;
  try {
    const scan = await thread.scan(task, {
      onFile: (shown) => files.push(shown),
      onBytes: (count) => (bytes += count),
      onRead: () => (read += 1),
    });
    process.stdout.write(JSON.stringify({ scan, files, bytes, read }));
  } finally {
    thread.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
