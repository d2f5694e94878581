import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { giveTheme } from '#domain/desk/theme.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { send } from '../contribution/send.server.ts';
import { begin, merge, rename } from './keep.server.ts';
import { countsIn, themeAt, themeById, themesIn, themesOf } from './store.server.ts';
import { nameIn, type Basis } from './theme.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId, secretariat } = place;
const nobody = await person(db, 'Nobody');
const kept = (names: Record<string, string>, basis: Basis = 'SECTOR') => ({ names, basis });
const slugs = async () => (await themesIn(db, spaceId)).map(({ slug }) => slug);

test('a theme gets its address from its first name that can be written in one', async () => {
	const made = [
		await begin(db, secretariat, spaceId, kept({ en: '  Public \n money ', fr: '' })),
		await begin(db, secretariat, spaceId, kept({ en: 'Public money' })),
		await begin(db, secretariat, spaceId, kept({ ar: 'المياه', ru: 'Вода' })),
		await begin(db, secretariat, spaceId, kept({ ar: 'المياه' })),
		await begin(db, secretariat, spaceId, kept({ en: 'None' }))
	];
	expect(made.map((one) => one.ok && one.slug)).toEqual([
		...['public-money', 'public-money-2', 'voda', 'theme', 'theme-none']
	]);
	expect((await themeAt(db, spaceId, 'public-money'))?.names).toEqual({ en: 'Public money' });
});

test.each([
	['without a name', secretariat, kept({ en: ' ' }), 'name_missing'],
	['with a long name', secretariat, kept({ fr: 'x'.repeat(81) }), 'name_long'],
	['by nobody in particular', nobody, kept({ en: 'Fine' }), 'not_allowed']
] as const)('none is begun %s', async (_, by, asked, code) => {
	const before = await slugs();
	expect(await begin(db, by, spaceId, asked)).toMatchObject({ ok: false, obstacle: { code } });
	expect(await slugs()).toEqual(before);
});

test('a reader gets its name in their language, or in one it has', () => {
	expect(nameIn({ fr: 'Eau', ru: 'Вода' }, 'ru')).toEqual({ words: 'Вода', lang: 'ru' });
	expect(nameIn({ ru: 'Вода', fr: 'Eau' }, 'en')).toEqual({ words: 'Eau', lang: 'fr' });
});

test('two themes become one: what carried either carries it once, and the old address leads there', async () => {
	const { id } = await openIn(db, place);
	const said: string[] = [];
	for (const body of ['The first thing to say.', 'Something else entirely.']) {
		const sent = await send(db, nobody, {
			...{ consultationId: id, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
			...{ visibility: 'public', lang: 'en', body }
		} as Parameters<typeof send>[2]);
		if (!sent.ok) throw new Error(sent.obstacle.code);
		said.push(sent.reference);
	}
	await begin(db, secretariat, spaceId, kept({ en: 'Rivers' }));
	await begin(db, secretariat, spaceId, kept({ en: 'Streams' }));
	const give = (theme: string, references: string[]) =>
		giveTheme(db, secretariat, id, { which: { references }, theme });
	await give('rivers', said);
	await give('streams', said.slice(0, 1));
	const [rivers, streams] = [
		await themeAt(db, spaceId, 'rivers'),
		await themeAt(db, spaceId, 'streams')
	];
	if (!rivers || !streams) throw new Error('A theme is missing.');
	await db
		.insertInto('follow')
		.values(
			[streams, rivers].map(({ id: targetId }) => ({
				...{ personId: nobody.id, target: 'theme', targetId, pace: 'daily', at: new Date() }
			}))
		)
		.execute();

	expect(await merge(db, secretariat, spaceId, 'rivers', 'rivers')).toMatchObject({
		obstacle: { code: 'same_theme' }
	});
	expect(await merge(db, nobody, spaceId, 'rivers', 'streams')).toMatchObject({
		obstacle: { code: 'not_allowed' }
	});
	expect(await merge(db, secretariat, spaceId, 'rivers', newId())).toMatchObject({
		obstacle: { code: 'no_such_theme' }
	});
	expect((await countsIn(db, spaceId)).get(rivers.id)).toBe(2);

	expect(await merge(db, secretariat, spaceId, 'rivers', 'streams')).toEqual({
		...{ ok: true, slug: 'streams' }
	});
	const counts = await countsIn(db, spaceId);
	expect([counts.get(streams.id), counts.get(rivers.id)]).toEqual([2, undefined]);
	expect((await themeById(db, rivers.id))?.mergedInto).toBe(streams.id);
	expect(await slugs()).not.toContain('rivers');
	const rows = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', 'in', said)
		.execute();
	const carried = await themesOf(
		db,
		rows.map((row) => row.id)
	);
	expect([...carried.values()].flat().map(({ slug }) => slug)).toEqual(['streams', 'streams']);
	const follows = await db.selectFrom('follow').select('targetId').execute();
	expect(follows).toEqual([{ targetId: streams.id }]);
	// What is gone is neither given nor renamed.
	expect(await give('rivers', said)).toMatchObject({ obstacle: { code: 'no_such_theme' } });
	expect(await rename(db, secretariat, spaceId, 'rivers', kept({ en: 'x' }))).toMatchObject({
		obstacle: { code: 'missing' }
	});
});

test('a theme is renamed and keeps its address', async () => {
	await rename(db, secretariat, spaceId, 'voda', kept({ en: 'Water' }, 'GOVERNANCE'));
	expect(await themeAt(db, spaceId, 'voda')).toMatchObject({
		...{ names: { en: 'Water' }, basis: 'GOVERNANCE' }
	});
});
