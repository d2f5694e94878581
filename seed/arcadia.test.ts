import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { freshDatabase } from '#tests/database.ts';
import { arcadia } from './arcadia.ts';

test('the example fills an empty database: one open consultation with its voices, one closed, one announced', async () => {
	const { db } = await freshDatabase();
	await arcadia(db);
	const { rows } = await sql<{ slug: string; said: number; votes: number; units: number }>`
		select c.slug, (select count(*)::int from contribution x where x.consultation_id = c.id) as said,
			(select coalesce(sum(agree + changes + disagree + unsure), 0)::int from tally t where t.consultation_id = c.id) as votes,
			(select count(*)::int from unit_text t where t.version_id = c.version_id and number is not null) as units
		from consultation c order by c.slug`.execute(db);
	expect(rows).toEqual([
		{ slug: 'night-buses', said: 0, votes: 0, units: 10 },
		{ slug: 'open-works', said: 165, votes: expect.any(Number), units: 26 },
		{ slug: 'school-meals', said: 31, votes: expect.any(Number), units: 12 }
	]);
	expect(rows[1]?.votes).toBeGreaterThan(1200);
});
