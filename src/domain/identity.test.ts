import { expect, test } from 'vitest';
import { isId, newId, newReference, newToken } from './identity.ts';

test('what is made here has the form it is asked for elsewhere', () => {
	for (let n = 0; n < 1000; n++) {
		expect(isId(newId())).toBe(true);
		expect(newReference()).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/);
	}
	expect(newToken()).toMatch(/^[\w-]{43}$/);
});

test('ids made later sort later', async () => {
	const first = newId();
	await new Promise((resume) => setTimeout(resume, 3));
	expect(newId() > first).toBe(true);
});

test.each([
	'',
	'x',
	'-'.repeat(36),
	'a'.repeat(36),
	`${newId()}0`,
	` ${newId()}`,
	newId().toUpperCase()
])('%j is no id, and no database is asked about it', (text) => expect(isId(text)).toBe(false));
