/** One line on a terminal that says what is being read; nothing where stderr is no terminal. */
import type { WriteStream } from 'node:tty';

interface Progress {
  readonly activity: string;
  readonly filesDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
}

const EVERY = 100;

/** @param stream usually stderr */
export function progressLine(stream: NodeJS.WriteStream | WriteStream): {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
} {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let last = 0;
  return {
    show: ({ activity, filesDone, bytesDone }) => {
      const now = Date.now();
      if (now - last < EVERY) return;
      last = now;
      const text = `${activity} (${filesDone} files, ${(bytesDone / 1e6).toFixed(1)} MB)`;
      stream.write(`\r\x1b[2K${text.slice(0, (stream.columns || 80) - 1)}`);
    },
    clear: () => {
      stream.write('\r\x1b[2K');
    },
  };
}
