import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import type { Latest } from '#domain/contribution/latest.server.ts';
import { wordsIn } from '#ui/words.ts';
import { atom } from './atom.ts';

const around = {
	origin: 'https://moot.example',
	address: 'https://moot.example/feeds/en/arcadia/open-works/remarks.atom',
	page: 'https://moot.example/en/arcadia/consultations/open-works',
	title: 'New remarks: Rules & <i>works</i>',
	begun: new Date('2026-11-01T00:00:00Z'),
	placeOf: (unitId: string | null) => (unitId === null ? 'the whole text' : 'P9')
};
const one: Latest = {
	reference: 'C-7K2M9Q',
	kind: 'comment',
	authorName: 'Ana',
	channel: 'web',
	organisation: null,
	guest: false,
	body: 'Good.',
	lang: 'en',
	unitId: 'u',
	receivedAt: new Date('2026-11-02T10:00:00Z'),
	editedAt: null,
	act: null,
	words: null,
	wordsLang: null
};

function read(remarks: Latest[]) {
	const text = atom(wordsIn('en'), remarks, around);
	const faults: string[] = [];
	const tree = new DOMParser({
		errorHandler: (_: string, message: string) => void faults.push(message)
	}).parseFromString(text, 'application/xml');
	expect(faults).toEqual([]);
	const all = (within: { getElementsByTagName: Document['getElementsByTagName'] }, name: string) =>
		[...Array(within.getElementsByTagName(name).length).keys()].map(
			(at) => within.getElementsByTagName(name).item(at)?.textContent ?? ''
		);
	const entries = tree.getElementsByTagName('entry');
	const first = entries.item(0) as unknown as Element;
	return {
		text,
		all: (name: string) => all(tree as unknown as Document, name),
		of: (name: string) => all(first, name)
	};
}

test('each remark stands under its permanent address, with who said it and when', () => {
	const { all, of, text } = read([
		one,
		{ ...one, reference: 'C-000002', editedAt: new Date('2026-11-03T00:00:00Z') }
	]);
	expect(all('id')).toEqual([
		around.address,
		'https://moot.example/c/C-7K2M9Q',
		'https://moot.example/c/C-000002'
	]);
	expect(of('title')).toEqual(['Ana on P9']);
	expect(of('name')).toEqual(['Ana']);
	expect(of('updated')).toEqual(['2026-11-02T10:00:00.000Z']);
	// The feed is as new as what is newest in it.
	expect(all('updated')[0]).toBe('2026-11-03T00:00:00.000Z');
	expect(text).toContain('xml:lang="en"');
	expect(text).toContain(`rel="self" href="${around.address}"`);
});

test('an empty feed is one too', () => {
	const { all } = read([]);
	expect(all('updated')).toEqual(['2026-11-01T00:00:00.000Z']);
	expect(all('title')).toEqual([around.title]);
});

test('words are text in their own language, whatever they look like', () => {
	const body = ']]><script>alert(1)</script> & "x"\u0000\u000b\ud800\n\nمرحبا';
	const { of, text } = read([
		{ ...one, body, lang: 'ar', authorName: '<b>&</b> ]]>', organisation: 'A & "B"' }
	]);
	expect(of('content')).toEqual([
		'<p lang="ar" dir="rtl">]]&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;  \ufffd</p><p lang="ar" dir="rtl">مرحبا</p>'
	]);
	expect(of('name')).toEqual(['<b>&</b> ]]> for A & "B"']);
	expect(of('title')[0]).toContain('&lt;b&gt;');
	expect(text).not.toContain('<script');
});

test.each([
	['replace', 'More words.', 'Suggested wording:', 'Ana suggests a wording for P9'],
	['add', 'More words.', 'Suggested addition:', 'Ana suggests a wording for P9'],
	['remove', null, 'Suggested: take this paragraph out.', 'Ana suggests a wording for P9']
])('a suggestion to %s says what it suggests and why', (act, words, sentence, title) => {
	const { of } = read([{ ...one, kind: 'suggestion', act, words, wordsLang: words && 'fr' }]);
	const [content = ''] = of('content');
	expect(content).toContain(sentence);
	expect(content.includes('<blockquote><p lang="fr" dir="ltr">More words.</p></blockquote>')).toBe(
		words !== null
	);
	expect(content).toContain('Good.');
	expect(of('title')).toEqual([title]);
});

test('who gave no address is said to be unverified', () => {
	expect(read([{ ...one, guest: true }]).of('name')).toEqual(['Ana (unverified)']);
});

test('who has left is not named', () => {
	expect(read([{ ...one, authorName: '' }]).of('name')[0]).toMatch(/\S/);
});
