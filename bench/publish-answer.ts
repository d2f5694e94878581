/** One response to 5,000 contributions of 5,000 people: asked for, published in the background, everyone to be told found. */

import { sql } from 'kysely';
import { byReference } from '#domain/response/desk.server.ts';
import { draft } from '#domain/response/draft.server.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { secretariat, type Staff } from './staff.ts';
import { memoryOf, quick, startServer, type Server, type Stage } from './stage.ts';

export const bench = {
	name: 'publish-answer',
	says: 'one response to 5,000 contributions, each of somebody else',
	run
};

const said = quick ? 500 : 5000;

async function run(stage: Stage): Promise<Figure[]> {
	const by = await secretariat(stage);
	const server = await startServer(stage, { env: { FOLKMOOT_STAFF_KEYS: 'optional' } });
	try {
		const runs: Run[] = [];
		for (let round = 0; round < (quick ? 1 : 3); round++)
			runs.push(await once(stage, server, by, round));
		const middle = (of: (one: Run) => number) =>
			runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
		return [
			atMost(
				'publish: the request',
				middle((one) => one.request),
				'ms',
				300
			),
			told(
				'publish: answered',
				middle((one) => one.answered),
				's'
			),
			atMost(
				'publish: notices queued',
				middle((one) => one.queued),
				's',
				10
			),
			atMost('publish: memory above idle', Math.max(...runs.map((one) => one.memory)), 'MB', 100),
			atMost('publish: told twice', Math.max(...runs.map((one) => one.notices)) - said, 'people', 0)
		];
	} finally {
		await server.stop();
	}
}

type Run = { request: number; answered: number; queued: number; memory: number; notices: number };

async function once(stage: Stage, server: Server, by: Staff, round: number): Promise<Run> {
	const slug = `answered-${round}`;
	const text = await seedConsultation(stage.db, stage.place, {
		...{ slug, units: 60, remarks: said, votes: 0 }
	});
	await spokenByMany(stage, text);
	const { id, reference } = await draftFor(stage, by, text);
	const desk = `${server.origin}/en/${space}/work/consultations/${slug}/answers/${reference}`;
	const headers = { cookie: by.cookie, origin: server.origin, accept: 'text/html' };
	// The page is opened before the button on it is pressed.
	const page = await fetch(desk, { headers });
	if (page.status !== 200) throw new Error(`The draft answered ${page.status}.`);
	await page.text();
	await new Promise((resume) => setTimeout(resume, 1000));

	const idle = memoryOf(server.pid);
	let most = idle;
	const witness = setInterval(() => (most = Math.max(most, memoryOf(server.pid))), 20);
	const begun = performance.now();
	const answer = await fetch(`${desk}?/publish`, {
		...{ method: 'POST', headers, redirect: 'manual' as const },
		body: new URLSearchParams({
			...{ revision: '1', kind: 'not_included', lang: 'en', decidedBy: 'The board' },
			...{ input: 'They say so.', consideration: 'It was read.', influence: 'None.' },
			...{ reasons: 'Another law says it.', beyond: 'No further use.' }
		})
	});
	await answer.text();
	const request = performance.now() - begun;
	if (answer.status !== 303) throw new Error(`Publishing answered ${answer.status}.`);
	const since = () => (performance.now() - begun) / 1000;
	await until(stage, sql`select from contribution where response_id = ${id}`);
	const answered = since();
	const noticesOf = sql`select m.person_id from notice m join news n on n.id = m.news_id
		where n.response_id = ${id}`;
	await until(stage, noticesOf);
	const queued = since();
	clearInterval(witness);
	const { rows } = await sql`${noticesOf}`.execute(stage.db);
	return { request, answered, queued, memory: most - idle, notices: rows.length };
}

/** As many people as contributions, each said by another, and the closing is over. */
async function spokenByMany({ db }: Stage, { id }: Text) {
	await sql`
		with said as (
			select k.id, gen_random_uuid() as person, row_number() over () as n from contribution k
			where k.consultation_id = ${id}
		), people as (
			insert into person (id, name, email, email_verified)
			select person, 'Speaker ' || n, person || '@folkmoot.example', true from said
		)
		update contribution k set person_id = said.person, organisation_id = null, joint = false,
			signature_count = 0, state = 'published', visibility = 'public'
		from said where said.id = k.id`.execute(db);
	await sql`update consultation set opens_at = now() - interval '9 days', closes_at = now() - interval '1 day',
		closed_at = now() - interval '1 day' where id = ${id}`.execute(db);
	await sql`vacuum analyze contribution`.execute(db);
}

async function draftFor({ db }: Stage, by: Staff, text: Text) {
	const { reference } = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', text.id)
		.limit(1)
		.executeTakeFirstOrThrow();
	const made = await draft(db, by, text.id, { to: [reference], replies: false, lang: 'en' });
	if (!made.ok) throw new Error(JSON.stringify(made.obstacle));
	const found = await byReference(db, null, made.reference);
	if (!found) throw new Error('The draft is not there.');
	await sql`insert into reasoned_response_contribution select ${found.id}, id from contribution
		where consultation_id = ${text.id} on conflict do nothing`.execute(db);
	return { id: found.id, reference: made.reference };
}

/** Waits until a question has as many rows as contributions were answered. */
async function until({ db }: Stage, rowsOf: ReturnType<typeof sql>) {
	const limit = performance.now() + 60_000;
	for (;;) {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${rowsOf}) x`.execute(
			db
		);
		if ((rows[0]?.n ?? 0) >= said) return;
		if (performance.now() > limit) throw new Error(`Only ${rows[0]?.n} of ${said} are there.`);
		await new Promise((resume) => setTimeout(resume, 25));
	}
}
