/** The main job from the first page to saved reports, with the mouse. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { answerSaveDialog, lastSaveDialog } from './dialogs.ts';
import type { SampleExpectation } from './expectations.ts';
import { CasePage } from './pages/case-page.ts';
import { Frame, STEPS } from './pages/frame.ts';
import { ReportPage } from './pages/report-page.ts';
import { sampleTitle } from './sites.ts';
import type { Wizard } from './wizard.ts';

export const WHO = { name: 'Packages stopped arriving', ticket: 'INC-4711', technician: 'A. Meyer' };

/** The saved reports of one run. */
export interface SavedReports {
  readonly html: string;
  readonly json: Diagnosis;
}

/** Saves both reports from the page Report. */
export async function saveReports(wizard: Wizard, expected: SampleExpectation): Promise<SavedReports> {
  const report = new ReportPage(wizard.page);
  const name = `SMS-diagnosis-${expected.code}-${expected.day}`;

  const htmlFile = path.join(wizard.folder, 'report.html');
  await answerSaveDialog(wizard.app, htmlFile);
  await report.saveHtml.click();
  await expect(wizard.page.getByText(htmlFile, { exact: true })).toBeVisible();
  expect(path.basename((await lastSaveDialog(wizard.app)).defaultPath)).toBe(`${name}.html`);

  const jsonFile = path.join(wizard.folder, 'report.json');
  await answerSaveDialog(wizard.app, jsonFile);
  await report.saveJson.click();
  await expect(wizard.page.getByText(jsonFile, { exact: true })).toBeVisible();
  expect(path.basename((await lastSaveDialog(wizard.app)).defaultPath)).toBe(`${name}.json`);

  return {
    html: await readFile(htmlFile, 'utf8'),
    json: JSON.parse(await readFile(jsonFile, 'utf8')) as Diagnosis,
  };
}

/** Reads a sample and goes through all pages with the primary button, to saved reports. */
export async function runWholeWizard(wizard: Wizard, expected: SampleExpectation): Promise<SavedReports> {
  const frame = new Frame(wizard.page);
  const casePage = new CasePage(wizard.page);
  await casePage.fill(WHO);
  await casePage.readSample(await sampleTitle(expected.sample));
  for (const step of STEPS.slice(1)) await frame.goOn(step);
  return saveReports(wizard, expected);
}
