import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasAddress, tokensOf } from './mentions.ts';

const links = (text: string) =>
	tokensOf(text).flatMap((token) => (token.kind === 'words' ? [] : [token.text]));

test.each([
	['See P9.', ['P9']],
	['(P9, P12; C-7K2M9Q)', ['P9', 'P12', 'C-7K2M9Q']],
	['P9', ['P9']],
	['وفقًا للفقرة P9، انظر C-7K2M9Q', ['P9', 'C-7K2M9Q']],
	['см. P9 и P10', ['P9', 'P10']],
	['P9’s second half', ['P9']],
	['AP9, P9a, P-9, P 9, p9, P1234567', []],
	['C-7K2M9, C-7K2M9QX, c-7k2m9q, C-ILOU00, XC-7K2M9Q', []],
	['https://example.org/P9 and name@P9 and #P9', []],
	['GP9 P9-bis', []],
	['@ledger, and (@open-ledger).', ['@ledger', '@open-ledger']],
	['name@ledger.org, @Ledger, @-ledger, @ledger-, a.@ledger', []],
	['كما قالت @ledger', ['@ledger']]
])('%s', (text, found) => {
	expect(links(text)).toEqual(found);
});

const near = fc.oneof(
	fc.constantFrom(
		'P9',
		'C-7K2M9Q',
		'https://',
		'a.example',
		'P',
		'C-',
		' ',
		'-',
		'/',
		'\u0301',
		'é',
		'٩',
		'\ud800'
	),
	fc.string({ unit: 'binary', maxLength: 5 })
);

test('whatever is typed, the pieces together are the text, and each link is its own word', () => {
	fc.assert(
		fc.property(fc.array(near, { maxLength: 30 }), (parts) => {
			const text = parts.join('');
			const tokens = tokensOf(text, true);
			expect(tokens.map((token) => token.text).join('')).toBe(text);
			for (const token of tokens) {
				if (token.kind === 'unit') expect(token.text).toBe(`P${token.text.slice(1)}`);
				if (token.kind === 'unit') expect(token.number).toBe(Number(token.text.slice(1)));
				if (token.kind === 'contribution') expect(token.reference).toMatch(/^C-[0-9A-Z]{6}$/);
				expect(token.text).not.toBe('');
				if (token.kind === 'address') expect(token.href).toMatch(/^https?:\/\/[^/@\s]+\.[^/@\s]+/i);
			}
		}),
		{ numRuns: 3000 }
	);
});

const addresses = (text: string, links = true) =>
	tokensOf(text, links).filter((token) => token.kind === 'address');

test.each([
	['See https://example.org/a?b=c#d.', 'https://example.org/a?b=c#d', null],
	['(http://Example.org)', 'http://example.org/', null],
	['«https://example.org/путь»', 'https://example.org/%D0%BF%D1%83%D1%82%D1%8C', null],
	['انظر https://example.org/ar، ثم', 'https://example.org/ar', null],
	['https://exаmple.org/', 'https://xn--exmple-4nf.org/', 'xn--exmple-4nf.org'],
	['HTTPS://EXAMPLE.ORG', 'https://example.org/', null],
	['https://example.org:8443/x', 'https://example.org:8443/x', null]
])('%s leads where it says', (text, href, host) => {
	expect(addresses(text)).toMatchObject([{ href, host }]);
	// A newcomer's is words, and so is everybody's where links are not asked for.
	expect(addresses(text, false)).toEqual([]);
	expect(hasAddress(text)).toBe(true);
});

test.each([
	'javascript:alert(1)',
	'data:text/html,x',
	'https://good.example@evil.example/',
	'https://user:secret@example.org',
	'https://localhost/x',
	'https://',
	'http://[broken',
	'xhttps://example.org',
	'example.org',
	'ftp://example.org'
])('%s is no link', (text) => {
	expect(addresses(text)).toEqual([]);
	expect(
		tokensOf(text, true)
			.map((token) => token.text)
			.join('')
	).toBe(text);
});
