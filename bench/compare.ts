/** Two versions of a long text beside each other: the page made anew, and made first of all. */

import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { hash } from '#domain/text/hash.server.ts';
import { plain, type Unit } from '#domain/text/unit.ts';
import type { Database } from '#domain/database.server.ts';
import { page } from './cached-page.ts';
import { atMost, told, type Figure } from './figures.ts';
import { sentences } from './prose.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import type { Measured } from './load.ts';
import { get, load, median, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'compare',
	says: 'two versions of 600 units, 200 changed because of 2,000 contributions, concurrency 4',
	run
};

const [units, changed] = [600, 200];

async function run(stage: Stage): Promise<Figure[]> {
	const size = { slug: 'compared', units, remarks: 3000, votes: 0 };
	const text = await seedConsultation(stage.db, stage.place, size);
	await seedVersion(stage.db, text, 2);
	await seedVersion(stage.db, text, 3);
	const server = await startServer(stage);
	const base = `/en/${space}/consultations/compared`;
	const address = (n: number, from: number, more = '') =>
		`${base}/versions/${n}/changes?from=${from}${more}`;
	// Whoever is signed in gets every page made for them.
	const [reader] = stage.place.people;
	const cookie = reader?.cookie ?? '';
	const measure = (path: string): Promise<Measured> =>
		median(() => {
			const requests = [get(server.port, path, { cookie })];
			return load(stage, { port: server.port, connections: 4, requests });
		}, 'p95');
	try {
		// The first of a process compiles the code too; the other pairs are as new, to code that has run once.
		await page(server.port, `${base}/versions/1`);
		const firsts: number[] = [];
		for (const path of [address(2, 1), address(3, 2), address(3, 1)]) {
			const begun = performance.now();
			const { body } = await page(server.port, path, cookie);
			firsts.push(performance.now() - begun);
			const rows = changesOn(body);
			if (rows < changed) throw new Error(`Only ${rows} changes are on the page.`);
		}
		const [cold = 0, ...pairs] = firsts;
		const again = await measure(address(2, 1));
		const beside = await page(server.port, address(2, 1, '&view=side'), cookie);
		if (changesOn(beside.body) < changed) throw new Error('Side by side shows fewer changes.');
		const side = await measure(address(2, 1, '&view=side'));
		const all = await measure(address(2, 1, '&all=1'));
		const { body } = await page(server.port, address(2, 1), cookie);
		return [
			atMost('compare: a pair the first time', Math.max(...pairs), 'ms', 300),
			told('compare: the first of a process', cold, 'ms'),
			atMost('compare', again.p95, 'ms p95', 300),
			atMost('compare: side by side', side.p95, 'ms p95', 300),
			told('compare: with all that stayed', all.p95, 'ms p95'),
			told('compare: size', body.length / 1000, 'kB unpacked')
		];
	} finally {
		await server.stop();
	}
}

/** How many changed units a page shows. */
const changesOn = (body: Buffer) => String(body).match(/class="compared changed/g)?.length ?? 0;

/** The next version: every third unit says something else, ten causes for each. */
export async function seedVersion(db: Database, text: Text, n: number): Promise<string> {
	const id = newId();
	const bodies = text.unitIds.map((_, at): Unit => {
		const said = sentences(at, 4);
		const words = at % 3 === 0 ? reworded(said, n) : said;
		return { kind: 'paragraph', lang: 'en', body: { runs: [{ text: words }] } };
	});
	await sql`
		insert into text_version (id, consultation_id, n, base_id, published_at, note, note_lang)
		select ${id}, ${text.id}, ${n}, id, now(), 'What the consultation changed.', 'en' from text_version
		where consultation_id = ${text.id} and n = ${n - 1}`.execute(db);
	await sql`
		insert into unit_text (version_id, unit_id, position, number, kind, lang, body, plain, hash)
		select ${id}, id, n, n, 'paragraph', 'en', body::jsonb, plain, hash
		from unnest(${text.unitIds}::uuid[], ${bodies.map(({ body }) => JSON.stringify(body))}::text[],
			${bodies.map(plain)}::text[], ${bodies.map(hash)}::text[]) with ordinality as t (id, body, plain, hash, n)`.execute(
		db
	);
	await sql`
		insert into unit_change (version_id, unit_id, kind, note, note_lang)
		select ${id}, id, 'change', 'Said by many.', 'en'
		from unnest(${text.unitIds}::uuid[]) with ordinality as u (id, n) where (n - 1) % 3 = 0`.execute(
		db
	);
	await sql`
		insert into unit_change_contribution (version_id, unit_id, contribution_id)
		select u.version_id, u.unit_id, c.id from unit_change u
		cross join lateral (
			select id from contribution where consultation_id = ${text.id} and depth = 0
			order by hashtext(id::text || u.unit_id::text) limit 10
		) c where u.version_id = ${id}`.execute(db);
	await sql`update consultation set version_id = ${id} where id = ${text.id}`.execute(db);
	await sql`analyze unit_text, unit_change, unit_change_contribution`.execute(db);
	await sql`select touch(${text.id})`.execute(db);
	return id;
}

/** Some words replaced, one clause added. */
const reworded = (said: string, n: number) =>
	said
		.split(' ')
		.map((word, at) => (at % 11 === n ? `${word.toLowerCase()}like` : word))
		.join(' ')
		.replace('. ', `, as version ${n} has it. `);
