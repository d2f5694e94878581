/** The answer desk with 10,000 open contributions: the list, its filters, one contribution and the next. */

import { sql } from 'kysely';
import { countingProxy } from './counting-proxy.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { seedSaid, wordOf } from './similar.ts';
import { secretariat } from './staff.ts';
import { get, load, median, quick, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'desk',
	says: 'the answer desk over 10,000 open contributions: open, filter, next; concurrency 2',
	run
};

/** People of the bench have no second keys. */
const optional = { FOLKMOOT_STAFF_KEYS: 'optional' };

const deskOf = (slug: string) => `/en/${space}/work/consultations/${slug}/answers`;

async function run(stage: Stage): Promise<Figure[]> {
	const count = quick ? 1_000 : 10_000;
	const { cookie } = await secretariat(stage);
	const many = await desk(stage, 'desk', count, 600_000_000);
	await desk(stage, 'desk-small', 12, 610_000_000);
	const { rows } = await sql<{ reference: string }>`
		select reference from contribution where consultation_id = ${many.id} order by id limit 200`.execute(
		stage.db
	);
	const base = deskOf('desk');
	const filters = [
		...['', '?page=7', '?sort=support', '?sort=newest', '?theme=theme-3', '?theme=none'],
		...['?unit=12', '?support=2', '?group=in', '?answer=open', `?q=${wordOf(5)}`, '?days=7'],
		...['?assignee=none&sort=support', '?kind=comment&lang=en&group=out']
	];
	const figures: Figure[] = [];
	const server = await startServer(stage, { env: optional });
	try {
		const measure = async (name: string, paths: string[]) => {
			const requests = paths.map((path) => get(server.port, path, { cookie }));
			const found = await median(
				() => load(stage, { port: server.port, connections: 2, requests }),
				'p95'
			);
			const others = Object.entries(found.statuses).filter(([status]) => status !== '200');
			if (others.length) throw new Error(`Answers: ${JSON.stringify(found.statuses)}`);
			figures.push(
				atMost(`desk: ${name}`, found.p95, 'ms p95', 150),
				told(`desk: ${name}, half of them`, found.p50, 'ms')
			);
		};
		await holds(stage, many, server.origin + base, cookie);
		await measure('open', [base]);
		await measure(
			'filter',
			filters.map((query) => base + query)
		);
		await measure(
			'next',
			rows.map(({ reference }, n) => `${base}/${reference}${filters[n % 4] ?? ''}`)
		);
	} finally {
		await server.stop();
	}
	return [...figures, ...(await statements(stage, cookie))];
}

/** What the page says it found is what the database holds. */
async function holds({ db }: Stage, { id }: Text, url: string, cookie: string) {
	const { rows } = await sql<{ themed: number; lang: number }>`
		select count(*)::int as lang, count(*) filter (where exists (
			select from contribution_theme k join theme h on h.id = k.theme_id
			where k.contribution_id = c.id and h.slug = 'theme-3'))::int as themed
		from contribution c where consultation_id = ${id}`.execute(db);
	for (const [query, found] of [
		['?theme=theme-3', rows[0]?.themed],
		['?lang=en', rows[0]?.lang],
		['?lang=fr', 0]
	] as const) {
		const answer = await fetch(url + query, { headers: { cookie } });
		const says =
			found === 0 ? 'Nothing found' : `${found?.toLocaleString('en')} contributions found`;
		if (!(await answer.text()).includes(says))
			throw new Error(`The desk with ${query} does not say “${says}”.`);
	}
}

/** Contributions with themes, groups, bodies and supporters spread over them. */
async function desk(stage: Stage, slug: string, count: number, references: number): Promise<Text> {
	const { db, place } = stage;
	const text = await seedConsultation(db, place, { slug, units: 60, remarks: 0, votes: 0 });
	await seedSaid(stage, place, text, count, { references });
	await sql`
		insert into theme (id, space_id, slug, names, basis, at)
		select gen_random_uuid(), ${place.spaceId}, 'theme-' || n, jsonb_build_object('en', 'Theme ' || n), 'SECTOR', now()
		from generate_series(1, 20) as n on conflict do nothing`.execute(db);
	await sql`
		insert into contribution_group (id, consultation_id, title, lang, at)
		select gen_random_uuid(), ${text.id}, 'Group ' || n, 'en', now() from generate_series(1, 40) as n`.execute(
		db
	);
	await sql`
		with numbered as (
			select id, row_number() over (order by id) as n from contribution where consultation_id = ${text.id}
		), groups as (
			select id, row_number() over (order by id) as n from contribution_group where consultation_id = ${text.id}
		)
		update contribution k set support_people = numbered.n % 7,
			group_id = (select g.id from groups g where g.n = numbered.n % 120)
		from numbered where numbered.id = k.id`.execute(db);
	await sql`
		insert into contribution_theme (contribution_id, theme_id, at)
		select k.id, h.id, now() from (
			select id, row_number() over (order by id) as n from contribution where consultation_id = ${text.id}
		) k join (select id, row_number() over (order by slug) as n from theme where space_id = ${place.spaceId}) h
			on h.n = k.n % 31 or h.n = k.n % 37`.execute(db);
	await sql`vacuum analyze contribution, contribution_theme, contribution_group, theme`.execute(db);
	return text;
}

/** Of thirty pages the one with the fewest: what the server asks by itself meanwhile can only add to the others. */
async function statements(stage: Stage, cookie: string): Promise<Figure[]> {
	const proxy = await countingProxy(stage.url);
	const server = await startServer(stage, { env: { ...optional, DATABASE_URL: proxy.url } });
	const perPage = async (slug: string) => {
		const counts: number[] = [];
		for (let n = 0; n < 30; n++) {
			const before = proxy.count();
			const answer = await fetch(server.origin + deskOf(slug), { headers: { cookie } });
			await answer.text();
			if (answer.status !== 200) throw new Error(`The desk answers ${answer.status}.`);
			counts.push(proxy.count() - before);
		}
		return Math.min(...counts);
	};
	try {
		const [many, few] = [await perPage('desk'), await perPage('desk-small')];
		if (few === 0) throw new Error('The desk asked the database nothing.');
		return [
			atMost('desk: more statements for more rows', many - few, 'statements', 0),
			told('desk: statements', many, 'statements')
		];
	} finally {
		await server.stop();
		proxy.close();
	}
}
