import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { became } from './became.server.ts';

const { db } = await freshDatabase();
await arcadia(db);

const idOf = async (beginning: string) => {
	const { id } = await db
		.selectFrom('contribution')
		.select('id')
		.where('body', 'like', `${beginning}%`)
		.executeTakeFirstOrThrow();
	return id;
};

test('from a voice to the sentence it changed: theme, group, answer, difference', async () => {
	const { themes, group, sortedAt, response, changes } = await became(
		db,
		await idOf('Cuarenta minutos sentados, no cuarenta')
	);
	expect(themes.map(({ slug }) => slug)).toEqual(['time-at-table']);
	expect(group?.count).toBe(4);
	expect(sortedAt).toBeInstanceOf(Date);
	expect(response).toMatchObject({ kind: 'included_with_changes', agency: { slug: 'education' } });
	expect(changes).toHaveLength(1);
	const [change] = changes;
	expect(change).toMatchObject({ n: 2, young: { number: 9 }, how: 'because' });
	const inserted = change?.difference.pieces.filter(({ kind }) => kind === 'inserted') ?? [];
	expect(inserted.flatMap(({ runs }) => runs.map(({ text }) => text)).join('')).toContain(
		'contados desde que'
	);
});

test('what is not decided yet has no answer to show, although one is being written', async () => {
	const { response, changes } = await became(db, await idOf('El salto entre el segundo'));
	expect(response).toBeNull();
	expect(changes).toEqual([]);
});
