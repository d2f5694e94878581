import { expect, test } from 'vitest';
import { reading } from '#domain/consultation/reading.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { announced } from '../contribution/spot.server.ts';
import { searchText } from '../contribution/search.server.ts';
import { searchOf } from '../contribution/search.ts';
import { asks, languagesOf, tongueFor } from './tongue.ts';

const { db } = await freshDatabase();
const { texts } = await arcadia(db);
const id = texts.find(({ slug }) => slug === 'open-works')?.id ?? '';

async function read(asked: string | null, own: string) {
	const found = await reading(db, id, null, { asked, own });
	if (!found) throw new Error('The example changed.');
	return found;
}

test.each<[string | null, string, string]>([
	[null, 'en', 'en'],
	[null, 'fr', 'fr'],
	[null, 'ar', 'ar'],
	[null, 'es', 'en'],
	['fr', 'es', 'fr'],
	['en', 'fr', 'en'],
	['xx', 'fr', 'fr'],
	["fr' or true", 'en', 'en']
])('asked for %j, a reader in %s gets the text in %s', async (asked, own, lang) => {
	expect((await read(asked, own)).text.lang).toBe(lang);
});

test('in French all but two units have words; those two say whose words they are', async () => {
	const { units, head } = await read(null, 'fr');
	const lacking = units.filter(({ unit }) => unit.lang !== 'fr');
	expect(lacking.map(({ unit }) => [unit.number, unit.lang])).toEqual([
		[16, 'en'],
		[17, 'en']
	]);
	expect(head.title).toBe('Projet de règles pour des travaux publics ouverts');
	expect(head.tongues.title).toBe('fr');
	expect(head.contact).toBe('open-works@arcadia.example');
});

test('in Arabic what was translated runs right to left, and what was written in Arabic stands as it was', async () => {
	const { units } = await read('ar', 'en');
	const written = units.filter(({ unit }) => unit.lang === 'ar');
	expect(written.every(({ unit }) => unit.dir === 'rtl')).toBe(true);
	expect(written.length).toBe(13);
	expect(units.find(({ unit }) => unit.plain.startsWith('تُكتب'))?.unit.lang).toBe('ar');
});

test('units, numbers, votes and remarks are the same in every language', async () => {
	const [english, french] = [await read('en', 'en'), await read('fr', 'en')];
	const same = (one: typeof english) =>
		one.units.map(({ unit, remarks, tally }) => [
			unit.unitId,
			unit.number,
			unit.level,
			remarks,
			tally
		]);
	expect(same(french)).toEqual(same(english));
});

test('a word is found in whichever language it stands, each unit once', async () => {
	const found = await announced(db, id);
	if (!found) throw new Error('The example changed.');
	const place = { consultationId: id, versionId: found.head.versionId };
	const ask = (query: string, own: string) => {
		const search = searchOf(new URLSearchParams(`in=text&${query}`));
		if (!search) throw new Error(query);
		return searchText(db, place, search, own);
	};
	expect((await ask('q=facture', 'en')).found.map(({ lang }) => lang)).toContain('fr');
	expect((await ask('q=invoice', 'fr')).found[0]?.lang).toBe('en');
	const both = await ask('q=28', 'fr');
	expect(both.found.map(({ number, lang }) => [number, lang])).toEqual([[7, 'fr']]);
	expect(both.total).toBe(1);
	expect((await ask('q=28&lang=en', 'fr')).found.map(({ lang }) => lang)).toEqual(['en']);
	expect((await ask('q=facture&page=2', 'fr')).found).toEqual([]);
});

test('words of the head are shown only while they translate what stands there', async () => {
	await db.updateTable('consultation').set({ subtitle: 'Another' }).where('id', '=', id).execute();
	const { head } = await read('fr', 'en');
	expect([head.subtitle, head.tongues.subtitle]).toEqual(['Another', undefined]);
	expect(head.tongues.title).toBe('fr');
});

test('addresses carry a language only where the reader would get another', () => {
	const text = { language: 'en', languages: [{ lang: 'ar' }, { lang: 'fr' }] };
	expect(languagesOf(text)).toEqual(['en', 'ar', 'fr']);
	expect(asks(text, 'fr', 'fr')).toBe('');
	expect(asks(text, 'fr', 'en')).toBe('text=fr');
	expect(asks(text, 'en', 'fr')).toBe('text=en');
	expect(asks(text, 'en', 'es')).toBe('');
	expect(tongueFor({ ...text, language: 'en-GB' }, { asked: 'en', own: 'fr' })).toBe('en-GB');
});
