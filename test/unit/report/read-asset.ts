import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Plan } from '../../../electron/engine/knowledge/plan.ts';

const assets = join(import.meta.dirname, '..', '..', '..', 'assets');

/** A YAML or JSON file below assets, parsed; nothing is known of its shape. */
export function readAsset(path: string): unknown {
  const text = readFileSync(join(assets, path), 'utf8');
  return path.endsWith('.json') ? JSON.parse(text) : parse(text);
}

export function assetNames(folder: string, ending: string): readonly string[] {
  return readdirSync(join(assets, folder))
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** The plans as shipped; that they have the shape of a plan is tested beside the plans. */
export function shippedPlans(): readonly Plan[] {
  return assetNames('plans', '.yaml').map((name) => readAsset(`plans/${name}`) as Plan);
}
