/**
 * ESLint rule that holds the direction of imports. Every folder of the product is a zone; a zone may use the
 * zones and packages its row in ZONES names and nothing else. Files outside all zones (tests, build) are free.
 */
import path from 'node:path';
import { isBuiltin } from 'node:module';

/**
 * @typedef {object} Zone
 * @property {string} folder path of a folder or file from the project's root, with forward slashes
 * @property {readonly string[]} uses zones whose code may be imported
 * @property {readonly string[]} usesTypesOf zones of which only types may be imported
 * @property {boolean} node whether Node's own modules may be imported
 * @property {readonly string[] | 'any'} packages npm packages that may be imported at run time
 * @property {readonly string[]} [typePackages] npm packages of which only types may be imported
 * @property {readonly string[]} [deniedPackages] exceptions to `packages: 'any'`
 */

const LIBRARIES = ['engine', 'contract', 'library', 'manifest'];
const WINDOW_ONLY = ['electron', 'react', 'react-dom', 'zustand'];
const NODE_ONLY = ['electron', 'yauzl', 'iconv-lite', 'commander', 'esbuild', 'vite', 'electron-builder'];

/** The first zone whose folder holds a file is the file's zone, so narrow folders come before `electron`. */
const ZONES = /** @type {const} */ ({
  engine: {
    folder: 'electron/engine',
    uses: ['engine'],
    usesTypesOf: [],
    node: false,
    packages: ['zod', 'yaml', 'ajv', 'fflate', 'diff'],
  },
  contract: {
    folder: 'electron/contract',
    uses: [],
    usesTypesOf: ['contract', 'engine'],
    node: false,
    packages: [],
  },
  preload: {
    folder: 'electron/preload',
    uses: ['preload'],
    usesTypesOf: ['contract', 'engine'],
    node: false,
    packages: ['electron'],
  },
  main: {
    folder: 'electron/main',
    uses: ['main', ...LIBRARIES],
    usesTypesOf: ['reader'],
    node: true,
    packages: 'any',
    deniedPackages: ['react', 'react-dom', 'zustand'],
  },
  reader: {
    folder: 'electron/reader',
    uses: ['reader', ...LIBRARIES],
    usesTypesOf: [],
    node: true,
    packages: 'any',
    deniedPackages: WINDOW_ONLY,
    typePackages: ['electron'],
  },
  cli: {
    folder: 'electron/cli',
    uses: ['cli', ...LIBRARIES],
    usesTypesOf: [],
    node: true,
    packages: 'any',
    deniedPackages: WINDOW_ONLY,
  },
  renderer: {
    folder: 'renderer',
    uses: ['renderer', 'assets'],
    usesTypesOf: ['contract', 'engine'],
    node: false,
    packages: 'any',
    deniedPackages: NODE_ONLY,
  },
  /** The version stands there. */
  manifest: { folder: 'package.json', uses: [], usesTypesOf: [], node: false, packages: [] },
  assets: { folder: 'assets', uses: [], usesTypesOf: [], node: false, packages: [] },
  /** All other folders of `electron/`: site reading, reports, the case store, remedies. */
  library: {
    folder: 'electron',
    uses: LIBRARIES,
    usesTypesOf: [],
    node: true,
    packages: 'any',
    deniedPackages: WINDOW_ONLY,
  },
});

/**
 * Finds the zone a file belongs to.
 * @param {string} root absolute path of the project
 * @param {string} file absolute path
 * @returns {keyof typeof ZONES | 'outside' | null} null for a file of the project that is in no zone
 */
function zoneOf(root, file) {
  const relative = path.relative(root, file).split(path.sep).join('/');
  if (relative.startsWith('../') || path.isAbsolute(relative)) return 'outside';
  for (const name of /** @type {(keyof typeof ZONES)[]} */ (Object.keys(ZONES))) {
    if (`${relative}/`.startsWith(`${ZONES[name].folder}/`)) return name;
  }
  return null;
}

/**
 * The package a bare import names: `@a/b/c` → `@a/b`, `react-dom/client` → `react-dom`.
 * @param {string} specifier
 */
function packageOf(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/**
 * Says why a file may not import something, or null when it may.
 * @param {{ root: string, file: string, specifier: string, typeOnly: boolean }} question
 * @returns {string | null}
 */
export function refusal({ root, file, specifier, typeOnly }) {
  const from = zoneOf(root, file);
  if (from === null || from === 'outside') return null;
  /** @type {Zone} */
  const zone = ZONES[from];
  const allowedZones = typeOnly ? [...zone.uses, ...zone.usesTypesOf] : zone.uses;

  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    const target = zoneOf(root, path.resolve(path.dirname(file), specifier.replace(/\?.*$/, '')));
    if (target === from && typeOnly) return null;
    if (target !== null && allowedZones.includes(target)) return null;
    const place = target === null || target === 'outside' ? specifier : ZONES[target].folder;
    const onlyTypes = target !== null && zone.usesTypesOf.includes(target);
    return onlyTypes
      ? `${zone.folder} takes only types from ${place}: write "import type".`
      : `${zone.folder} does not depend on ${place}.`;
  }
  if (isBuiltin(specifier)) {
    return zone.node ? null : `${zone.folder} does not use Node's modules ("${specifier}").`;
  }
  const name = packageOf(specifier);
  if (typeOnly && zone.typePackages?.includes(name)) return null;
  const allowed =
    zone.packages === 'any' ? !zone.deniedPackages?.includes(name) : zone.packages.includes(name);
  return allowed ? null : `${zone.folder} does not use the package "${name}".`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const importDirection = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { root: { type: 'string' } }, required: ['root'] }],
    messages: { refused: '{{reason}}' },
  },
  create(context) {
    const { root } = context.options[0];
    /**
     * @param {import('estree').Node} node
     * @param {unknown} specifier
     * @param {boolean} typeOnly
     */
    const judge = (node, specifier, typeOnly) => {
      if (typeof specifier !== 'string') {
        context.report({
          node,
          messageId: 'refused',
          data: { reason: 'Import a fixed name, so that the direction can be seen.' },
        });
        return;
      }
      const reason = refusal({ root, file: context.filename, specifier, typeOnly });
      if (reason !== null) context.report({ node, messageId: 'refused', data: { reason } });
    };
    /** @param {any} node the typescript-eslint node: `importKind` is no part of the estree types */
    const judgeImport = (node) => {
      judge(node, node.source.value, node.importKind === 'type');
    };
    /** @param {any} node as above */
    const judgeExport = (node) => {
      if (node.source !== null) judge(node, node.source.value, node.exportKind === 'type');
    };
    return {
      ImportDeclaration: judgeImport,
      ExportNamedDeclaration: judgeExport,
      ExportAllDeclaration: judgeExport,
      /** @param {any} node */
      ImportExpression: (node) => judge(node, node.source.value, false),
      /** @param {any} node */
      'CallExpression[callee.name="require"]': (node) => judge(node, node.arguments[0]?.value, false),
      /** @param {any} node */
      TSImportEqualsDeclaration: (node) => {
        if (node.moduleReference.type === 'TSExternalModuleReference') {
          judge(node, node.moduleReference.expression.value, node.importKind === 'type');
        }
      },
      /** @param {any} node */
      TSImportType: (node) => judge(node, node.source?.value ?? node.argument?.literal?.value, true),
    };
  },
};
