import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importDirection } from './build/lint/import-direction.mjs';

const root = dirname(fileURLToPath(import.meta.url));

const CLOCK = 'The engine has no clock: take the time as an argument.';
const HOST = 'The engine runs anywhere: it uses nothing of the window or of Node.';

/** Globals that would give the engine a clock, chance or a host to lean on. */
const globalsDeniedToEngine = [
  ...['performance', 'setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'].map((name) => ({
    name,
    message: CLOCK,
  })),
  ...[
    'process',
    'Buffer',
    'require',
    'window',
    'document',
    'navigator',
    'fetch',
    'globalThis',
    'console',
  ].map((name) => ({ name, message: HOST })),
];

const syntaxDeniedToEngine = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: CLOCK },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The engine gives the same answer every time.',
  },
];

const valuesDeniedToContract = [
  {
    selector:
      'Program > :not(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration)',
    message: 'The contract is types only: nothing in it runs.',
  },
  {
    selector:
      'ExportNamedDeclaration[declaration]:not([declaration.type=/^(TSInterfaceDeclaration|TSTypeAliasDeclaration)$/])',
    message: 'The contract is types only: nothing in it runs.',
  },
];

export default defineConfig(
  { ignores: ['out/', 'release/', 'reports/', 'test-results/', 'node_modules/', '.cache/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['*.config.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: root },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A text is taken apart into code points on purpose; nothing here counts what a person calls a character.
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'string' }, 'string'] },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // Plain JavaScript and the tools' own settings: their types are checked by build/tsconfig.json.
    files: ['**/*.{js,mjs,cjs}', '*.config.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['require', 'process', 'Buffer', 'ipcRenderer'].map((name) => ({
          name,
          message: 'The window reaches the main process only through window.doctor.',
        })),
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
          name,
          message: 'Nothing leaves the machine: the window uses no network.',
        })),
      ],
    },
  },
  {
    files: ['electron/engine/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...globalsDeniedToEngine],
      'no-restricted-syntax': ['error', ...syntaxDeniedToEngine],
    },
  },
  {
    files: ['electron/contract/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...valuesDeniedToContract] },
  },
  {
    files: ['electron/**/*.{ts,tsx}', 'renderer/**/*.{ts,tsx}'],
    plugins: { doctor: { rules: { 'import-direction': importDirection } } },
    rules: { 'doctor/import-direction': ['error', { root }] },
  },
  {
    // Tests hold what they assert against in their hands: a missing value fails the test by itself.
    files: ['test/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
