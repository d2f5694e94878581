import { expect, test } from 'vitest';
import { emailOf, isEmail, nameObstacle, nameOf } from './accounts.ts';

test.each([
	['Ines@Example.ORG', 'ines@example.org'],
	['  ines@example.org\n', 'ines@example.org'],
	['ines@пример.рф', 'ines@xn--e1afmkfd.xn--p1ai'],
	["o'neil+vote@mail.example.org", "o'neil+vote@mail.example.org"]
])('%j is the address %s', (typed, email) => {
	expect(emailOf(typed)).toBe(email);
	expect(isEmail(email)).toBe(true);
});

test.each([
	'',
	'ines',
	'ines@',
	'@example.org',
	'ines@localhost',
	'ines@@example.org',
	'ines@example..org',
	'.ines@example.org',
	'ines.@example.org',
	'in..es@example.org',
	'ines@-example.org',
	'ines@example.org, omar@example.org',
	'ines@example.org;omar@example.org',
	'friends: ines@example.org, omar@example.org;',
	'Ines <ines@example.org>',
	'"ines"@example.org',
	'ines@example.org\r\nBcc: omar@example.org',
	'ines@example.org\nTo: x',
	'ines\0@example.org',
	'ines@[127.0.0.1]',
	'ines@127.0.0.1',
	'ines(comment)@example.org',
	`${'a'.repeat(65)}@example.org`,
	`ines@${'a'.repeat(64)}.org`,
	`ines@${'abcdefghi.'.repeat(26)}org`
])('%j is no address to write to', (typed) => {
	expect(isEmail(emailOf(typed))).toBe(false);
});

test.each([
	['Inês', 'Inês', undefined],
	['  Ada \n  Lovelace ', 'Ada Lovelace', undefined],
	['Night\u202eowl', 'Nightowl', undefined],
	['عائشة', 'عائشة', undefined],
	['', '', 'name_missing'],
	['\u200b\u200b', '', 'name_missing'],
	['...', '...', 'name_missing'],
	['x'.repeat(81), 'x'.repeat(81), 'name_long'],
	['𝒳'.repeat(80), '𝒳'.repeat(80), undefined]
])('the name %j is kept as %j', (typed, name, code) => {
	expect(nameOf(typed)).toBe(name);
	expect(nameObstacle(nameOf(typed))?.code).toBe(code);
});
