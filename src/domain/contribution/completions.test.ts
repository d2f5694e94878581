import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { namedIn } from '#domain/space/store.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { completions, most } from './completions.server.ts';
import { announced, consultationId } from './spot.server.ts';

const { db } = await freshDatabase();
const { spaceId } = await arcadia(db);
const id = (await consultationId(db, spaceId, 'open-works')) ?? '';
const found = await announced(db, id);
if (!found) throw new Error('The example has no open-works.');
const where = {
	...{ consultationId: id, text: found.text },
	organisations: await namedIn(db, spaceId)
};
const written = async (begun: string) =>
	(await completions(db, where, begun)).map(({ write }) => write);
const references = (state: string, visibility: string) =>
	db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', id)
		.where('state', '=', state)
		.where('visibility', '=', visibility)
		.execute();

test('P and digits become the units that begin so', async () => {
	expect(await written('P1')).toEqual(['P1', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16']);
	expect(await written('P')).toHaveLength(most);
	expect(await written('P999')).toEqual([]);
});

test('@ and the beginning of any word become organisations, unverified ones never', async () => {
	expect(await written('@led')).toContain('@ledger');
	expect(await written('@Soc')).toContain('@ledger');
	expect(await written('@merl')).toEqual([]);
	expect(await written('@federacion')).toHaveLength(1);
});

test('C- becomes public references; private, hidden and withdrawn ones stay unsaid', async () => {
	const [open] = await references('published', 'public');
	const reference = open?.reference ?? '';
	expect(await written(reference.slice(0, 5))).toContain(reference);
	const unsaid = [
		...(await references('published', 'private')),
		...(await references('refused', 'public')),
		...(await references('withdrawn', 'public'))
	];
	expect(unsaid.length).toBeGreaterThan(2);
	for (const one of unsaid) expect(await written(one.reference)).toEqual([]);
});

test.each(['', 'C-', 'P9 ', 'C-%', '@a b', `@${'a'.repeat(50)}`, 'p1'])(
	'%j becomes nothing',
	async (begun) => expect(await written(begun)).toEqual([])
);
