/** All made-up sites for the tests of the command line. */
import type { SiteVariant } from './variant.ts';
import { CONTAINER_VARIANTS } from './variants-by-container.ts';
import { LOG_FORM_VARIANTS } from './variants-by-log-form.ts';
import { RELEASE_VARIANTS } from './variants-by-release.ts';
import { STORY_VARIANTS } from './variants-by-story.ts';

export const SITE_VARIANTS: readonly SiteVariant[] = [
  ...RELEASE_VARIANTS,
  ...LOG_FORM_VARIANTS,
  ...CONTAINER_VARIANTS,
  ...STORY_VARIANTS,
];
