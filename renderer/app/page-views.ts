import { createElement } from 'react';
import { CasePage } from '../pages/case/CasePage.tsx';
import type { PageId } from '../view-model/pages.ts';
import { LaterPart } from './later-part.ts';

type LaterPage = Exclude<PageId, 'case'>;

/** Everything but the first page is loaded when it is first shown, or when the window has nothing else to do. */
const parts: Readonly<Record<LaterPage, LaterPart>> = {
  version: new LaterPart(() => import('../pages/version/VersionPage.tsx').then((part) => part.VersionPage)),
  logs: new LaterPart(() => import('../pages/logs/LogsPage.tsx').then((part) => part.LogsPage)),
  inboxes: new LaterPart(() => import('../pages/inboxes/InboxesPage.tsx').then((part) => part.InboxesPage)),
  services: new LaterPart(() =>
    import('../pages/services/ServicesPage.tsx').then((part) => part.ServicesPage),
  ),
  diagnosis: new LaterPart(() =>
    import('../pages/diagnosis/DiagnosisPage.tsx').then((part) => part.DiagnosisPage),
  ),
  fix: new LaterPart(() => import('../pages/fix/FixPage.tsx').then((part) => part.FixPage)),
  verify: new LaterPart(() => import('../pages/verify/VerifyPage.tsx').then((part) => part.VerifyPage)),
  report: new LaterPart(() => import('../pages/report/ReportPage.tsx').then((part) => part.ReportPage)),
};

const logReader = new LaterPart(() =>
  import('../pages/log-reader/LogReaderPage.tsx').then((part) => part.LogReaderPage),
);

/** Loads what is not there yet, so that pages open without a wait. */
export function loadAllPages(): void {
  for (const part of [...Object.values(parts), logReader]) {
    // A part that cannot be loaded now is asked for again, and its error shown, when its page is opened.
    part.load().catch(() => undefined);
  }
}

/** A page, ready to be shown. Two pages never share their state. */
export function pageElement(page: PageId): React.JSX.Element {
  return createElement(page === 'case' ? CasePage : parts[page].view(), { key: page });
}

/** The log reader, ready to be shown. */
export function readerElement(): React.JSX.Element {
  return createElement(logReader.view());
}
