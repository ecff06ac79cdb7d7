import { useState } from 'react';
import { copyText } from '../stores/clipboard.ts';

const words = { no: null, yes: 'Copied', failed: 'Not copied' } as const;

export interface Copying {
  /** What came of the last copying, for the button; null when nothing was copied since it was forgotten. */
  readonly word: 'Copied' | 'Not copied' | null;
  readonly copy: (text: string) => Promise<void>;
  readonly forget: () => void;
}

/** A button that copies and says what came of it. */
export function useCopy(): Copying {
  const [copied, setCopied] = useState<keyof typeof words>('no');
  return {
    word: words[copied],
    copy: async (text) => setCopied((await copyText(text)) ? 'yes' : 'failed'),
    forget: () => setCopied('no'),
  };
}
