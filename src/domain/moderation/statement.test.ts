import { expect, test } from 'vitest';
import { namedIn, statementOf, type Ground } from './statement.ts';

const ground: Ground = { rule: 'privacy', facts: 'It gives a home.' };
const codeOf = (
	act: Parameters<typeof statementOf>[0],
	typed: Partial<Ground>,
	author = 'Jo Ann'
) => {
	const outcome = statementOf(act, { ...ground, ...typed }, author);
	return outcome.ok ? undefined : outcome.obstacle.code;
};

test.each([
	['no facts', { facts: ' \u202e ' }, 'facts_missing'],
	['1,001 characters of facts', { facts: 'x'.repeat(1001) }, 'facts_too_long'],
	['1,000 characters of facts', { facts: '𝒙'.repeat(1000) }, undefined],
	['facts that name the author', { facts: 'Here jo ann insults somebody.' }, 'facts_name'],
	['facts that give an address of mail', { facts: 'It gives x@example.org.' }, 'facts_name'],
	['the law as the rule, and no law', { rule: 'unlawful' }, 'law_missing'],
	['the law as the rule, and a law', { rule: 'unlawful', law: 'Penal code, 186' }, undefined],
	['a law of 301 characters', { rule: 'unlawful', law: 'x'.repeat(301) }, 'law_too_long'],
	['a public body of 201 characters', { requestedBy: 'x'.repeat(201) }, 'body_too_long']
] as const)('%s', (_, typed, code) => {
	for (const act of ['hold', 'refuse', 'redact'] as const) expect(codeOf(act, typed)).toBe(code);
});

test('what is shown again or let be needs no law', () => {
	expect(codeOf('restore', { rule: 'unlawful' })).toBeUndefined();
	expect(codeOf('dismiss', { rule: 'unlawful' })).toBeUndefined();
});

test('a statement is whole whatever was left out, and what a machine found had a machine’s part in it', () => {
	expect(statementOf('refuse', ground, '')).toEqual({
		ok: true,
		statement: {
			...{ ...ground, lang: null, foundBy: 'report', automated: false },
			...{ requestedBy: null, law: null }
		}
	});
	const found = statementOf('refuse', { ...ground, foundBy: 'machine', law: 'None needed' }, '');
	expect(found).toMatchObject({ statement: { automated: true, law: null } });
});

test.each([
	['Anna came.', 'Ann', null],
	['Ann came.', 'ann', 'Ann'],
	['Это сказал Мирон.', 'Мирон', 'Мирон'],
	['So it is.', 'So', null],
	['(a+b)* c', '(a+b)*', '(a+b)*'],
	['Nobody.', '', null]
])('%s of %s', (text, author, name) => {
	expect(namedIn(text, author)).toBe(name);
});
