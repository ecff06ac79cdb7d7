import { describe, expect, it } from 'vitest';
import { packagingFor } from '../../../build/electron-builder.config.mjs';

/** @param {string | null} testRuntimeNote */
const fuses = (testRuntimeNote) =>
  packagingFor({ version: '45.4.1', folder: null, testRuntimeNote }).electronFuses;

describe('fuses of the packages', () => {
  it('leave no way for a debugger, another script or foreign options in what goes to users', () => {
    expect(fuses(null)).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
    });
  });

  it('let tests drive a test build', () => {
    expect(fuses('Test build')).toMatchObject({ enableNodeCliInspectArguments: true });
  });
});
