/** Ten thousand selections followed into a new version of their text. */

import { sql } from 'kysely';
import { placeQuotes } from '#domain/version/place-quotes.server.ts';
import { seedVersion } from './compare.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation, type Text } from './seed.ts';
import type { Stage } from './stage.ts';

export const bench = {
	name: 'reattach',
	says: '10,000 selections in a text of 600 units, 200 of them changed',
	run
};

const selections = 10_000;

async function run(stage: Stage): Promise<Figure[]> {
	const size = { slug: 'reattached', units: 600, remarks: 15_000, votes: 0 };
	const text = await seedConsultation(stage.db, stage.place, size);
	await seedQuotes(stage, text);
	const versionId = await seedVersion(stage.db, text, 2);
	const begun = performance.now();
	await placeQuotes(stage.db, versionId);
	const seconds = (performance.now() - begun) / 1000;
	const { rows } = await sql<{ all: number; placed: number }>`
		select count(*)::int as all, count(unit_id)::int as placed from quote_place
		where version_id = ${versionId}`.execute(stage.db);
	const { all, placed } = rows[0] ?? { all: 0, placed: 0 };
	if (all !== selections) throw new Error(`${all} of ${selections} selections were looked for.`);
	if (placed < (selections * 2) / 3) throw new Error(`Only ${placed} were found again.`);
	return [
		atMost('reattach', seconds, 's', 10),
		atMost(
			'reattach: astray in units nobody touched',
			await astray(stage, versionId),
			'selections',
			0
		),
		told('reattach: found again', placed, 'selections'),
		told('reattach: the text changed since', all - placed, 'selections')
	];
}

/** Selections in units nobody touched that are not found exactly where they were. */
async function astray({ db }: Stage, versionId: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from quote_place p
		join quote q on q.contribution_id = p.contribution_id
		join contribution c on c.id = p.contribution_id
		join unit_text old on old.version_id = c.version_id and old.unit_id = c.unit_id
		join unit_text now on now.version_id = p.version_id and now.unit_id = c.unit_id and now.hash = old.hash
		where p.version_id = ${versionId}
			and (p.unit_id, p.start_at, p.end_at) is distinct from (c.unit_id, q.start_at, q.end_at)`.execute(
		db
	);
	return rows[0]?.n ?? Number.NaN;
}

/** Words of 12 to 60 characters all over the units. */
async function seedQuotes({ db }: Stage, { id }: Text) {
	await sql`
		with numbered as (
			select c.id, t.plain, row_number() over (partition by c.unit_id order by c.received_at) as n
			from contribution c join unit_text t on t.unit_id = c.unit_id and t.version_id = c.version_id
			where c.consultation_id = ${id} and c.depth = 0
		), chosen as (
			select id, plain, (n * 17) % greatest(1, char_length(plain) - 60) as start_at, 12 + (n * 13) % 48 as long
			from numbered
		)
		insert into quote (contribution_id, exact, prefix, suffix, start_at, end_at, lang)
		select id, substr(plain, start_at::int + 1, long::int),
			substr(plain, greatest(1, start_at - 31)::int, least(32, start_at)::int),
			substr(plain, (start_at + long)::int + 1, 32), start_at, start_at + long, 'en'
		from chosen limit ${selections}`.execute(db);
	await sql`analyze quote`.execute(db);
}
