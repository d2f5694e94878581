/** Someone who said five thousand things takes their data away, and then deletes their account. */

import { sql } from 'kysely';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation } from './seed.ts';
import { quick, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'own-data',
	says: '5,000 contributions of one person: taken away, then erased',
	run
};

const said = quick ? 500 : 5000;

async function run(stage: Stage): Promise<Figure[]> {
	const { db, place } = stage;
	const [other, person] = [place.people[0], place.people.at(-1)];
	if (!person || !other) throw new Error('Nobody was seeded.');
	const text = await seedConsultation(db, place, {
		slug: 'prolific',
		units: 100,
		remarks: said,
		votes: 0
	});
	// What the benches before had them say is somebody else's here.
	await sql`update contribution set person_id = ${other.id} where person_id = ${person.id}`.execute(
		db
	);
	await sql`update contribution set person_id = ${person.id}, organisation_id = null
		where consultation_id = ${text.id}`.execute(db);
	// Whoever takes their data away was asked again who they are; the benches before take longer than that lasts.
	await sql`update session set confirmed_at = clock_timestamp() where person_id = ${person.id}`.execute(
		db
	);
	const server = await startServer(stage);
	try {
		const headers = { cookie: person.cookie, origin: server.origin };
		const begun = performance.now();
		const answer = await fetch(`${server.origin}/en/account/data/everything.json`, { headers });
		const everything = (await answer.json()) as { contributions: unknown[] };
		const taken = (performance.now() - begun) / 1000;
		if (everything.contributions.length !== said)
			throw new Error(`${everything.contributions.length} contributions came of ${said}.`);

		const asked = performance.now();
		const form = new URLSearchParams({ fate: 'erased', sure: 'yes' });
		const deleted = await fetch(`${server.origin}/en/account/deletion`, {
			method: 'POST',
			headers,
			body: form,
			redirect: 'manual'
		});
		await deleted.text();
		const answered = (performance.now() - asked) / 1000;
		if (deleted.status !== 200) throw new Error(`Deleting answered ${deleted.status}.`);
		while (!(await isDone(stage, person.id))) {
			if (performance.now() - asked > 120_000) throw new Error('It is never erased.');
			await new Promise((resume) => setTimeout(resume, 20));
		}
		const erased = (performance.now() - asked) / 1000;
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from contribution
			where person_id = ${person.id} and body <> '▮'`.execute(db);
		return [
			atMost('own data: taken away', taken, 's', 5),
			told('own data: deletion answered', answered, 's'),
			atMost('own data: erased', erased, 's', 30),
			atMost('own data: words left', rows[0]?.n ?? -1, '', 0)
		];
	} finally {
		await server.stop();
	}
}

async function isDone({ db }: Stage, personId: string) {
	const row = await db
		.selectFrom('erasure')
		.select('doneAt')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return row?.doneAt != null;
}
