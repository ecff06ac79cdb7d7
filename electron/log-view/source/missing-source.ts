import type { LogSource, Look } from './log-source.ts';

/** A log that was asked for and is not part of the site. */
export class MissingSource implements LogSource {
  readonly path: string;
  readonly codePage = '';
  readonly expectedBytes = 0;
  readonly problem = 'It is no longer part of the site.';

  constructor(path: string) {
    this.path = path;
  }

  look(): Promise<Look> {
    return Promise.resolve({ bytes: 0, whole: true, id: 0, writtenAt: 0 });
  }

  withOpen(): Promise<never> {
    return Promise.reject(Object.assign(new Error(`${this.path} is not there`), { code: 'ENOENT' }));
  }

  onMore(): void {
    // Nothing comes.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
