import { createElement } from 'react';
import { prerender } from 'react-dom/static';
import { describe, expect, it } from 'vitest';
import { LaterPart } from '../../../renderer/app/later-part.ts';

async function shown(part: LaterPart): Promise<string> {
  const { prelude } = await prerender(createElement(part.view()), { onError: () => undefined });
  return new Response(prelude).text();
}

describe('a part that is loaded later', () => {
  it('is asked for again after it could not be loaded', async () => {
    let tries = 0;
    const part = new LaterPart(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('It is locked.')) : Promise.resolve(() => 'It is here.');
    });
    await expect(shown(part)).rejects.toMatchObject({
      name: 'LoadError',
      cause: { message: 'It is locked.' },
    });
    expect(await shown(part)).toBe('It is here.');
    expect(tries).toBe(2);
  });

  it('is loaded once, and then shown without a wait', async () => {
    let tries = 0;
    const part = new LaterPart(() => {
      tries += 1;
      return Promise.resolve(() => 'It is here.');
    });
    const waiting = part.view();
    expect(part.view()).toBe(waiting);
    await part.load();
    expect(await shown(part)).toBe('It is here.');
    expect(tries).toBe(1);
  });
});
