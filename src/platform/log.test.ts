import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { sql } from 'kysely';
import { told } from './log.server.ts';

const { db } = await freshDatabase();

test('a line about a broken rule names the rule and where it broke, never the row', async () => {
	const id = '01890000-0000-7000-8000-00000000cafe';
	const cause: unknown = await sql`
		insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		values (${id}, ${id}, 'organisation', ${id}, 'perhaps', now())`
		.execute(db)
		.catch((error: unknown) => error);
	expect(JSON.stringify(cause)).toContain('perhaps');
	expect(told(cause)).toMatchObject({ code: '23514', constraint: 'vote_value' });
	const line = JSON.stringify(told(new AggregateError([new Error('outer', { cause })])));
	expect(line).toContain('vote_value');
	expect(line).toContain('log.test.ts');
	expect(line).not.toContain('perhaps');
	expect(line).not.toContain(id);
});

test('what is no error is told as it is', () => {
	expect(told('no')).toBe('no');
});
