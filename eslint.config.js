import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'

/** Imports run one way: functions -> shared, infra; infra -> shared; shared -> nothing. Vendor SDKs stay in infra/. */
const VENDORS = ['onnxruntime-node', 'sqlite-vec', 'node:sqlite', '@google-cloud/*', '@qdrant/*', 'commander', 'cli-progress', 'cli-table3']
const EDGE = ['hono', 'hono/*', '@hono/*', 'cloudevents', 'node:http']

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const pattern = (group, message) => ({ group, message })
const ENV = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the environment in shared/config.ts only.' }],
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.upnext/', 'infra/muse/assets/', 'infra/site/'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.config.js', 'infra/cli/upnext.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression[source.value=/^\\.\\.\\u002f\\.\\./]', message: 'Use #shared, #infra or #functions.' },
      ],
      eqeqeq: 'error',
      ...ENV,
    },
  },
  {
    files: ['shared/**'],
    rules: forbid(
      pattern(['#functions/*', '#infra/*', '#test/*'], 'shared imports nothing of the project but shared.'),
      pattern([...VENDORS, ...EDGE], 'No vendor and no transport in shared.'),
    ),
  },
  {
    files: ['infra/**'],
    ignores: ['infra/local/**', 'infra/cli/**'],
    rules: forbid(pattern(['#functions/*', '#test/*', '#infra/local/*', '#infra/cli/*'], 'infra imports shared only.')),
  },
  {
    files: ['functions/**'],
    ignores: ['functions/*/index.ts'],
    rules: forbid(
      pattern(['#infra/*', '#test/*'], "Only a function's index.ts picks adapters."),
      pattern(
        VENDORS.filter((vendor) => vendor !== '@google-cloud/*'),
        'Vendor SDKs only in infra.',
      ),
    ),
  },
  {
    files: ['functions/*/index.ts'],
    rules: forbid(pattern(['#test/*', '#infra/local/*', '#infra/cli/*'], 'Functions do not know the laptop.')),
  },
  { files: ['shared/config.ts', 'test/**', 'bench/**'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**'],
    // node:test's describe and it return promises that the runner itself awaits.
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test', 'suite'], package: 'node:test' }] },
      ],
    },
  },
  // The page is JavaScript that tsc checks with the browser's types (site/tsconfig.json), globals included.
  { files: ['site/**'], rules: { 'no-undef': 'off' } },
  { files: ['*.config.js', 'infra/cli/upnext.js'], extends: [tseslint.configs.disableTypeChecked] },
)
