// What the house does not do, held by a tool. STYLE.md says why.

import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { where } from './scripts/lint/where.js';

const code = ['**/*.ts', '**/*.svelte'];

/** Names the browser has types for: a forgotten import would silently mean the browser's. */
const browserNames =
	'^(Attr|Audio|Cache|Comment|Credential|Document|Element|Event|File|Image|Lock|Location|Navigation|Node|Notification|Option|Permissions|Plugin|Range|Request|Response|Selection|Storage|Text|Touch)$';

const declared = ['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'ClassDeclaration'];

/** One folder may not import from others; `types` may still cross. */
function fence(files, forbidden, { ignores = [] } = {}) {
	const patterns = forbidden.map(({ regex, message, types = false }) => ({
		regex,
		message,
		allowTypeImports: types
	}));
	return {
		files,
		ignores,
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
	};
}

const extension = {
	regex: '^(\\.{1,2}/|#)(?!.*\\.(ts|js|mjs|svelte|json|css|md)(\\?\\w+)?$)(?!.*/\\$types$)',
	message: 'Node runs these files as they are: write the extension.'
};
const routes = { regex: '(^|/)routes/', message: 'Nothing imports routes.' };
const web = {
	regex: '^(\\$app/|\\$env/|@sveltejs/)',
	message: 'Only routes and hooks know the web.'
};
const platform = { regex: '^#platform/|/platform/', message: 'The domain knows no machine.' };
const ui = { regex: '^#ui/|/ui/', message: 'The look is reached from routes only.' };
const database = { regex: '^(kysely|pg)(/|$)', message: 'Queries live in .server.ts files.' };
const server = { regex: '\\.server\\.ts$', message: 'Rules run in the browser too.', types: true };
const machine = { regex: '^node:', message: 'Rules run in the browser too.' };
const acts = {
	regex: '^#domain/.*\\.server\\.ts$',
	message: 'The look knows rules, not acts.',
	types: true
};

const ground = {
	regex:
		'^(#domain|\\.\\.)/(?!(accounts|ledger)/|(text/characters|database|transaction|identity|secret|languages)\\.)',
	message: 'Everything rests on accounts and the ledger: they rest on no other module.'
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'node_modules/',
			'src/ui/script/made/',
			'src/domain/tables.server.ts'
		]
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...ts.configs.recommended.map((one) => ({ ...one, files: code })),
	...svelte.configs.recommended,
	{
		files: code,
		plugins: { house: { rules: { where } } },
		languageOptions: {
			globals: { ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: [] },
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser
			}
		},
		rules: {
			'house/where': 'error',
			'no-undef': 'off',
			'no-var': 'error',
			'no-debugger': 'error',
			'no-self-compare': 'error',
			'no-unreachable': 'error',
			'no-unsafe-finally': 'error',
			'prefer-const': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only']
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			'svelte/no-at-html-tags': 'error',
			'svelte/no-inline-styles': ['error', { allowTransitions: false }],
			'svelte/require-each-key': 'error',
			'svelte/no-target-blank': 'error',
			'svelte/button-has-type': 'error',
			// Pages are rendered on the server only: nothing in them reacts.
			'svelte/prefer-svelte-reactivity': 'off',
			// Addresses begin with the language and are made by our own functions.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// Whatever tables a database has: these two read or make them all.
		files: ['src/platform/migrate.ts', 'src/platform/schema-dump.ts'],
		rules: { '@typescript-eslint/no-explicit-any': 'off' }
	},
	{
		files: ['src/domain/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...declared.map((kind) => ({
					selector: `${kind}[id.name=/${browserNames}/]`,
					message: 'The browser has a type of this name; use another word of the field.'
				})),
				{ selector: 'TSEnumDeclaration', message: 'A union of strings says the same.' },
				{
					selector: 'ClassDeclaration',
					message: 'The domain is types and functions.'
				}
			]
		}
	},
	{
		// The rules of a module: pure, so that the browser and the server judge alike.
		files: ['src/domain/**/*.ts'],
		ignores: ['**/*.server.ts', '**/*.test.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				'fetch',
				'process',
				'window',
				'document',
				'localStorage',
				'setTimeout',
				'setInterval'
			]
		}
	},
	fence(['src/domain/**/*.ts'], [extension, routes, web, platform, ui, database, server, machine], {
		ignores: ['**/*.server.ts', '**/*.test.ts']
	}),
	// Files are taken apart on the server and by the command line, never in the browser.
	fence(
		['src/domain/text/split/**/*.ts'],
		[extension, routes, web, platform, ui, database, server],
		{ ignores: ['**/*.server.ts', '**/*.test.ts'] }
	),
	fence(['src/domain/**/*.server.ts'], [extension, routes, web, platform, ui]),
	fence(
		['src/domain/accounts/**/*.ts', 'src/domain/ledger/**/*.ts'],
		[extension, routes, web, platform, ui, database, server, machine, ground],
		{ ignores: ['**/*.server.ts', '**/*.test.ts'] }
	),
	fence(
		['src/domain/accounts/**/*.server.ts', 'src/domain/ledger/**/*.server.ts'],
		[extension, routes, web, platform, ui, ground]
	),
	fence(
		['src/ui/**/*.ts', 'src/ui/**/*.svelte'],
		[extension, routes, { ...platform, types: true }, database, acts],
		{
			ignores: ['**/*.test.ts']
		}
	),
	fence(['src/platform/**/*.ts'], [extension, routes], { ignores: ['**/*.test.ts'] }),
	fence(
		['src/cli/**/*.ts', 'seed/**/*.ts', 'bench/**/*.ts', 'tests/**/*.ts', 'scripts/**/*.ts'],
		[extension]
	)
);
