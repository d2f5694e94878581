/** One answer to 5,000 contributions: everyone who spoke is told, each once. */

import { runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import { hearAll } from '#domain/notifications/hear.server.ts';
import { mailAtOnce } from '#domain/notifications/mail-notices.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { newId } from '#domain/identity.ts';
import { now } from '#domain/clock.server.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation } from './seed.ts';
import { quick, type Stage } from './stage.ts';

export const bench = {
	name: 'notices',
	says: 'one answer to 5,000 contributions of as many people: notices and mail queued',
	run
};

const people = quick ? 300 : 5000;

async function run({ db, place, url }: Stage): Promise<Figure[]> {
	// The queue’s own tables are made by whoever works on it; here nobody does.
	await runMigrations({ connectionString: url });
	const text = await seedConsultation(db, place, {
		...{ slug: 'notices', units: 60, remarks: people, votes: 0 }
	});
	await sql`insert into person (id, name, email)
		select gen_random_uuid(), 'Author ' || n, 'author' || n || '@notices.example'
		from generate_series(1, ${people}::int) n`.execute(db);
	await sql`update contribution k set person_id = p.id, organisation_id = null, visibility = 'public'
		from (select id, row_number() over (order by id) as n from contribution where consultation_id = ${text.id}) c,
			(select id, row_number() over (order by id) as n from person where email like '%@notices.example') p
		where c.n = p.n and k.id = c.id`.execute(db);
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', text.id)
		.executeTakeFirstOrThrow();
	const responseId = newId();
	const at = await now(db);
	await sql`insert into reasoned_response (id, reference, space_id, consultation_id, state, kind, lang, input,
			consideration, influence, reasons, beyond, decided_by, created_at, changed_at, published_at)
		values (${responseId}, 'R-7K2M9Q', ${spaceId}, ${text.id}, 'published', 'included', 'en',
			'i', 'c', 'f', 'r', 'b', 'd', ${at}, ${at}, ${at})`.execute(db);
	await sql`insert into reasoned_response_contribution (response_id, contribution_id)
		select ${responseId}, id from contribution where consultation_id = ${text.id}`.execute(db);

	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
	const begun = performance.now();
	await db
		.transaction()
		.execute((tx) =>
			tell(tx, { kind: 'response', spaceId, consultationId: text.id, responseId, at })
		);
	const written = performance.now() - begun;
	await hearAll(db, text.id);
	await mailAtOnce(db, text.id);
	const taken = (performance.now() - begun) / 1000;
	clearInterval(watch);
	const grown = (Math.max(most, process.memoryUsage.rss()) - before) / 2 ** 20;
	const { rows } = await sql<{ notices: number; jobs: number; twice: number }>`
		select (select count(*)::int from notice t join news n on n.id = t.news_id where n.response_id = ${responseId}) as notices,
			(select count(*)::int from graphile_worker.jobs j join mail m on j.key = 'mail ' || m.id
				where m.recipient like '%@notices.example') as jobs,
			(select count(*)::int from (select 1 from mail where recipient like '%@notices.example'
				group by recipient having count(*) > 1) x) as twice`.execute(db);
	const { notices = 0, jobs = 0, twice = -1 } = rows[0] ?? {};
	return [
		told('notices: the act’s own part', written, 'ms'),
		atMost(`notices: ${people} queued with their mail`, taken, 's', 10),
		atMost('notices: missing', people - Math.min(notices, jobs), 'notices', 0),
		atMost('notices: told twice', twice, 'people', 0),
		atMost('notices: memory above idle', grown, 'MB', 100)
	];
}
