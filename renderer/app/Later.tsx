import { Suspense, createElement, useState } from 'react';
import type { LaterPart } from './later-part.ts';

/** Shows a part as soon as it is loaded, and nothing before. */
export function Later({ part }: { readonly part: LaterPart }): React.JSX.Element {
  // Chosen once: what was shown while it was still loading must not be mounted anew when it has loaded.
  const [view] = useState(() => createElement(part.view()));
  return <Suspense>{view}</Suspense>;
}
