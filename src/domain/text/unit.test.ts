import { expect, test } from 'vitest';
import { clean, collapse } from './characters.ts';
import { hash } from './hash.server.ts';
import { direction, documentLanguage, languageOf, tag } from './language.ts';
import { dir, plain, tidy, type Unit } from './unit.ts';

const list: Unit = {
	kind: 'list',
	lang: 'ar',
	body: {
		marker: 'decimal',
		start: 1,
		lead: [{ text: 'Of these:' }],
		items: [
			{
				parts: [
					{ runs: [{ text: 'a ' }, { text: '', note: 0 }] },
					{ list: { marker: 'bullet', start: 1, items: [{ parts: [{ runs: [{ text: 'b' }] }] }] } },
					{ runs: [{ text: 'after b' }] }
				]
			}
		],
		notes: [{ label: '1', runs: [{ text: 'why  so' }] }]
	}
};

test('plain words: items a line each, notes in brackets, code left to right', () => {
	expect(plain(list)).toBe('Of these:\na [why so]\nb\nafter b');
	expect(dir(list)).toBe('rtl');
	expect(dir({ kind: 'code', lang: 'ar', body: { code: 'x' } })).toBe('ltr');
});

test('runs of one style join, blanks between and around them go', () => {
	const runs = [
		{ text: ' \n a  ' },
		{ text: 'b ' },
		{ text: ' c', em: true as const },
		{ text: '\t', strong: true as const }
	];
	expect(tidy(runs)).toEqual([{ text: 'a b ' }, { text: 'c', em: true }]);
});

test('characters with no place in a text go, line ends are one kind', () => {
	expect(clean('a\r\nb\u2028c\u0000\u202e\u2066\u{e0041}\ud800')).toBe('a\nb\nc');
	expect(collapse('\ufeffe\u0301\u00a0\u2003x ')).toBe('é x');
});

test('the fingerprint changes with words, level and language, not with the order of keys', () => {
	const one: Unit = {
		kind: 'heading',
		level: 1,
		lang: 'en',
		body: { runs: [{ text: 'a', em: true }] }
	};
	const same: Unit = {
		body: { runs: [{ em: true, text: 'a' }] },
		lang: 'en',
		level: 1,
		kind: 'heading'
	};
	const others: Unit[] = [
		{ ...one, level: 2 },
		{ ...one, lang: 'fr' },
		{ ...one, body: { runs: [{ text: 'a' }] } }
	];
	expect(hash(same)).toBe(hash(one));
	expect(new Set([one, ...others].map(hash)).size).toBe(4);
});

test.each([
	['Обязанности властей', null, 'en', 'ru'],
	['Обовʼязки влади і громадян', null, 'en', 'uk'],
	['Обязаности на властта', null, 'bg', 'bg'],
	['باب في اللغات', 'en', 'en', 'ar'],
	['گزارش پیشرفت', null, 'en', 'fa'],
	['Το κείμενο', null, 'en', 'el'],
	['テキストの編集', null, 'en', 'ja'],
	['2024', 'fr', 'en', 'fr'],
	['OECD', null, 'ar', 'ar'],
	['Ovo je tekst', 'sr-Latn', 'en', 'sr-Latn']
])('%s, stated %s in a document in %s, is %s', (text, stated, ofDocument, expected) => {
	expect(languageOf(text, stated, ofDocument)).toBe(expected);
});

test('a document is in the language of its words, where those are known, else the declared one', () => {
	const french =
		'Le texte de la loi est pour tous les citoyens et pour les villes du pays, par la voix des élus. '.repeat(
			3
		);
	expect(documentLanguage(french, 'en')).toBe('fr');
	expect(documentLanguage(french, 'fr-CA')).toBe('fr-CA');
	expect(
		documentLanguage(
			'El text de la llei és per a tots els ciutadans i per a les ciutats del país. '.repeat(3),
			'ca'
		)
	).toBe('ca');
	expect(documentLanguage('xyz', null)).toBe('und');
});

test('tags are put in form or refused, and tell the direction', () => {
	expect([tag('EN_us'), tag('und'), tag('not a tag'), tag('')]).toEqual([
		'en-US',
		null,
		null,
		null
	]);
	expect([
		direction('ar-EG'),
		direction('fa'),
		direction('ar-Latn'),
		direction('pa-Arab'),
		direction('en')
	]).toEqual(['rtl', 'rtl', 'ltr', 'rtl', 'ltr']);
});
