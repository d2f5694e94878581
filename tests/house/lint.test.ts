import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from '#platform/root.ts';

const eslint = new ESLint({ cwd: root });

/** What lint finds wrong with this text, were it the content of that file. */
async function faults(file: string, text: string): Promise<string[]> {
	const [result] = await eslint.lintText(text, { filePath: `${root}/${file}` });
	return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const rules = 'src/domain/languages.ts';
const verbs = 'src/domain/ledger/ledger.server.ts';
const page = 'src/routes/+layout.svelte';
const words = 'src/ui/words.ts';
const restricted = '@typescript-eslint/no-restricted-imports';

test.each([
	[
		'a rules file without queries',
		rules,
		`import { sql } from 'kysely';\nexport { sql };`,
		restricted
	],
	[
		'a rules file without a machine',
		rules,
		`import { join } from 'node:path';\nexport { join };`,
		restricted
	],
	[
		'a domain that knows no platform',
		verbs,
		`import { log } from '#platform/log.server.ts';\nexport { log };`,
		restricted
	],
	[
		'a domain that knows no web',
		verbs,
		`import { error } from '@sveltejs/kit';\nexport { error };`,
		restricted
	],
	[
		'a domain that knows no look',
		verbs,
		`import { words } from '#ui/words.ts';\nexport { words };`,
		restricted
	],
	[
		'a ledger that rests on no other module',
		verbs,
		`import { report } from '#domain/moderation/report.server.ts';\nexport { report };`,
		restricted
	],
	[
		'a look that calls no act',
		words,
		`import { record } from '#domain/ledger/ledger.server.ts';\nexport { record };`,
		restricted
	],
	[
		'imports with their extension',
		verbs,
		`import { a } from '#domain/languages';\nexport { a };`,
		restricted
	],
	[
		'no type named like one of the browser',
		rules,
		'export type Comment = string;',
		'no-restricted-syntax'
	],
	['no class in the domain', rules, 'export class Rule {}', 'no-restricted-syntax'],
	['no clock of the process in a rule', rules, 'setTimeout(() => {}, 1);', 'no-restricted-globals'],
	[
		'no any',
		verbs,
		'export const x = (y: any) => String(y);',
		'@typescript-eslint/no-explicit-any'
	],
	[
		'no non-null assertion',
		verbs,
		'export const x = (y: string | null) => y!.length;',
		'@typescript-eslint/no-non-null-assertion'
	],
	[
		'no promise left alone',
		verbs,
		'const f = async () => 1;\nf();',
		'@typescript-eslint/no-floating-promises'
	],
	[
		'no delete of every row',
		verbs,
		`declare const db: any;\nawait db.deleteFrom('vote').execute();`,
		'house/where'
	],
	[
		'no update of every row',
		verbs,
		`declare const db: any;\nawait db.updateTable('vote').set({}).execute();`,
		'house/where'
	],
	['no raw HTML', page, '{@html "x"}', 'svelte/no-at-html-tags'],
	['no inline style', page, '<p style="color: red">x</p>', 'svelte/no-inline-styles'],
	['a key for each row', page, '{#each [1] as n}<p>{n}</p>{/each}', 'svelte/require-each-key']
])('lint wants %s', async (_, file, text, rule) => {
	expect(await faults(file, text)).toContain(rule);
});

test('lint lets a limited delete and a type from an act pass', async () => {
	const limited = `declare const db: { deleteFrom: (t: string) => { where: (c: string) => object } };
export const one = () => db.deleteFrom('vote').where('id');`;
	expect(await faults(verbs, limited)).not.toContain('house/where');
	const type = `import type { Entry } from '#domain/ledger/ledger.server.ts';\nexport type E = Entry;`;
	expect(await faults(words, type)).not.toContain(restricted);
});
