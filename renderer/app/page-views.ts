import { createElement, lazy } from 'react';
import { CasePage } from '../pages/case/CasePage.tsx';
import type { PageId } from '../view-model/pages.ts';

type LaterPage = Exclude<PageId, 'case'>;
type View = React.ComponentType;

/** Everything but the first page is loaded when it is first shown, or when the window has nothing else to do. */
const loaders: Readonly<Record<LaterPage, () => Promise<View>>> = {
  version: () => import('../pages/version/VersionPage.tsx').then((part) => part.VersionPage),
  logs: () => import('../pages/logs/LogsPage.tsx').then((part) => part.LogsPage),
  inboxes: () => import('../pages/inboxes/InboxesPage.tsx').then((part) => part.InboxesPage),
  services: () => import('../pages/services/ServicesPage.tsx').then((part) => part.ServicesPage),
  diagnosis: () => import('../pages/diagnosis/DiagnosisPage.tsx').then((part) => part.DiagnosisPage),
  fix: () => import('../pages/fix/FixPage.tsx').then((part) => part.FixPage),
  verify: () => import('../pages/verify/VerifyPage.tsx').then((part) => part.VerifyPage),
  report: () => import('../pages/report/ReportPage.tsx').then((part) => part.ReportPage),
};

const loaded = new Map<PageId, View>([['case', CasePage]]);

const pending = new Map<LaterPage, View>();

async function load(page: LaterPage): Promise<View> {
  const view = await loaders[page]();
  loaded.set(page, view);
  return view;
}

/** Loads what is not there yet, so that pages open without a wait. */
export function loadAllPages(): void {
  for (const page of Object.keys(loaders) as LaterPage[]) {
    // A part that cannot be loaded now is asked for again, and its error shown, when its page is opened.
    load(page).catch(() => undefined);
  }
}

/** The page itself when it is loaded; else a stand-in that suspends until it is. */
function viewOf(page: PageId): View {
  const view = loaded.get(page);
  if (view !== undefined || page === 'case') return view ?? CasePage;
  const standIn = pending.get(page) ?? lazy(async () => ({ default: await load(page) }));
  pending.set(page, standIn);
  return standIn;
}

/** A page, ready to be shown. Two pages never share their state. */
export function pageElement(page: PageId): React.JSX.Element {
  return createElement(viewOf(page), { key: page });
}
