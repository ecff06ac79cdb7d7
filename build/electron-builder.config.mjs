/** How the installable packages are made. Used through dist.mjs, which knows the runtime. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {object} RuntimeForPackages
 * @property {string} version Electron's version
 * @property {string | null} folder an unpacked runtime for the host's system; null lets electron-builder fetch one
 * @property {string | null} testRuntimeNote set when the packages must not go to users
 */

/**
 * Removes what only a runtime for development has.
 * @param {{ appOutDir: string }} context
 */
async function removeDevelopmentFiles({ appOutDir }) {
  await rm(path.join(appOutDir, 'version'), { force: true });
  await rm(path.join(appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
}

/**
 * The configuration of electron-builder.
 * @param {RuntimeForPackages} runtime
 * @returns {import('electron-builder').Configuration}
 */
export function packagingFor({ version, folder, testRuntimeNote }) {
  const label = testRuntimeNote === null ? '' : 'TESTBUILD-';
  return {
    appId: 'org.sms-site-doctor.wizard',
    productName: 'SMS Site Doctor',
    copyright: 'SMS Site Doctor contributors',
    artifactName: `SMS-Site-Doctor-\${version}-${label}\${os}-\${arch}.\${ext}`,
    directories: { output: 'release', buildResources: 'build' },
    // Everything that runs is bundled: no node_modules go along.
    files: ['out/electron/**', 'out/renderer/**', 'package.json', '!**/node_modules/**'],
    // Plain files: the reader opens sample sites without going through the archive, and Node can run the command line.
    extraResources: [
      { from: 'assets', to: 'assets' },
      { from: 'out/cli', to: 'out/cli' },
    ],
    asar: true,
    npmRebuild: false,
    publish: null,
    electronVersion: version,
    ...(folder === null ? {} : { electronDist: folder }),
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      // Tests drive the window of a test build through it; what goes to users takes no debugger.
      enableNodeCliInspectArguments: testRuntimeNote !== null,
    },
    afterExtract: removeDevelopmentFiles,
    async afterPack({ appOutDir }) {
      if (testRuntimeNote === null) return;
      const marker = { electron: version, note: testRuntimeNote };
      await writeFile(
        path.join(appOutDir, 'resources', 'test-runtime.json'),
        `${JSON.stringify(marker, null, 2)}\n`,
      );
      await writeFile(path.join(appOutDir, 'TEST-BUILD.txt'), `${testRuntimeNote}\n`);
    },
    linux: {
      target: ['dir', 'tar.gz'],
      executableName: 'sms-site-doctor',
      category: 'System',
      synopsis: 'Troubleshooting wizard for Systems Management Server 2.0 sites',
      icon: 'assets/icons',
    },
    win: { target: ['nsis', 'portable', 'zip'], icon: 'assets/icons/icon.ico' },
    nsis: {
      artifactName: `SMS-Site-Doctor-Setup-\${version}-${label}\${arch}.\${ext}`,
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      // An installed wizard leaves nothing behind but the cases, which are the technician's.
      deleteAppDataOnUninstall: false,
    },
    portable: { artifactName: `SMS-Site-Doctor-Portable-\${version}-${label}\${arch}.\${ext}` },
  };
}
