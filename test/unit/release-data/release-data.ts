import type {
  BugfixLists,
  KnownProblem,
  ReleaseData,
  ReleaseEntry,
  UpgradeCaution,
} from '../../../electron/engine/release/upgrade-data.ts';
import { readAsset } from '../report/read-asset.ts';

/** The release data as shipped; that it has this shape is tested in `shape.test.ts`. */
export function shippedReleaseData(): ReleaseData {
  return {
    releases: (readAsset('releases/releases.yaml') as { releases: ReleaseEntry[] }).releases,
    problems: (readAsset('releases/known-problems.yaml') as { problems: KnownProblem[] }).problems,
    cautions: (readAsset('releases/cautions.yaml') as { cautions: UpgradeCaution[] }).cautions,
    bugfixes: readAsset('releases/bugfix-lists.json') as BugfixLists,
  };
}
