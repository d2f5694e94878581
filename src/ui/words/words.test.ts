import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { languages } from '#domain/languages.ts';

type Area = Record<string, string>;
const folder = import.meta.dirname;
const areas = readdirSync(join(folder, 'en')).map((file) => file.replace('.json', ''));
const read = (lang: string, area: string): Area =>
	JSON.parse(readFileSync(join(folder, lang, `${area}.json`), 'utf8'));
const all = (lang: string): Area => Object.assign({}, ...areas.map((area) => read(lang, area)));
const english = all('en');
const others = languages.filter((lang) => lang !== 'en');

test('a key begins with the word of its area', () => {
	for (const area of areas) {
		const strays = Object.keys(read('en', area)).filter((key) => !key.startsWith(`${area}.`));
		expect(strays).toEqual([]);
	}
});

test.each(languages)('%s says each thing once', (lang) => {
	for (const area of areas) {
		const lines =
			readFileSync(join(folder, lang, `${area}.json`), 'utf8').match(/^\t"[^"]+"/gm) ?? [];
		expect(lines.length, `${lang}/${area}.json`).toBe(Object.keys(read(lang, area)).length);
	}
});

test.each(others)('%s says everything English says, and nothing else', (lang) => {
	for (const area of areas) {
		expect(Object.keys(read(lang, area)).sort(), `${lang}/${area}.json`).toEqual(
			Object.keys(read('en', area)).sort()
		);
	}
});

test.each(languages)(
	'every message of %s is well formed and knows the plurals of its language',
	(lang) => {
		// Spanish and French have a form of their own for whole millions only, which we do not reach.
		const rare = ['es', 'fr'].includes(lang) ? 'many' : '';
		const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
		const wanted = pluralCategories.filter((one) => one !== rare);
		for (const [key, message] of Object.entries(all(lang))) {
			for (const forms of plurals(parse(message))) {
				const missing = wanted.filter((one) => !forms.includes(one));
				expect(missing, `${lang} ${key}`).toEqual([]);
			}
		}
	}
);

test.each(others)('%s names the same facts as English', (lang) => {
	const said = all(lang);
	for (const [key, message] of Object.entries(english)) {
		expect([...names(parse(said[key] ?? ''))].sort(), `${lang} ${key}`).toEqual(
			[...names(parse(message))].sort()
		);
	}
});

test.each(others)('no sentence of %s was left in English', (lang) => {
	const said = all(lang);
	const left = Object.keys(english).filter(
		(key) => said[key] === english[key] && (english[key] ?? '').split(' ').length > 3
	);
	expect(left).toEqual([]);
});

test('every message is used somewhere', () => {
	const source = sourceFiles(join(folder, '../..'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
	const begun = [...source.matchAll(/[`'"]([a-z_]+\.[a-z0-9_.]*)\$\{/g)].map(
		([, start]) => start ?? ''
	);
	const unused = Object.keys(english).filter(
		(key) =>
			!source.includes(`'${key}'`) &&
			!source.includes(`"${key}"`) &&
			!begun.some((start) => key.startsWith(start))
	);
	expect(unused).toEqual([]);
});

function sourceFiles(place: string): string[] {
	return readdirSync(place, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.includes('words/words.test'))
		.map((file) => join(place, file));
}

function* plurals(elements: MessageFormatElement[]): Generator<string[]> {
	for (const element of elements) {
		if (element.type === TYPE.plural && element.pluralType !== 'ordinal')
			yield Object.keys(element.options);
		for (const inner of innerOf(element)) yield* plurals(inner);
	}
}

function names(elements: MessageFormatElement[]): Set<string> {
	const found = new Set<string>();
	for (const element of elements) {
		const own = element.type === TYPE.literal || element.type === TYPE.pound ? [] : [element.value];
		for (const name of own) found.add(name);
		for (const inner of innerOf(element)) for (const name of names(inner)) found.add(name);
	}
	return found;
}

function innerOf(element: MessageFormatElement): MessageFormatElement[][] {
	if (element.type === TYPE.plural || element.type === TYPE.select) {
		return Object.values(element.options).map((option) => option.value);
	}
	return element.type === TYPE.tag ? [element.children] : [];
}
